package io.throughline.journey.discovery;

/**
 * How a touchpoint occurs.
 *
 * @param cases in which it occurred
 * @param begun cases that began with it
 * @param ended cases that ended with it
 */
public record TouchpointFigures(String touchpoint, long interactions, long cases, long begun, long ended) {}
