package io.throughline.journey.fold;

import java.time.Instant;
import java.util.Optional;

/**
 * All that a fold has to remember of one key in order to go on: its cost does not grow with what was folded.
 *
 * @param last the last interaction that was folded, whether or not it had an effect
 * @param passed when the last deadline passed, or just before the last migration that took the journey, if any: what occurred at or
 *     before it and comes to light now is late
 * @param journey the latest journey of the key, if any; those before it have ended and are not changed by what is in order
 */
public record Tail(Position last, Optional<Instant> passed, Optional<Journey> journey) {}
