package io.throughline.journey.definition;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.throughline.journey.clock.Horizon;
import io.throughline.journey.definition.DefinitionStore.Today;
import io.throughline.kit.error.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lets running journeys follow another version, and takes that back. Recording is all that happens here: the definition's
 * customers are folded again in the background, by the rules that are in force then.
 */
@ApplicationScoped
public class Migrating {

    /**
     * A migration that is asked for.
     *
     * @param version that journeys are to follow
     * @param from versions whose journeys it takes; empty when it takes all
     * @param at from when on; empty is now
     */
    public record Wanted(String definition, int version, Set<Integer> from, Optional<Instant> at) {

        public Wanted {
            from = Set.copyOf(from);
            at = at.map(time -> time.truncatedTo(ChronoUnit.MICROS));
        }
    }

    /** @param unchanged it was so already; nothing was changed */
    public record Result(RecordedMigration migration, boolean unchanged) {}

    /** @param more whether there are further migrations after these */
    public record Page(List<RecordedMigration> migrations, boolean more) {}

    private final DefinitionStore definitions;
    private final MigrationStore migrations;
    private final FoldingJob folding;

    @Inject
    public Migrating(DefinitionStore definitions, MigrationStore migrations, FoldingJob folding) {
        this.definitions = definitions;
        this.migrations = migrations;
        this.folding = folding;
    }

    /** Records {@code wanted}, unless it is in force already; refuses what cannot be. */
    public Uni<Result> migrate(Wanted wanted) {
        return Panache.withTransaction(() -> definitions
                        .lock()
                        .flatMap(_ -> definitions.versionsOf(wanted.definition()))
                        .invoke(versions -> checkVersions(wanted, versions))
                        .flatMap(versions -> definitions.today().flatMap(today -> record(wanted, newest(versions), today))))
                .invoke(folding::wake);
    }

    private Uni<Result> record(Wanted wanted, int newest, Today today) {
        var at = time(wanted, today);
        return migrations.inForce(wanted.definition(), at).flatMap(known -> {
            if (known.isPresent()) {
                checkSame(known.get(), wanted);
                return result(known.get(), true);
            }
            return migrations.nextChange()
                    .map(change -> new MigrationRow(
                            wanted.definition(), at, wanted.version(), wanted.from(), today.timeOfDay(), change))
                    .flatMap(migrations::persistAndFlush)
                    .call(row -> definitions.foldAll(row.definition, newest))
                    .flatMap(row -> result(row, false));
        });
    }

    private static void checkVersions(Wanted wanted, List<DefinitionRow> versions) {
        var name = wanted.definition();
        var version = versions.stream()
                .filter(row -> row.version == wanted.version())
                .findFirst()
                .orElseThrow(() -> unknown(name, wanted.version()));
        if (!version.status.equals(DefinitionStatus.LIVE.word())) {
            throw Refusal.failedPrecondition(
                    "NOT_LIVE",
                    "version " + version.version + " of `" + name + "` is " + version.status
                            + "; journeys can only follow a version that is live");
        }
        var numbers = new HashSet<Integer>();
        versions.stream().filter(DefinitionRow::cameIntoForce).forEach(row -> numbers.add(row.version));
        for (int from : new TreeSet<>(wanted.from())) {
            if (from == wanted.version()) {
                throw Refusal.invalid("from_versions", "names " + from + ", the version that they are to follow");
            }
            if (!numbers.contains(from)) {
                throw Refusal.invalid("from_versions", "names " + from + ", a version of `" + name + "` that never was in force");
            }
        }
    }

    private static Refusal unknown(String name, int version) {
        return Refusal.notFound(
                "definition", name, "no definition is called `" + name + "` and has a version " + version);
    }

    private static int newest(List<DefinitionRow> versions) {
        return versions.stream().filter(DefinitionRow::cameIntoForce).mapToInt(row -> row.version).max().orElseThrow();
    }

    private static Instant time(Wanted wanted, Today today) {
        var now = today.now()
                .orElseThrow(() -> Refusal.failedPrecondition(
                        "NO_TIME", "the clock shows nothing yet, so no journey is under way: record or replay something first"));
        var at = wanted.at().orElse(now);
        if (at.isAfter(now)) {
            throw Refusal.invalid("at", "is later than the platform's clock, which shows " + now);
        }
        today.horizon().filter(at::isBefore).ifPresent(horizon -> {
            throw Horizon.refusal("at", horizon);
        });
        return at;
    }

    private static void checkSame(MigrationRow known, Wanted wanted) {
        if (!known.takesTheSameAs(wanted.version(), wanted.from())) {
            throw Refusal.failedPrecondition(
                    "MIGRATION_AT_SAME_TIME",
                    "at " + known.at + " migration " + known.id + " of `" + known.definition
                            + "` takes journeys to version " + known.version
                            + " already; withdraw it first, or name another time");
        }
    }

    /**
     * Withdraws a migration of {@code definition}, unless it has been withdrawn; refuses it when journeys that it took may have been
     * sealed.
     */
    public Uni<Result> withdraw(String definition, long id) {
        return Panache.withTransaction(() -> definitions
                        .lock()
                        .flatMap(_ -> migrations.known(definition, id))
                        .map(known -> known.orElseThrow(() -> Refusal.notFound(
                                "migration", Long.toString(id), "no definition is called `" + definition + "` and has a migration " + id)))
                        .flatMap(row -> row.withdrawnAt == null ? withdraw(row) : result(row, true)))
                .invoke(folding::wake);
    }

    private Uni<Result> withdraw(MigrationRow row) {
        return definitions.today().flatMap(today -> {
            today.horizon().filter(row.at::isBefore).ifPresent(horizon -> {
                throw Refusal.failedPrecondition(
                        Horizon.REASON,
                        "migration " + row.id + " is of " + row.at + ", before " + horizon
                                + ", the horizon up to which journeys are sealed; record another one to take journeys back");
            });
            return definitions.versionsOf(row.definition)
                    .flatMap(versions -> migrations.nextChange()
                            .invoke(change -> {
                                row.changed = change;
                                row.withdrawnAt = today.timeOfDay();
                            })
                            .flatMap(_ -> migrations.flush())
                            .flatMap(_ -> definitions.foldAll(row.definition, newest(versions))))
                    .flatMap(_ -> result(row, false));
        });
    }

    /** At most {@code limit} migrations of {@code definition} before the one of the id {@code before}, those recorded last first. */
    public Uni<Page> list(String definition, long before, int limit) {
        return Panache.withSession(() -> definitions.newest(definition)
                .map(found -> found.orElseThrow(() ->
                        Refusal.notFound("definition", definition, "no definition is called `" + definition + "`")))
                .flatMap(_ -> migrations.before(definition, before, limit + 1))
                .flatMap(rows -> definitions.folding().map(names -> {
                    boolean isFolding = names.contains(definition);
                    return new Page(
                            rows.stream().limit(limit).map(row -> recorded(row, isFolding)).toList(),
                            rows.size() > limit);
                })));
    }

    private Uni<Result> result(MigrationRow row, boolean unchanged) {
        return definitions.folding().map(names -> new Result(recorded(row, names.contains(row.definition)), unchanged));
    }

    private static RecordedMigration recorded(MigrationRow row, boolean folding) {
        return new RecordedMigration(
                row.id,
                row.definition,
                row.version,
                new TreeSet<>(row.from()),
                row.at,
                row.recordedAt,
                Optional.ofNullable(row.withdrawnAt),
                folding);
    }
}
