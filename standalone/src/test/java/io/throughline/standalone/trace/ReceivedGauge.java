package io.throughline.standalone.trace;

/**
 * A value of a gauge, as it was exported.
 *
 * @param feed what it says as {@code throughline.feed.name}; empty when it says nothing
 */
record ReceivedGauge(String service, String name, String unit, String feed, double value) {}
