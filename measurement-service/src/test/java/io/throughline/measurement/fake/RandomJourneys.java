package io.throughline.measurement.fake;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import com.google.type.Money;
import io.throughline.journey.v1.Journey;
import io.throughline.journey.v1.JourneyState;
import io.throughline.journey.v1.Step;
import io.throughline.journey.v1.Tally;
import io.throughline.journey.v1.Transition;
import io.throughline.journey.v1.TransitionKind;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Journeys as journey-service might tell them, at random. */
public final class RandomJourneys {

    private static final List<String> TOUCHPOINTS =
            List.of("bill.sent", "bill.opened", "app.error", "agent.call", "payment.made", "reminder.sent");
    private static final List<JourneyState> STATES = List.of(
            JourneyState.JOURNEY_STATE_ACTIVE,
            JourneyState.JOURNEY_STATE_STALLED,
            JourneyState.JOURNEY_STATE_ACHIEVED,
            JourneyState.JOURNEY_STATE_ACHIEVED,
            JourneyState.JOURNEY_STATE_ABANDONED,
            JourneyState.JOURNEY_STATE_EXITED);

    /** 1 March 2026, in microseconds. */
    private static final long BEGIN = 1_772_323_200_000_000L;

    private final Random random;

    public RandomJourneys(Random random) {
        this.random = random;
    }

    public UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    /** A state of the journey {@code id}; nothing but the arguments is the same from one call to the next. */
    public Journey journey(UUID id, UUID customer, String definition, long revision) {
        var state = STATES.get(random.nextInt(STATES.size()));
        var journey = Journey.newBuilder()
                .setId(id.toString())
                .setCustomerId(customer.toString())
                .setDefinition(definition)
                .setVersion(1)
                .setRevision(revision)
                .setState(state);
        long at = BEGIN + random.nextLong(8_000_000_000_000L);
        journey.setStartedAt(Timestamps.fromMicros(at));
        journey.addTransitions(transition(TransitionKind.TRANSITION_KIND_ENTERED, Timestamps.fromMicros(at)));
        int steps = 1 + random.nextInt(6);
        for (int i = 0; i < steps; i++) {
            at += i == 0 ? 0 : random.nextLong(400_000_000_000L);
            journey.addSteps(Step.newBuilder()
                    .setTouchpoint(TOUCHPOINTS.get(random.nextInt(TOUCHPOINTS.size())))
                    .setChannel("web")
                    .setOccurredAt(Timestamps.fromMicros(at)));
        }
        journey.setLastInteractionAt(Timestamps.fromMicros(at));
        end(journey, Timestamps.fromMicros(at));
        return journey.setTally(tally(steps)).build();
    }

    private void end(Journey.Builder journey, Timestamp at) {
        if (journey.getState() == JourneyState.JOURNEY_STATE_STALLED || random.nextInt(4) == 0) {
            journey.addTransitions(transition(TransitionKind.TRANSITION_KIND_STALLED, at));
        }
        var kind = switch (journey.getState()) {
            case JOURNEY_STATE_ACHIEVED -> TransitionKind.TRANSITION_KIND_ACHIEVED;
            case JOURNEY_STATE_ABANDONED -> TransitionKind.TRANSITION_KIND_ABANDONED;
            case JOURNEY_STATE_EXITED -> TransitionKind.TRANSITION_KIND_EXITED;
            case JOURNEY_STATE_ACTIVE, JOURNEY_STATE_STALLED, JOURNEY_STATE_UNSPECIFIED, UNRECOGNIZED ->
                TransitionKind.TRANSITION_KIND_UNSPECIFIED;
        };
        if (kind != TransitionKind.TRANSITION_KIND_UNSPECIFIED) {
            journey.addTransitions(transition(kind, at)).setEndedAt(at);
        }
    }

    private static Transition transition(TransitionKind kind, Timestamp at) {
        return Transition.newBuilder().setKind(kind).setOccurredAt(at).build();
    }

    private Tally tally(int interactions) {
        var tally = Tally.newBuilder().setInteractions(interactions).setHandovers(random.nextInt(3));
        if (random.nextInt(3) == 0) {
            tally.setNpsPromoters(random.nextInt(3)).setNpsPassives(random.nextInt(2)).setNpsDetractors(random.nextInt(2));
        }
        if (random.nextInt(3) == 0) {
            tally.setCsatAnswers(2).setCsatSum(2 + random.nextInt(9));
        }
        if (random.nextInt(3) == 0) {
            tally.setCesAnswers(1).setCesSum(1 + random.nextInt(7));
        }
        if (random.nextInt(2) == 0) {
            // As the contract has it: units and nanos of one sign.
            tally.addRevenue(money("EUR", random.nextInt(1_000), random.nextInt(1_000_000_000)));
        }
        if (random.nextInt(3) == 0) {
            tally.addRevenue(money("GBP", -random.nextInt(50), -random.nextInt(1_000_000_000)));
        }
        return tally.addCost(money("EUR", random.nextInt(20), 10_000_000)).build();
    }

    private static Money money(String currency, long units, int nanos) {
        return Money.newBuilder()
                .setCurrencyCode(currency)
                .setUnits(units)
                .setNanos(nanos)
                .build();
    }
}
