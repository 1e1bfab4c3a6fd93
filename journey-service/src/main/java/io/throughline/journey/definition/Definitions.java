package io.throughline.journey.definition;

import io.quarkus.runtime.StartupEvent;
import io.throughline.journey.journey.Rulebook;
import io.throughline.journey.journey.RulebookSource;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The definitions in force, kept compiled in memory. Whichever replica applied a version, the next transaction that asks sees
 * it: each asks for the newest id, and reads and compiles only what it does not know yet.
 */
@ApplicationScoped
public class Definitions implements RulebookSource {

    private static final String NEWEST = "select coalesce(max(id), 0) from definition";

    private static final String BEYOND =
            "select id, name, version, yaml, effective_from, status from definition where id > $1 order by id";

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
        long newest = transaction.run(NEWEST, Tuple.tuple()).iterator().next().getLong(0);
        var present = known;
        return present.newest() >= newest ? present : catchUp(transaction);
    }

    @Override
    public Optional<Rulebook> known(long newest) {
        var present = known;
        return present.newest() >= newest ? Optional.of(present) : Optional.empty();
    }

    private RulesInForce catchUp(Transaction transaction) {
        reading.lock();
        try {
            var rules = known;
            for (Row row : transaction.run(BEYOND, Tuple.of(rules.newest()))) {
                rules = plus(rules, row);
            }
            known = rules;
            return rules;
        } finally {
            reading.unlock();
        }
    }

    private RulesInForce plus(RulesInForce rules, Row row) {
        long id = row.getLong(0);
        if (row.getString(5).equals(DefinitionStatus.DRAFT.word())) {
            return rules.beyond(id);
        }
        var map = maps.of(id, row.getString(3));
        var effectiveFrom = Optional.ofNullable(row.getOffsetDateTime(4)).map(OffsetDateTime::toInstant);
        var version = map.version(row.getInteger(2), effectiveFrom.orElse(Instant.MIN));
        return rules.plus(id, map.correlateBy(), row.getString(1), version);
    }
}
