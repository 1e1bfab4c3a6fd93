package io.throughline.orchestration.decision.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Asks the rules of a policy in order (is it fresh, is it meant for this customer, does another journey stand against it?) until
 * one says no.
 */
public final class Decider {

    private Decider() {}

    /** What {@code policy} makes of {@code transition} when the clock shows {@code now}. */
    public static Verdict decide(
            Policy policy, Customer customer, Journey journey, Transition transition, Instant now) {
        List<Supplier<Reason>> rules = List.of(
                () -> fresh(policy, transition, now),
                () -> eligible(policy, customer, journey, transition, now),
                () -> unopposed(policy, customer));
        var reasons = new ArrayList<Reason>(rules.size());
        for (var rule : rules) {
            reasons.add(rule.get());
            if (!reasons.getLast().passed()) {
                break;
            }
        }
        return new Verdict(reasons.getLast().outcome(), reasons);
    }

    private static Reason fresh(Policy policy, Transition transition, Instant now) {
        var age = Duration.between(transition.occurredAt(), now);
        boolean passed = age.compareTo(policy.freshFor()) <= 0;
        return new Reason(
                Reason.FRESH_FOR,
                passed,
                "the transition was " + Words.of(age) + " old by the clock, of at most " + Words.of(policy.freshFor()));
    }

    private static Reason eligible(
            Policy policy, Customer customer, Journey journey, Transition transition, Instant now) {
        var finding = policy.when().ask(customer, journey, transition, now);
        return new Reason(Reason.WHEN, finding.holds(), finding.explanation());
    }

    private static Reason unopposed(Policy policy, Customer customer) {
        if (policy.suppressWhile().isEmpty()) {
            return new Reason(Reason.SUPPRESS_WHILE, true, "the policy names no journey that would stand against it");
        }
        for (var definition : policy.suppressWhile()) {
            long active = customer.count(definition, JourneyState.ACTIVE);
            long stalled = customer.count(definition, JourneyState.STALLED);
            if (active + stalled > 0) {
                return new Reason(
                        Reason.SUPPRESS_WHILE,
                        false,
                        "the customer has journeys of '" + definition + "' under way: " + active + " active, " + stalled
                                + " stalled");
            }
        }
        return new Reason(
                Reason.SUPPRESS_WHILE,
                true,
                "the customer has no journey under way of: " + String.join(", ", policy.suppressWhile()));
    }
}
