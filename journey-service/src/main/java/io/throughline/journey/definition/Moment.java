package io.throughline.journey.definition;

/**
 * A moment of truth, as people are told of it.
 *
 * @param owner who answers for it; empty when nobody is named
 * @param importance 1 (of little weight) to 5 (decides the relationship)
 */
public record Moment(String name, String title, String owner, int importance, Targets targets) {}
