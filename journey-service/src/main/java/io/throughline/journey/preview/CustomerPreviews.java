package io.throughline.journey.preview;

import io.throughline.journey.fold.Definition;
import io.throughline.journey.fold.Interaction;
import io.throughline.journey.fold.Journey;
import io.throughline.journey.fold.KeyFold;
import io.throughline.journey.survey.CustomerReader;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Folds what is recorded through a definition as it is and as it would be. Keeps one customer's journeys at a time. */
final class CustomerPreviews implements CustomerReader {

    /** The folds of one definition, by key. */
    private static final class Side {

        private final Definition definition;
        private final Set<String> touchpoints;
        private final Map<String, KeyFold> folds = new HashMap<>();

        Side(Definition definition) {
            this.definition = definition;
            this.touchpoints = definition.touchpoints();
        }

        void take(Interaction interaction) {
            if (touchpoints.contains(interaction.touchpoint())) {
                definition
                        .correlation(interaction)
                        .ifPresent(correlation -> folds.computeIfAbsent(
                                        correlation, _ -> KeyFold.begin(definition, correlation))
                                .step(interaction));
            }
        }

        Map<UUID, Journey> end(Optional<Instant> asOf) {
            var journeys = new LinkedHashMap<UUID, Journey>();
            for (var fold : folds.values()) {
                asOf.ifPresent(fold::advance);
                fold.journeys().forEach(journey -> journeys.put(journey.id(), journey));
            }
            folds.clear();
            return journeys;
        }
    }

    private final Optional<Side> before;
    private final Side after;
    private final Optional<Instant> asOf;
    private final PreviewTally tally;

    /** @param before empty when nothing is in force yet */
    CustomerPreviews(Optional<Definition> before, Definition after, Optional<Instant> asOf, PreviewTally tally) {
        this.before = before.map(Side::new);
        this.after = new Side(after);
        this.asOf = asOf;
        this.tally = tally;
    }

    @Override
    public void take(Interaction interaction) {
        before.ifPresent(side -> side.take(interaction));
        after.take(interaction);
    }

    @Override
    public void endOfCustomer(UUID customer) {
        var was = before.map(side -> side.end(asOf)).orElse(Map.of());
        var becomes = after.end(asOf);
        was.forEach((id, journey) ->
                tally.add(customer, Optional.of(journey), Optional.ofNullable(becomes.get(id))));
        becomes.forEach((id, journey) -> {
            if (!was.containsKey(id)) {
                tally.add(customer, Optional.empty(), Optional.of(journey));
            }
        });
    }
}
