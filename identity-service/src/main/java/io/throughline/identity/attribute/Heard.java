package io.throughline.identity.attribute;

import java.time.Instant;

/**
 * What a source says of a customer.
 *
 * @param last when it said so last, in event time, to the microsecond
 * @param identifiers of how many of the customer's identifiers it says so
 */
public record Heard(Said said, Instant last, long identifiers) {}
