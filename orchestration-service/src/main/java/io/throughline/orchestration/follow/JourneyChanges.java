package io.throughline.orchestration.follow;

import com.google.protobuf.Timestamp;
import io.throughline.journey.v1.JourneyChange;
import io.throughline.orchestration.decision.core.Change;
import io.throughline.orchestration.decision.core.Journey;
import io.throughline.orchestration.decision.core.JourneyState;
import io.throughline.orchestration.decision.core.Tally;
import io.throughline.orchestration.decision.core.Transition;
import io.throughline.orchestration.decision.core.TransitionKind;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Translates what journey-service tells into what decisions are made of; what is personal is left behind. */
final class JourneyChanges {

    private JourneyChanges() {}

    /** What {@code change} says that no later one of its page will say. */
    static Optional<Change> of(JourneyChange change) {
        var header = change.getHeader();
        return switch (change.getStateCase()) {
            case JOURNEY -> Optional.of(new Change.Told(journey(change.getJourney()), header.getTraceparent()));
            case TOMBSTONE ->
                Optional.of(new Change.Withdrawn(
                        UUID.fromString(change.getJourneyId()),
                        UUID.fromString(header.getCustomerId()),
                        header.getRevision(),
                        change.getTombstone().getStandingSince(),
                        optional(change.getTombstone().getReplacedBy()),
                        header.getTraceparent()));
            case TOLD_LATER -> Optional.empty();
            case STATE_NOT_SET -> throw new IllegalStateException("journey-service told a change without a state");
        };
    }

    private static Journey journey(io.throughline.journey.v1.Journey told) {
        var steps = told.getStepsList();
        return new Journey(
                UUID.fromString(told.getId()),
                UUID.fromString(told.getCustomerId()),
                told.getRevision(),
                told.getStandingSince(),
                told.getDefinition(),
                told.getVersion(),
                state(told.getState()),
                instant(told.getStartedAt()),
                instant(told.getLastInteractionAt()),
                steps.isEmpty() ? "" : steps.getLast().getChannel(),
                steps.isEmpty() ? "" : steps.getLast().getTouchpoint(),
                tally(told.getTally()),
                told.getTransitionsList().stream().map(JourneyChanges::transition).toList());
    }

    private static Transition transition(io.throughline.journey.v1.Transition told) {
        return new Transition(
                UUID.fromString(told.getId()), kind(told.getKind()), instant(told.getOccurredAt()), told.getMoment());
    }

    private static Tally tally(io.throughline.journey.v1.Tally told) {
        return new Tally(
                told.getInteractions(),
                told.getHandovers(),
                told.getNpsPromoters(),
                told.getNpsPassives(),
                told.getNpsDetractors(),
                told.getCsatAnswers(),
                told.getCsatSum(),
                told.getCesAnswers(),
                told.getCesSum());
    }

    private static JourneyState state(io.throughline.journey.v1.JourneyState told) {
        return switch (told) {
            case JOURNEY_STATE_ACTIVE -> JourneyState.ACTIVE;
            case JOURNEY_STATE_STALLED -> JourneyState.STALLED;
            case JOURNEY_STATE_ACHIEVED -> JourneyState.ACHIEVED;
            case JOURNEY_STATE_ABANDONED -> JourneyState.ABANDONED;
            case JOURNEY_STATE_EXITED -> JourneyState.EXITED;
            case JOURNEY_STATE_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalStateException("journey-service told a state that is not known here");
        };
    }

    private static TransitionKind kind(io.throughline.journey.v1.TransitionKind told) {
        return switch (told) {
            case TRANSITION_KIND_ENTERED -> TransitionKind.ENTERED;
            case TRANSITION_KIND_REACHED -> TransitionKind.REACHED;
            case TRANSITION_KIND_STALLED -> TransitionKind.STALLED;
            case TRANSITION_KIND_RESUMED -> TransitionKind.RESUMED;
            case TRANSITION_KIND_ACHIEVED -> TransitionKind.ACHIEVED;
            case TRANSITION_KIND_ABANDONED -> TransitionKind.ABANDONED;
            case TRANSITION_KIND_EXITED -> TransitionKind.EXITED;
            case TRANSITION_KIND_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalStateException("journey-service told a transition that is not known here");
        };
    }

    private static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }

    private static Optional<UUID> optional(String id) {
        return id.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(id));
    }
}
