package io.throughline.standalone.report;

import com.google.protobuf.util.Timestamps;
import io.throughline.journey.v1.Migration;
import java.util.List;
import java.util.stream.Collectors;

/** Migrations in words. */
public final class MigrationReport {

    private MigrationReport() {}

    /** What recording or withdrawing one came to. @param unchanged it was so already */
    public static String of(Migration migration, boolean unchanged) {
        return (unchanged ? "nothing was changed: " : "") + line(migration) + System.lineSeparator()
                + (migration.getFolding() ? "journeys are brought up to it in the background" + System.lineSeparator() : "");
    }

    /** All of a definition. */
    public static String of(List<Migration> migrations) {
        if (migrations.isEmpty()) {
            return "no journey of this definition was ever migrated" + System.lineSeparator();
        }
        return migrations.stream()
                .map(migration -> line(migration) + System.lineSeparator())
                .collect(Collectors.joining());
    }

    private static String line(Migration migration) {
        return "migration %d of %s: journeys under way at %s%s follow version %d%s"
                .formatted(
                        migration.getId(),
                        migration.getDefinition(),
                        Timestamps.toString(migration.getAt()),
                        from(migration),
                        migration.getVersion(),
                        migration.hasWithdrawnAt() ? "; withdrawn at " + Timestamps.toString(migration.getWithdrawnAt()) : "");
    }

    private static String from(Migration migration) {
        return migration.getFromVersionsCount() == 0
                ? ""
                : migration.getFromVersionsList().stream()
                        .map(Object::toString)
                        .collect(Collectors.joining(" or ", " by version ", ""));
    }
}
