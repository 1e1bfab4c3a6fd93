package io.throughline.journey.journey;

import io.throughline.journey.fold.Journey;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A journey as its readers see it, with all its steps.
 *
 * @param due when time alone will next change it
 */
public record WholeJourney(UUID customer, long revision, Optional<Instant> due, Journey journey) {}
