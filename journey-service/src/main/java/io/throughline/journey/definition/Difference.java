package io.throughline.journey.definition;

/**
 * One thing that a definition says otherwise than another.
 *
 * @param field that says so: {@code stall_after}, {@code entry}, {@code moments[payment fails]}
 * @param words for people
 */
public record Difference(String field, String words) {}
