package io.throughline.standalone.trace;

/**
 * One span as it was exported.
 *
 * @param text all of it, attributes included
 */
record ReceivedSpan(String service, String name, String traceId, String spanId, String parentSpanId, String text) {}
