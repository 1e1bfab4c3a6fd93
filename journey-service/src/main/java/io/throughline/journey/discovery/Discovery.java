package io.throughline.journey.discovery;

import java.time.Instant;
import java.util.Optional;

/**
 * What was found, and what is proposed for it.
 *
 * @param yaml of a draft definition; empty when there is nothing to begin a journey with
 * @param asOf what occurred after it does not count; empty while the clock shows nothing yet
 * @param lookedAt interactions that were looked at
 * @param claimed of these that belong to a journey, when those were not to be looked at
 * @param outOfRange of these that occurred at another time than was asked for
 * @param withoutAttribute of these that lack the attribute
 */
public record Discovery(
        String yaml,
        Optional<Instant> asOf,
        Discovered discovered,
        Likely likely,
        long lookedAt,
        long claimed,
        long outOfRange,
        long withoutAttribute) {}
