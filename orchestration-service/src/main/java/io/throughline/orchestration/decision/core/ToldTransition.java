package io.throughline.orchestration.decision.core;

import java.util.UUID;

/**
 * A transition that was told of a journey once.
 *
 * @param standing false when a correction of the past has withdrawn it
 */
public record ToldTransition(UUID journey, Transition transition, boolean standing) {}
