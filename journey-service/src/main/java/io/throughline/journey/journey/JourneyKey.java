package io.throughline.journey.journey;

import java.util.UUID;

/**
 * What one fold is about: the journeys of one customer through one definition that belong together.
 *
 * @param correlation the value of {@code correlate_by}; empty without one
 */
public record JourneyKey(UUID customer, String definition, String correlation) {}
