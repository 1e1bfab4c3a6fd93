package io.throughline.journey.fold;

import java.time.Instant;

/**
 * What silence brings.
 *
 * @param brings {@link TransitionKind#STALLED} or {@link TransitionKind#ABANDONED}
 * @param at unless something occurs at or before it
 */
public record Deadline(TransitionKind brings, Instant at) {}
