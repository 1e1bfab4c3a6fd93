package io.throughline.journey.fold;

/**
 * With which interactions a journey comes into a stage.
 *
 * @param stage its name
 */
public record StageRule(String stage, String touchpoint, Condition when) {}
