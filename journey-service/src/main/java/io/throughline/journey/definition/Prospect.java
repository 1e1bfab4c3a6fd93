package io.throughline.journey.definition;

import io.throughline.journey.fold.Definition;
import io.throughline.journey.fold.Migration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a definition would become if it were applied.
 *
 * @param inForce number of the version that is in force; empty when none is yet
 * @param version number that it would have, or has: when it says what is in force, it is no new version
 * @param effectiveFrom since when journeys that begin would follow it; empty when it would cover all the past
 */
public record Prospect(JourneyMap map, Optional<Integer> inForce, int version, Optional<Instant> effectiveFrom) {

    public boolean unchanged() {
        return inForce.filter(number -> number == version).isPresent();
    }

    /** How journeys would run if it were applied. @param before what is in force; empty when nothing is yet */
    public Definition applied(Optional<Definition> before) {
        if (unchanged()) {
            return before.orElseThrow();
        }
        var versions = new ArrayList<>(before.map(Definition::versions).orElse(List.of()));
        versions.add(map.version(version, effectiveFrom.orElse(Instant.MIN)));
        return new Definition(
                map.name(), map.correlateBy(), versions, before.map(Definition::migrations).orElse(List.of()));
    }

    /** As {@link #applied}, with those under way at {@code now} going over to it. */
    public Definition migrated(Optional<Definition> before, Instant now) {
        var applied = applied(before);
        var migrations = new ArrayList<>(applied.migrations());
        migrations.removeIf(migration -> !migration.at().isBefore(now));
        migrations.add(new Migration(now, version, Set.of()));
        return applied.migrating(migrations);
    }

    /** How journeys would run if it covered all the past. */
    public Definition overThePast() {
        return new Definition(map.name(), map.correlateBy(), List.of(map.version(version, Instant.MIN)));
    }
}
