package io.throughline.orchestration.decision.core;

/** What kind of change happened inside a journey. */
public enum TransitionKind {
    ENTERED,
    REACHED,
    STALLED,
    RESUMED,
    ACHIEVED,
    ABANDONED,
    EXITED
}
