package io.throughline.journey.conformance;

import io.throughline.journey.fold.Definition;
import io.throughline.journey.fold.Interaction;
import io.throughline.journey.survey.CustomerReader;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Makes the traces of one definition's journeys from what is recorded. Keeps one customer's at a time. */
final class CustomerTraces implements CustomerReader {

    private final Definition definition;
    private final Set<String> touchpoints;
    private final Optional<Instant> asOf;
    private final Consumer<Trace> reader;
    private final Map<String, KeyTrace> keys = new HashMap<>();

    CustomerTraces(Definition definition, Optional<Instant> asOf, Consumer<Trace> reader) {
        this.definition = definition;
        this.touchpoints = definition.touchpoints();
        this.asOf = asOf;
        this.reader = reader;
    }

    @Override
    public void take(Interaction interaction) {
        definition.correlation(interaction).ifPresent(correlation -> {
            var key = keys.get(correlation);
            // What the definition does not name begins nothing.
            if (key == null && touchpoints.contains(interaction.touchpoint())) {
                key = new KeyTrace(definition, touchpoints, correlation);
                keys.put(correlation, key);
            }
            if (key != null) {
                key.take(interaction);
            }
        });
    }

    @Override
    public void endOfCustomer(UUID customer) {
        keys.values().stream().map(key -> key.end(asOf)).flatMap(List::stream).forEach(reader);
        keys.clear();
    }
}
