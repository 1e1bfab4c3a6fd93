package io.throughline.orchestration.decision.core;

import java.util.Set;

/**
 * On what a policy decides.
 *
 * @param definition of the journey
 * @param moments the moments of truth whose being reached counts; empty for all
 */
public record Trigger(String definition, Set<TransitionKind> kinds, Set<String> moments) {

    /** Whether {@code transition} of a journey of {@code journeyDefinition} is one of those. */
    public boolean matches(String journeyDefinition, Transition transition) {
        return definition.equals(journeyDefinition)
                && kinds.contains(transition.kind())
                && (moments.isEmpty()
                        || transition.kind() != TransitionKind.REACHED
                        || moments.contains(transition.moment()));
    }
}
