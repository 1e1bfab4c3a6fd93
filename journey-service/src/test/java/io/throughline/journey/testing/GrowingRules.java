package io.throughline.journey.testing;

import io.throughline.journey.clock.Clock;
import io.throughline.journey.clock.ClockStore;
import io.throughline.journey.definition.FoldingJob;
import io.throughline.journey.fold.Definition;
import io.throughline.journey.fold.DefinitionVersion;
import io.throughline.kit.database.Database;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Definitions that are applied version by version while things happen; what was recorded before is folded in the background. */
@ApplicationScoped
public class GrowingRules {

    /** As when a version is applied. */
    private static final String FOLD_FROM = """
            insert into definition_folding as f (definition, version, since, asked_at)
            values ($1, $2, $3, (select case mode when 'LIVE' then clock_timestamp() else replay_time end from clock))
            on conflict (definition) do update set version = excluded.version, customer = default,
                since = case when f.since is null or excluded.since is null then null else least(f.since, excluded.since) end
            """;

    private record Application(Definition definition, DefinitionVersion version) {}

    private final Database database;
    private final GivenRules rules;
    private final FoldingJob job;
    private final Clock clock;
    private final Map<String, Definition> applied = new LinkedHashMap<>();
    private final Deque<Application> further = new ArrayDeque<>();
    private final Map<String, Optional<Instant>> grown = new HashMap<>();

    @Inject
    public GrowingRules(Database database, GivenRules rules, FoldingJob job, Clock clock) {
        this.database = database;
        this.rules = rules;
        this.job = job;
        this.clock = clock;
    }

    /** To be called at the beginning: some of {@code all} are in force, the rest is to come. */
    public void begin(List<Definition> all, RandomGenerator random) {
        applied.clear();
        further.clear();
        grown.clear();
        all.forEach(definition -> definition.versions().forEach(version -> further.add(new Application(definition, version))));
        for (int some = random.nextInt(further.size() + 1); some > 0; some--) {
            keep(further.removeFirst());
        }
        rules.are(List.copyOf(applied.values()));
    }

    public boolean areComplete() {
        return further.isEmpty();
    }

    /** Applies the next version. */
    public void grow() {
        var next = further.removeFirst();
        database.inTransaction(transaction -> {
            transaction.lock(List.of(ClockStore.LOCK));
            keep(next);
            rules.are(List.copyOf(applied.values()));
            var from = next.version().effectiveFrom();
            return transaction.run(
                    FOLD_FROM,
                    Tuple.of(
                            next.definition().name(),
                            next.version().number(),
                            from.equals(Instant.MIN) ? null : from.atOffset(ZoneOffset.UTC)));
        });
        grown.put(next.definition().name(), clock.read().now());
        job.wake();
    }

    /** What the clock showed when {@code definition} was applied last; empty when it showed nothing, or that was before the beginning. */
    public Optional<Instant> lastGrown(String definition) {
        return grown.getOrDefault(definition, Optional.empty());
    }

    /** Returns when all that was recorded has been folded through all that was applied. */
    public void awaitFolded() {
        while (database.run("select count(*) from definition_folding").iterator().next().getLong(0) > 0) {
            job.wake();
        }
    }

    private void keep(Application next) {
        var versions = new ArrayList<DefinitionVersion>();
        var name = next.definition().name();
        if (applied.containsKey(name)) {
            versions.addAll(applied.get(name).versions());
        }
        versions.remove(next.version());
        versions.add(next.version());
        applied.put(name, new Definition(name, next.definition().correlateBy(), versions));
    }
}
