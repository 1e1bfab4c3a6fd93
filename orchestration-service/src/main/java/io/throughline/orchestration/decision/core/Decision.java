package io.throughline.orchestration.decision.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What one policy made of one transition.
 *
 * @param decidedAt what the clock showed
 * @param action the action that was made, or that counts for the transition
 */
public record Decision(
        String policy,
        int policyVersion,
        UUID customer,
        UUID journey,
        Transition transition,
        Instant decidedAt,
        Outcome outcome,
        List<Reason> reasons,
        Optional<UUID> action) {

    public Cause cause() {
        return new Cause(policy, transition.id());
    }

    /** The same, its transition now being of another journey or customer. */
    Decision attributedTo(UUID otherJourney, UUID otherCustomer) {
        return new Decision(
                policy, policyVersion, otherCustomer, otherJourney, transition, decidedAt, outcome, reasons, action);
    }

    /** The same, when the feed had been read far enough to act on it only at {@code now}, which the policy finds too late. */
    public Decision tooLate(Instant now, Duration freshFor) {
        var all = new ArrayList<>(reasons);
        all.add(new Reason(
                Reason.FRESH_FOR,
                false,
                "the transition was " + Words.of(Duration.between(transition.occurredAt(), now))
                        + " old by the clock when the feed had been read far enough to act on it, of at most "
                        + Words.of(freshFor)));
        return new Decision(
                policy,
                policyVersion,
                customer,
                journey,
                transition,
                decidedAt,
                Outcome.TOO_LATE,
                List.copyOf(all),
                Optional.empty());
    }

    /** The same, after a correction of the past. */
    Decision corrected(Outcome newOutcome, Optional<UUID> newAction, String explanation) {
        var all = new ArrayList<>(reasons);
        all.add(new Reason(Reason.CORRECTION, newOutcome.claimsAction(), explanation));
        return new Decision(
                policy, policyVersion, customer, journey, transition, decidedAt, newOutcome, List.copyOf(all), newAction);
    }
}
