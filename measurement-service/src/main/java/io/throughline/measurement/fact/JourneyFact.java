package io.throughline.measurement.fact;

import io.throughline.measurement.score.JourneyMeasures;
import io.throughline.measurement.score.JourneyMeasures.Answers;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Everything that is measured of one journey.
 *
 * @param revision of the journey in journey-service; a fact is replaced only by one of a higher revision
 * @param achievedAt when the goal was reached first; empty unless achieved
 * @param steps the touchpoints of its interactions, in order of time
 * @param handovers times that the channel or the owning team changed
 * @param revenue exact decimals by currency
 * @param cost exact decimals by currency
 */
public record JourneyFact(
        UUID journeyId,
        long revision,
        String definition,
        int version,
        UUID customerId,
        JourneyState state,
        Instant startedAt,
        Instant lastInteractionAt,
        Optional<Instant> endedAt,
        Optional<Instant> achievedAt,
        boolean everStalled,
        List<String> steps,
        long handovers,
        Answers answers,
        Map<String, BigDecimal> revenue,
        Map<String, BigDecimal> cost) {

    public JourneyFact {
        steps = List.copyOf(steps);
        revenue = Map.copyOf(revenue);
        cost = Map.copyOf(cost);
    }

    /** Interactions beyond the first of their touchpoint. */
    public long repeats() {
        return steps.size() - new HashSet<>(steps).size();
    }

    /** What its success is judged by, held against {@code targetTime}. */
    public JourneyMeasures measures(Optional<Duration> targetTime) {
        return new JourneyMeasures(
                state.outcome(),
                achievedAt.map(at -> Duration.between(startedAt, at)),
                targetTime,
                handovers,
                repeats(),
                answers);
    }
}
