package io.throughline.journey.fold;

/** The kinds of change inside a journey. */
public enum TransitionKind {
    ENTERED,
    REACHED,
    STALLED,
    RESUMED,
    ACHIEVED,
    ABANDONED,
    EXITED
}
