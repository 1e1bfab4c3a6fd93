package io.throughline.orchestration.decision.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the rules of a policy in order (is it fresh, is it meant for this customer, does another journey stand against it?) until
 * one says no.
 */
public final class Decider {

    private Decider() {}

    /** What {@code policy} makes of {@code transition} when the clock shows {@code now}. */
    public static Verdict decide(
            Policy policy, Customer customer, Journey journey, Transition transition, Instant now) {
        var reasons = new ArrayList<Reason>(3);
        if (!asked(reasons, fresh(policy, transition, now))) {
            return new Verdict(Outcome.TOO_LATE, reasons);
        }
        if (!asked(reasons, eligible(policy, customer, journey, transition, now))) {
            return new Verdict(Outcome.NOT_ELIGIBLE, reasons);
        }
        if (!asked(reasons, unopposed(policy, customer))) {
            return new Verdict(Outcome.SUPPRESSED, reasons);
        }
        return new Verdict(Outcome.ACT, reasons);
    }

    private static boolean asked(List<Reason> reasons, Reason answer) {
        reasons.add(answer);
        return answer.passed();
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
