package io.throughline.journey.clock;

/** How the clock moves. */
public enum ClockMode {
    /** With the time of day. */
    LIVE,

    /** When it is advanced, and only forward. */
    REPLAY
}
