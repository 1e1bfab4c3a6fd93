package io.throughline.journey.journey;

import io.throughline.journey.fold.Journey;
import io.throughline.journey.fold.Sealed;
import io.throughline.journey.fold.Step;
import io.throughline.journey.fold.Tail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A journey whose first steps have been set apart in runs of {@link #RUN}, so that what an interaction rewrites does not grow
 * with its journey. How many are sealed depends on the number of steps alone: folding anew seals the same ones.
 *
 * @param journey with 1 to {@link #RUN} steps left
 * @param firstRun the number of the first of {@code runs} within the journey
 * @param runs newly sealed
 */
record Sealing(Journey journey, int firstRun, List<byte[]> runs) {

    /** Steps in a sealed run. */
    static final int RUN = 128;

    static Sealing of(Journey journey) {
        if (journey.steps().size() <= RUN) {
            return new Sealing(journey, 0, List.of());
        }
        int firstRun = Math.toIntExact(journey.sealed().steps() / RUN);
        var trail = journey.sealed().trail();
        var runs = new ArrayList<byte[]>();
        List<Step> left = journey.steps();
        while (left.size() > RUN) {
            var run = left.subList(0, RUN);
            runs.add(StepsCodec.encode(run));
            trail = trail.plus(run);
            left = left.subList(RUN, left.size());
        }
        var sealed = new Sealed(journey.sealed().steps() + (long) RUN * runs.size(), trail);
        return new Sealing(with(journey, sealed, left), firstRun, runs);
    }

    /** {@code tail} with the sealed journey in place of the whole one. */
    Tail in(Tail tail) {
        return new Tail(tail.last(), tail.passed(), Optional.of(journey));
    }

    static Journey with(Journey journey, Sealed sealed, List<Step> steps) {
        return new Journey(
                journey.definition(),
                journey.version(),
                journey.migratedAt(),
                journey.correlation(),
                journey.state(),
                journey.stage(),
                journey.entry(),
                journey.last(),
                journey.lastTeam(),
                journey.endedAt(),
                journey.tally(),
                journey.transitions(),
                journey.signals(),
                sealed,
                steps);
    }
}
