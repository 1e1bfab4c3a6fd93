package io.throughline.measurement.fact;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import com.google.type.Money;
import io.throughline.journey.v1.Journey;
import io.throughline.journey.v1.JourneyChange;
import io.throughline.journey.v1.Step;
import io.throughline.journey.v1.Tally;
import io.throughline.journey.v1.TransitionKind;
import io.throughline.measurement.score.JourneyMeasures.Answers;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads journey-service's changes as changes of facts. */
public final class ChangeTranslation {

    private ChangeTranslation() {}

    /** What {@code change} says that no later one of its page will say. */
    public static Optional<Change> read(JourneyChange change) {
        return switch (change.getStateCase()) {
            case JOURNEY -> Optional.of(new Change.Kept(fact(change.getJourney())));
            case TOMBSTONE ->
                Optional.of(new Change.Withdrawn(
                        UUID.fromString(change.getJourneyId()), change.getHeader().getRevision()));
            case TOLD_LATER -> Optional.empty();
            case STATE_NOT_SET ->
                throw new IllegalStateException("the feed told a change of journey " + change.getJourneyId()
                        + " in words that this version does not know");
        };
    }

    private static JourneyFact fact(Journey journey) {
        var state = state(journey);
        var tally = journey.getTally();
        return new JourneyFact(
                UUID.fromString(journey.getId()),
                journey.getRevision(),
                journey.getDefinition(),
                journey.getVersion(),
                UUID.fromString(journey.getCustomerId()),
                state,
                instant(journey.getStartedAt()),
                instant(journey.getLastInteractionAt()),
                journey.hasEndedAt() ? Optional.of(instant(journey.getEndedAt())) : Optional.empty(),
                state == JourneyState.ACHIEVED ? achievedAt(journey) : Optional.empty(),
                state == JourneyState.STALLED || first(journey, TransitionKind.TRANSITION_KIND_STALLED).isPresent(),
                journey.getStepsList().stream().map(Step::getTouchpoint).toList(),
                tally.getHandovers(),
                answers(tally),
                amounts(tally.getRevenueList()),
                amounts(tally.getCostList()));
    }

    private static JourneyState state(Journey journey) {
        return switch (journey.getState()) {
            case JOURNEY_STATE_ACTIVE -> JourneyState.ACTIVE;
            case JOURNEY_STATE_STALLED -> JourneyState.STALLED;
            case JOURNEY_STATE_ACHIEVED -> JourneyState.ACHIEVED;
            case JOURNEY_STATE_ABANDONED -> JourneyState.ABANDONED;
            case JOURNEY_STATE_EXITED -> JourneyState.EXITED;
            case JOURNEY_STATE_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalStateException(
                        "journey " + journey.getId() + " is in a state that this version does not know");
        };
    }

    private static Optional<Instant> achievedAt(Journey journey) {
        return first(journey, TransitionKind.TRANSITION_KIND_ACHIEVED)
                .or(() -> journey.hasEndedAt() ? Optional.of(instant(journey.getEndedAt())) : Optional.empty());
    }

    private static Optional<Instant> first(Journey journey, TransitionKind kind) {
        return journey.getTransitionsList().stream()
                .filter(transition -> transition.getKind() == kind)
                .findFirst()
                .map(transition -> instant(transition.getOccurredAt()));
    }

    private static Answers answers(Tally tally) {
        return new Answers(
                tally.getNpsPromoters(),
                tally.getNpsPassives(),
                tally.getNpsDetractors(),
                tally.getCsatAnswers(),
                tally.getCsatSum(),
                tally.getCesAnswers(),
                tally.getCesSum());
    }

    private static Map<String, BigDecimal> amounts(List<Money> amounts) {
        return amounts.stream()
                .collect(Collectors.toMap(
                        Money::getCurrencyCode,
                        money -> BigDecimal.valueOf(money.getUnits()).add(BigDecimal.valueOf(money.getNanos(), 9)),
                        BigDecimal::add));
    }

    private static Instant instant(Timestamp timestamp) {
        // Kept to the microsecond everywhere.
        return Instant.EPOCH.plus(Timestamps.toMicros(timestamp), java.time.temporal.ChronoUnit.MICROS);
    }
}
