package io.throughline.journey.definition;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A migration as it stands now.
 *
 * @param version that journeys follow from {@code at} on
 * @param from versions whose journeys it takes; empty when it takes all
 * @param recordedAt by the time of day
 * @param withdrawnAt by the time of day; empty while it is in force
 * @param folding whether journeys of the definition are still being brought up to what is in force
 */
public record RecordedMigration(
        long id,
        String definition,
        int version,
        SortedSet<Integer> from,
        Instant at,
        Instant recordedAt,
        Optional<Instant> withdrawnAt,
        boolean folding) {}
