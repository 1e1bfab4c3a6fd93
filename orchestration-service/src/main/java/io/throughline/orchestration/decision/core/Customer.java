package io.throughline.orchestration.decision.core;

import java.util.Map;
import java.util.UUID;

/**
 * What is known of a customer when a policy decides: counts and measures over all journeys, nothing personal.
 *
 * @param journeys how many there are of each definition, by state
 * @param lastChannel by which the last interaction of any journey came; empty without one
 */
public record Customer(UUID id, Map<String, Map<JourneyState, Long>> journeys, Tally tally, String lastChannel) {

    /** How many journeys of {@code definition} are in {@code state}. */
    public long count(String definition, JourneyState state) {
        return journeys.getOrDefault(definition, Map.of()).getOrDefault(state, 0L);
    }

    /** How many journeys of any definition are in {@code state}. */
    public long count(JourneyState state) {
        return journeys.values().stream()
                .mapToLong(states -> states.getOrDefault(state, 0L))
                .sum();
    }
}
