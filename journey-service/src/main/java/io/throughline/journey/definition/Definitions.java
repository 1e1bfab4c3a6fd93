package io.throughline.journey.definition;

import io.quarkus.runtime.StartupEvent;
import io.throughline.journey.fold.Migration;
import io.throughline.journey.journey.Rulebook;
import io.throughline.journey.journey.RulebookSource;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The definitions in force, kept compiled in memory. Whichever replica applied a version, the next transaction that asks sees
 * it: each asks for the number of the latest change, and reads and compiles only what it does not know yet.
 */
@ApplicationScoped
public class Definitions implements RulebookSource {

    private static final String LATEST = "select " + RulebookSource.LATEST;

    private static final String VERSIONS_SINCE = """
            select id, name, version, yaml, effective_from, status from definition where id > $1 and id <= $2 order by id
            """;

    // All that is in force of each definition of which some were recorded or withdrawn; a row without a time where none is left.
    private static final String MIGRATIONS_SINCE = """
            select d.definition, m.at, m.version, m.from_versions
            from (select distinct definition from migration where changed > $1 and changed <= $2) d
            left join migration m on m.definition = d.definition and m.withdrawn_at is null and m.changed <= $2
            order by d.definition, m.at
            """;

    private final Database database;
    private final JourneyMaps maps;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile RulesInForce known = RulesInForce.NONE;

    @Inject
    public Definitions(Database database, JourneyMaps maps) {
        this.database = database;
        this.maps = maps;
    }

    /** Compiles what was applied before, so that no transaction has to wait for it. */
    void warm(@Observes StartupEvent started) {
        database.inTransaction(this::read);
    }

    @Override
    public Rulebook read(Transaction transaction) {
        long latest = transaction.run(LATEST, Tuple.tuple()).iterator().next().getLong(0);
        var present = known;
        return present.latest() >= latest ? present : catchUp(transaction, latest);
    }

    @Override
    public Optional<Rulebook> known(long latest) {
        var present = known;
        return present.latest() >= latest ? Optional.of(present) : Optional.empty();
    }

    /** @param latest further changes are left to the next time: what is read by two statements is of two moments */
    private RulesInForce catchUp(Transaction transaction, long latest) {
        reading.lock();
        try {
            var rules = known;
            if (rules.latest() < latest) {
                var since = Tuple.of(rules.latest(), latest);
                for (Row row : transaction.run(VERSIONS_SINCE, since)) {
                    rules = plus(rules, row);
                }
                for (var changed : migrations(transaction.run(MIGRATIONS_SINCE, since)).entrySet()) {
                    rules = rules.migrating(changed.getKey(), changed.getValue());
                }
                known = rules.asOf(latest);
            }
            return known;
        } finally {
            reading.unlock();
        }
    }

    private RulesInForce plus(RulesInForce rules, Row row) {
        if (row.getString(5).equals(DefinitionStatus.DRAFT.word())) {
            return rules;
        }
        var map = maps.of(row.getLong(0), row.getString(3));
        var effectiveFrom = Optional.ofNullable(row.getOffsetDateTime(4)).map(OffsetDateTime::toInstant);
        var version = map.version(row.getInteger(2), effectiveFrom.orElse(Instant.MIN));
        return rules.plus(map.correlateBy(), row.getString(1), version);
    }

    private static Map<String, List<Migration>> migrations(RowSet<Row> rows) {
        var migrations = new HashMap<String, List<Migration>>();
        for (Row row : rows) {
            var ofDefinition = migrations.computeIfAbsent(row.getString(0), _ -> new ArrayList<>());
            var at = row.getOffsetDateTime(1);
            if (at != null) {
                ofDefinition.add(new Migration(
                        at.toInstant(), row.getInteger(2), Set.of(row.getArrayOfIntegers(3))));
            }
        }
        return migrations;
    }
}
