package io.throughline.orchestration.peer;

import com.google.protobuf.Timestamp;
import io.throughline.journey.v1.Journey;
import io.throughline.journey.v1.JourneyState;
import io.throughline.journey.v1.Step;
import io.throughline.journey.v1.Tally;
import io.throughline.journey.v1.Transition;
import io.throughline.journey.v1.TransitionKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/** Journeys as journey-service words them. */
public final class Told {

    public static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private Told() {}

    public static String newId() {
        return UUID.randomUUID().toString();
    }

    /** Begun a day before noon; active, with one handover. */
    public static Journey journey(
            String id, String customer, String definition, long revision, Transition... transitions) {
        return Journey.newBuilder()
                .setId(id)
                .setCustomerId(customer)
                .setDefinition(definition)
                .setVersion(1)
                .setState(JourneyState.JOURNEY_STATE_ACTIVE)
                .setStartedAt(timestamp(NOON.minusSeconds(86_400)))
                .setLastInteractionAt(timestamp(NOON.minusSeconds(3_600)))
                .setRevision(revision)
                .addAllTransitions(Arrays.asList(transitions))
                .addSteps(Step.newBuilder().setTouchpoint("bill.sent").setChannel("mail"))
                .addSteps(Step.newBuilder().setTouchpoint("bill.viewed").setChannel("web"))
                .setTally(Tally.newBuilder().setInteractions(2).setHandovers(1))
                .build();
    }

    public static Transition stalled(String id, Instant at) {
        return Transition.newBuilder()
                .setId(id)
                .setKind(TransitionKind.TRANSITION_KIND_STALLED)
                .setOccurredAt(timestamp(at))
                .setInteractionId(newId())
                .build();
    }

    private static Timestamp timestamp(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
