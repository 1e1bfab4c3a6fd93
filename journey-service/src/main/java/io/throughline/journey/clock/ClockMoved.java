package io.throughline.journey.clock;

/** The clock of this service was moved or changed its mode; fired after the commit, within this process. */
public record ClockMoved() {}
