package io.throughline.orchestration.context;

import io.throughline.orchestration.decision.core.Customer;
import io.throughline.orchestration.decision.core.JourneyState;
import io.throughline.orchestration.decision.core.Tally;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Adds a customer's journeys up. */
final class CustomerSum {

    private final Map<String, Map<JourneyState, Long>> journeys = new TreeMap<>();
    private Tally tally = Tally.NONE;
    private String lastChannel = "";

    void add(String definition, JourneyState state, long count, Tally more, String channel) {
        journeys.computeIfAbsent(definition, _ -> new EnumMap<>(JourneyState.class))
                .put(state, count);
        tally = tally.plus(more);
        lastChannel = channel;
    }

    Customer customer(UUID id) {
        return new Customer(id, journeys, tally, lastChannel);
    }
}
