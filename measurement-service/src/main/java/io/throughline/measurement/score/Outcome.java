package io.throughline.measurement.score;

/** How a journey that has an outcome came out. A journey under way has none yet, and one that was exited never will. */
public enum Outcome {
    ACHIEVED,
    ABANDONED
}
