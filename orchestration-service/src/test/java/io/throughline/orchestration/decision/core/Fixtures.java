package io.throughline.orchestration.decision.core;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Customers who pay bills, and policies that remind them. */
public final class Fixtures {

    public static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    public static final UUID ANNA = id("anna");
    public static final UUID BEN = id("ben");

    private Fixtures() {}

    public static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    public static Clock liveAt(Instant now) {
        return new Clock(Optional.of(now), false);
    }

    /** At noon. */
    public static Transition stalled(String name) {
        return new Transition(id(name), TransitionKind.STALLED, NOON, "");
    }

    /** At noon. */
    public static Transition entered(String name) {
        return new Transition(id(name), TransitionKind.ENTERED, NOON, "");
    }

    /** Of pay-bill, active. */
    public static Journey journey(String name, UUID customer, long revision, Transition... transitions) {
        return new Journey(
                id(name),
                customer,
                revision,
                1,
                "pay-bill",
                1,
                JourneyState.ACTIVE,
                NOON.minus(Duration.ofDays(3)),
                NOON.minus(Duration.ofDays(1)),
                "web",
                "bill.viewed",
                new Tally(3, 1, 0, 0, 1, 2, 7, 0, 0),
                List.of(transitions));
    }

    public static Change told(Journey journey) {
        return new Change.Told(journey, "");
    }

    public static Change withdrawn(String journey, UUID customer, long revision, String replacedBy) {
        return new Change.Withdrawn(
                id(journey),
                customer,
                revision,
                1,
                replacedBy.isEmpty() ? Optional.empty() : Optional.of(id(replacedBy)),
                "");
    }

    /** Reminds by SMS of a stalled pay-bill, for a day, unless a complaint is under way. */
    public static Policy remind() {
        return remind(Condition.ALWAYS);
    }

    public static Policy remind(Condition when) {
        return new Policy(
                "remind",
                1,
                "Remind of a bill",
                new Trigger("pay-bill", Set.of(TransitionKind.STALLED), Set.of()),
                when,
                new Ask("sms", "remind", "{}"),
                List.of("complaint"),
                Duration.ofDays(1));
    }

    public static Customer customer(UUID id) {
        return new Customer(id, Map.of(), Tally.NONE, "");
    }

    public static Customer customerWith(String definition, JourneyState state) {
        return new Customer(ANNA, Map.of(definition, Map.of(state, 1L)), Tally.NONE, "");
    }
}
