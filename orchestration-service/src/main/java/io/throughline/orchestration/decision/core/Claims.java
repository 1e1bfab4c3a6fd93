package io.throughline.orchestration.decision.core;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * For which standing transition each action counts. Several may name one: what was sent for a withdrawn transition counts for the
 * one in its place, and then the withdrawn one comes back. It is the own cause's first.
 */
final class Claims {

    private final Transitions transitions;
    private final Map<UUID, Cause> keepers = new HashMap<>();

    /** The first of {@code decisions} keeps an action whose own cause is not among them. */
    Claims(Collection<Decision> decisions, Transitions transitions) {
        this.transitions = transitions;
        decisions.stream().filter(this::isMadeBy).forEach(decision -> decision.action()
                .ifPresent(action -> keepers.merge(
                        action, decision.cause(), (first, other) -> other.actionId().equals(action) ? other : first)));
    }

    /** Whether {@code decision} calls for an action for a transition that stands. */
    boolean isMadeBy(Decision decision) {
        return decision.outcome().claimsAction()
                && decision.action().isPresent()
                && transitions.stands(decision.transition().id());
    }

    /** Whether the action that {@code decision} claims counts for another. */
    boolean isAnothers(Decision decision) {
        return isMadeBy(decision)
                && !decision.action().map(keepers::get).orElseThrow().equals(decision.cause());
    }

    /** Whether {@code action} counts for any that stands. */
    boolean isKept(UUID action) {
        return keepers.containsKey(action);
    }
}
