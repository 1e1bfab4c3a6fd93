package io.throughline.journey.clock;

import java.time.Instant;
import java.util.Optional;

/**
 * What the clock shows.
 *
 * @param now empty in REPLAY before the clock was first advanced: then nothing is ahead of it and no time passes but by what
 *     occurs
 * @param timeOfDay the server's, to the microsecond
 * @param horizon what occurred before it is no longer taken in, since journeys up to there are sealed; empty while all is kept
 */
public record ClockReading(ClockMode mode, Optional<Instant> now, Instant timeOfDay, Optional<Instant> horizon) {

    /** Whether what occurred at {@code time} is no longer taken in. */
    public boolean isTooOld(Instant time) {
        return horizon.filter(time::isBefore).isPresent();
    }
}
