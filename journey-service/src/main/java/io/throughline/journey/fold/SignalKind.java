package io.throughline.journey.fold;

/** What can be noticed inside a journey, beside what changes it. */
public enum SignalKind {
    /** Silence for as long as the definition's {@code stall_after}. */
    INACTION,
    /** The touchpoint of the interaction before, once more. */
    REPEAT,
    /** Back at a touchpoint after others. */
    LOOP,
    /** To and fro between two touchpoints: the interaction completes A, B, A, B, or goes on with it. */
    PING_PONG,
    /** A touchpoint that the definition names as an error. */
    ERROR,
    /** An answer that is a complaint: {@link Feedback#isNegative()}. */
    NEGATIVE_FEEDBACK,
    /** Still under way when the definition's {@code target_time} had passed. At most once in a journey. */
    OVER_TARGET,
    /** The channel or the owning team changed from one interaction to the next. */
    HANDOVER
}
