package io.throughline.standalone.replay;

/**
 * Why lines did not become interactions.
 *
 * @param lines their numbers, ascending
 */
public record Rejection(String reason, long[] lines) {}
