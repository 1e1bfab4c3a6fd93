package io.throughline.orchestration.decision.core;

import java.util.UUID;

/**
 * What is kept of an action, as far as a correction of the past may touch it.
 *
 * @param calledFor whether a transition that claims it still stands
 */
public record KnownAction(UUID id, ActionState state, boolean calledFor, UUID journey, UUID customer) {}
