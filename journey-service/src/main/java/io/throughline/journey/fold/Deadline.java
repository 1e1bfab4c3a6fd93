package io.throughline.journey.fold;

import java.time.Instant;

/**
 * What time alone will bring.
 *
 * @param at unless something keeps it from passing: for what silence brings, anything that occurs at or before it; for the
 *     target, the journey's end at or before it
 */
public record Deadline(Brings brings, Instant at) {

    /** Of several at the same time, what stands here first comes first. */
    public enum Brings {
        /** The journey stalls. */
        STALL,
        /** {@link SignalKind#OVER_TARGET} is noticed. */
        OVER_TARGET,
        /** The journey is abandoned. */
        ABANDONMENT
    }
}
