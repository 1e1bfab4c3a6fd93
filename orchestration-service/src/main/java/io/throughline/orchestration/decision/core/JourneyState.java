package io.throughline.orchestration.decision.core;

/** Where a journey stands. */
public enum JourneyState {
    ACTIVE,
    STALLED,
    ACHIEVED,
    ABANDONED,
    EXITED;

    /** Whether the customer is still pursuing the goal. */
    public boolean isUnderWay() {
        return this == ACTIVE || this == STALLED;
    }
}
