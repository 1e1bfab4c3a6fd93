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

    /** By {@code policy}, which found {@code verdict} of {@code transition} when the clock showed {@code now}. */
    static Decision of(Policy policy, Journey journey, Transition transition, Instant now, Verdict verdict) {
        return new Decision(
                policy.name(),
                policy.version(),
                journey.customer(),
                journey.id(),
                transition,
                now,
                verdict.outcome(),
                List.copyOf(verdict.reasons()),
                verdict.outcome() == Outcome.ACT
                        ? Optional.of(new Cause(policy.name(), transition.id()).actionId())
                        : Optional.empty());
    }

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

    /** The same, when {@code action} was sent already for a transition whose place this one has taken. */
    Decision alreadySent(KnownAction action) {
        return corrected(
                Outcome.ALREADY_SENT,
                Optional.of(action.id()),
                "the past was corrected: what was sent for the transition that this one replaces counts for it");
    }

    /** The same, when what was sent counts for another again. */
    Decision forItself() {
        return corrected(
                Outcome.ACT,
                Optional.of(cause().actionId()),
                "the past was corrected: what had counted for this transition counts again for the one that it was sent for");
    }

    /** The same, when its transition was withdrawn in time. */
    Decision cancelled() {
        return corrected(Outcome.CANCELLED, action, "the transition was withdrawn before the action was sent");
    }

    /** Whether its rules were asked, and let it act: an earlier version asked none when an action had been sent already. */
    boolean isAllowed() {
        var rules = reasons.stream().filter(reason -> !reason.rule().equals(Reason.CORRECTION)).toList();
        return !rules.isEmpty() && rules.stream().allMatch(Reason::passed);
    }

    private Decision corrected(Outcome newOutcome, Optional<UUID> newAction, String explanation) {
        var all = new ArrayList<>(reasons);
        all.add(new Reason(Reason.CORRECTION, newOutcome.claimsAction(), explanation));
        return new Decision(
                policy, policyVersion, customer, journey, transition, decidedAt, newOutcome, List.copyOf(all), newAction);
    }
}
