package io.throughline.journey.clock;

import java.time.Instant;
import java.util.Optional;

/**
 * What the clock shows.
 *
 * @param now empty in REPLAY before the clock was first advanced: then nothing is ahead of it and no time passes but by what
 *     occurs
 * @param timeOfDay the server's, to the microsecond
 */
public record ClockReading(ClockMode mode, Optional<Instant> now, Instant timeOfDay) {}
