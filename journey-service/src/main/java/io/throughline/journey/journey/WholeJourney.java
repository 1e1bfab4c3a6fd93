package io.throughline.journey.journey;

import io.throughline.journey.fold.Journey;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A journey as its readers see it, with all its steps.
 *
 * @param standingSince the revision with which it came back after another had taken its place; 1 if none ever had
 * @param due when time alone will next change it
 */
public record WholeJourney(UUID customer, long revision, long standingSince, Optional<Instant> due, Journey journey) {}
