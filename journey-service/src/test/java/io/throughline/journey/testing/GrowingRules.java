package io.throughline.journey.testing;

import io.throughline.journey.clock.ClockStore;
import io.throughline.journey.definition.FoldingJob;
import io.throughline.journey.fold.Definition;
import io.throughline.journey.fold.DefinitionVersion;
import io.throughline.journey.fold.Migration;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Definitions that are applied version by version while things happen, whose journeys are migrated and, sometimes, migrated back; what
 * was recorded before is folded in the background.
 */
@ApplicationScoped
public class GrowingRules {

    /** As when a version is applied. */
    private static final String FOLD_FROM = """
            insert into definition_folding as f (definition, version, since, asked_at)
            values ($1, $2, $3, (select case mode when 'LIVE' then clock_timestamp() else replay_time end from clock))
            on conflict (definition) do update set version = excluded.version, customer = default,
                since = case when f.since is null or excluded.since is null then null else least(f.since, excluded.since) end
            """;

    /** Something that is done to the definitions. */
    private sealed interface Change {

        Definition definition();

        /** It cannot be done before. */
        default Instant earliest() {
            return Instant.MIN;
        }

        record Apply(Definition definition, DefinitionVersion version) implements Change {}

        record Migrate(Definition definition, Migration migration) implements Change {

            @Override
            public Instant earliest() {
                return migration.at();
            }
        }

        record Withdraw(Definition definition, Migration migration) implements Change {}
    }

    private final Database database;
    private final GivenRules rules;
    private final FoldingJob job;
    private final Map<String, Definition> applied = new LinkedHashMap<>();
    private final Deque<Change> further = new ArrayDeque<>();
    private final Map<String, Instant> grown = new HashMap<>();

    @Inject
    public GrowingRules(Database database, GivenRules rules, FoldingJob job) {
        this.database = database;
        this.rules = rules;
        this.job = job;
    }

    /** To be called at the beginning: some versions of {@code all} are in force, the rest is to come. */
    public void begin(List<Definition> all, RandomGenerator random) {
        begin(all, Map.of(), random);
    }

    /** As {@link #begin(List, RandomGenerator)}; {@code passing} are further migrations, by definition, which are withdrawn later. */
    public void begin(List<Definition> all, Map<String, List<Migration>> passing, RandomGenerator random) {
        applied.clear();
        further.clear();
        grown.clear();
        all.forEach(definition -> definition.versions().forEach(version -> further.add(new Change.Apply(definition, version))));
        for (int some = random.nextInt(further.size() + 1); some > 0; some--) {
            keep(further.removeFirst());
        }
        for (var definition : all) {
            var wrong = passing.getOrDefault(definition.name(), List.of());
            wrong.forEach(migration -> further.add(new Change.Migrate(definition, migration)));
            wrong.forEach(migration -> further.add(new Change.Withdraw(definition, migration)));
            definition.migrations().forEach(migration -> further.add(new Change.Migrate(definition, migration)));
        }
        rules.are(List.copyOf(applied.values()));
    }

    public boolean areComplete() {
        return further.isEmpty();
    }

    /** Does the next that can be done by now, if there is any. */
    public void grow() {
        database.inTransaction(transaction -> {
            transaction.lock(List.of(ClockStore.LOCK));
            var now = ClockStore.read(transaction).now();
            next(now).ifPresent(change -> {
                keep(change);
                rules.are(List.copyOf(applied.values()));
                foldFrom(transaction, change);
                now.ifPresent(time -> grown.put(change.definition().name(), time));
            });
            return null;
        });
        job.wake();
    }

    /** A definition's changes come one after the other. */
    private Optional<Change> next(Optional<Instant> now) {
        var next = Optional.of(further.getFirst())
                .filter(change -> now.orElse(Instant.MIN).compareTo(change.earliest()) >= 0);
        next.ifPresent(_ -> further.removeFirst());
        return next;
    }

    private static void foldFrom(Transaction transaction, Change change) {
        var since = change instanceof Change.Apply apply ? apply.version().effectiveFrom() : Instant.MIN;
        transaction.run(
                FOLD_FROM,
                Tuple.of(
                        change.definition().name(),
                        change.definition().versions().size(),
                        since.equals(Instant.MIN) ? null : since.atOffset(ZoneOffset.UTC)));
    }

    /** What the clock showed when {@code definition} changed last; empty when it showed nothing, or that was before the beginning. */
    public Optional<Instant> lastGrown(String definition) {
        return Optional.ofNullable(grown.get(definition));
    }

    /** Returns when all that was recorded has been folded through all that was applied. */
    public void awaitFolded() {
        while (database.run("select count(*) from definition_folding").iterator().next().getLong(0) > 0) {
            job.wake();
        }
    }

    private void keep(Change change) {
        var name = change.definition().name();
        var before = Optional.ofNullable(applied.get(name));
        var versions = new ArrayList<>(before.map(Definition::versions).orElse(List.of()));
        var migrations = new ArrayList<>(before.map(Definition::migrations).orElse(List.of()));
        switch (change) {
            case Change.Apply apply -> versions.add(apply.version());
            case Change.Migrate migrate -> migrations.add(migrate.migration());
            case Change.Withdraw withdraw -> migrations.remove(withdraw.migration());
        }
        migrations.sort(Comparator.comparing(Migration::at));
        applied.put(name, new Definition(name, change.definition().correlateBy(), versions, migrations));
    }
}
