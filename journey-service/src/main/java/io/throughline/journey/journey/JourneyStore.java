package io.throughline.journey.journey;

import io.throughline.journey.journey.JourneyWrites.Place;
import io.throughline.journey.journey.JourneyWrites.Run;
import io.throughline.kit.database.Transaction;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The tables of journeys. Every statement is about a set, whatever its size, and goes by keys. */
final class JourneyStore {

    static final String COLUMNS = "j.customer, j.definition, j.correlation, j.id, j.due_at, j.revision, j.ordinal, j.state, j.standing_since";

    private static final String KEYS =
            "from unnest($1::uuid[], $2::text[], $3::text[]) as k(customer, definition, correlation)\n";

    private static final String LATEST = "select " + COLUMNS + "\n" + KEYS + """
            cross join lateral (
                select * from journey j
                where j.customer = k.customer and j.definition = k.definition and j.correlation = k.correlation
                order by j.ordinal desc
                limit 1
            ) j
            """;

    private static final String ALL = "select " + COLUMNS + "\n" + KEYS + """
            cross join lateral (
                select * from journey j
                where j.customer = k.customer and j.definition = k.definition and j.correlation = k.correlation
                order by j.ordinal
            ) j
            """;

    private static final String OF_CUSTOMERS = "select " + COLUMNS + """

            from unnest($1::uuid[]) as k(customer)
            cross join lateral (
                select * from journey j where j.customer = k.customer and j.definition = $2 order by j.correlation, j.ordinal
            ) j
            """;

    private static final String OF_WHOLE_CUSTOMERS = "select " + COLUMNS + " from journey j where j.customer = any($1)";

    private static final String RUNS = """
            select s.customer, s.journey, s.steps
            from unnest($1::uuid[], $2::uuid[]) as k(customer, journey)
            cross join lateral (
                select * from journey_steps s
                where s.customer = k.customer and s.journey = k.journey
                order by s.ordinal
            ) s
            """;

    private static final String BURIED =
            "select id, max(revision) from journey_tombstone where id = any($1) group by id";

    private static final String INSERT = """
            insert into journey (customer, id, due_at, revision, ordinal, state, standing, signals, definition, correlation,
                                 started_at, standing_since)
            select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::bigint[], $5::integer[], $6::bytea[],
                                 $7::smallint[], $8::integer[], $9::text[], $10::text[], $11::timestamptz[],
                                 $12::bigint[])
            """;

    private static final String UPDATE = """
            update journey j
            set due_at = u.due_at, revision = u.revision, ordinal = u.ordinal, state = u.state, standing = u.standing,
                signals = u.signals, started_at = u.started_at
            from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::bigint[], $5::integer[], $6::bytea[],
                        $7::smallint[], $8::integer[], $9::timestamptz[])
                as u(customer, id, due_at, revision, ordinal, state, standing, signals, started_at)
            where j.customer = u.customer and j.id = u.id
            """;

    private static final String WITHDRAW = """
            with gone as (
                delete from journey j using unnest($1::uuid[], $2::uuid[]) as w(customer, id)
                where j.customer = w.customer and j.id = w.id
            )
            insert into journey_tombstone as t (customer, id, revision, replaced_by, standing_since)
            select * from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::uuid[], $5::bigint[])
            on conflict (customer, id) do update set revision = excluded.revision, replaced_by = excluded.replaced_by,
                standing_since = excluded.standing_since
            """;

    private static final String RETURN = """
            delete from journey_tombstone t using unnest($1::uuid[], $2::uuid[]) as r(customer, id)
            where t.customer = r.customer and t.id = r.id
            """;

    private static final String UNSEAL = """
            delete from journey_steps s using unnest($1::uuid[], $2::uuid[]) as r(customer, journey)
            where s.customer = r.customer and s.journey = r.journey
            """;

    private static final String SEAL = """
            insert into journey_steps (customer, journey, ordinal, steps)
            select * from unnest($1::uuid[], $2::uuid[], $3::integer[], $4::bytea[])
            """;

    private JourneyStore() {}

    /** The latest journey of each of {@code keys} that has one. */
    static Map<JourneyKey, KeptJourney> latest(Transaction transaction, Collection<JourneyKey> keys) {
        var latest = HashMap.<JourneyKey, KeptJourney>newHashMap(keys.size());
        if (!keys.isEmpty()) {
            for (Row row : transaction.run(LATEST, keys(keys))) {
                var kept = kept(row);
                latest.put(kept.key(), kept);
            }
        }
        return latest;
    }

    /** All journeys of {@code keys}, in order within each. */
    static Map<JourneyKey, List<KeptJourney>> all(Transaction transaction, Collection<JourneyKey> keys) {
        return byKey(transaction, ALL, keys(keys));
    }

    /** All journeys of {@code customers} through one definition, in order within each key. */
    static Map<JourneyKey, List<KeptJourney>> ofCustomers(
            Transaction transaction, Collection<UUID> customers, String definition) {
        return byKey(transaction, OF_CUSTOMERS, Tuple.of(customers.toArray(UUID[]::new), definition));
    }

    /** All journeys of {@code customers}. */
    static List<KeptJourney> ofCustomers(Transaction transaction, Collection<UUID> customers) {
        var all = new ArrayList<KeptJourney>();
        if (!customers.isEmpty()) {
            for (Row row : transaction.run(OF_WHOLE_CUSTOMERS, Tuple.of(customers.toArray(UUID[]::new)))) {
                all.add(kept(row));
            }
        }
        return all;
    }

    private static Map<JourneyKey, List<KeptJourney>> byKey(Transaction transaction, String sql, Tuple arguments) {
        var all = new HashMap<JourneyKey, List<KeptJourney>>();
        for (Row row : transaction.run(sql, arguments)) {
            var kept = kept(row);
            all.computeIfAbsent(kept.key(), _ -> new ArrayList<>()).add(kept);
        }
        return all;
    }

    /** The sealed steps of {@code journeys}, run by run, by the journey's id. */
    static Map<UUID, List<byte[]>> runs(Transaction transaction, Collection<KeptJourney> journeys) {
        var sealed = journeys.stream().filter(kept -> kept.journey().sealed().steps() > 0).toList();
        var runs = new HashMap<UUID, List<byte[]>>();
        if (!sealed.isEmpty()) {
            var arguments = Tuple.of(
                    array(sealed, kept -> kept.key().customer(), UUID[]::new),
                    array(sealed, KeptJourney::id, UUID[]::new));
            for (Row row : transaction.run(RUNS, arguments)) {
                runs.computeIfAbsent(row.getUUID(1), _ -> new ArrayList<>())
                        .add(row.getBuffer(2).getBytes());
            }
        }
        return runs;
    }

    /** The highest revision under which each of {@code journeys} was withdrawn, wherever that was. */
    static Map<UUID, Long> buried(Transaction transaction, Collection<UUID> journeys) {
        var buried = new HashMap<UUID, Long>();
        if (!journeys.isEmpty()) {
            for (Row row : transaction.run(BURIED, Tuple.of(journeys.toArray(UUID[]::new)))) {
                buried.put(row.getUUID(0), row.getLong(1));
            }
        }
        return buried;
    }

    static void write(Transaction transaction, JourneyWrites writes) {
        if (!writes.withdrawals.isEmpty()) {
            transaction.run(
                    WITHDRAW,
                    Tuple.of(
                            array(writes.withdrawals, JourneyWrites.Withdrawal::customer, UUID[]::new),
                            array(writes.withdrawals, JourneyWrites.Withdrawal::id, UUID[]::new),
                            array(writes.withdrawals, JourneyWrites.Withdrawal::revision, Long[]::new),
                            array(writes.withdrawals, JourneyWrites.Withdrawal::replacedBy, UUID[]::new),
                            array(writes.withdrawals, JourneyWrites.Withdrawal::standingSince, Long[]::new)));
        }
        if (!writes.returns.isEmpty()) {
            transaction.run(RETURN, places(writes.returns));
        }
        if (!writes.unsealed.isEmpty()) {
            transaction.run(UNSEAL, places(writes.unsealed));
        }
        if (!writes.updates.isEmpty()) {
            update(transaction, writes.updates);
        }
        if (!writes.inserts.isEmpty()) {
            insert(transaction, writes.inserts);
        }
        if (!writes.runs.isEmpty()) {
            transaction.run(
                    SEAL,
                    Tuple.of(
                            array(writes.runs, Run::customer, UUID[]::new),
                            array(writes.runs, Run::journey, UUID[]::new),
                            array(writes.runs, Run::ordinal, Integer[]::new),
                            array(writes.runs, run -> Buffer.buffer(run.steps()), Buffer[]::new)));
        }
    }

    private static void update(Transaction transaction, List<KeptJourney> journeys) {
        transaction.run(UPDATE, changing(journeys).addValue(startedAt(journeys)));
    }

    private static void insert(Transaction transaction, List<KeptJourney> journeys) {
        transaction.run(
                INSERT,
                changing(journeys)
                        .addValue(array(journeys, kept -> kept.key().definition(), String[]::new))
                        .addValue(array(journeys, kept -> kept.key().correlation(), String[]::new))
                        .addValue(startedAt(journeys))
                        .addValue(array(journeys, KeptJourney::standingSince, Long[]::new)));
    }

    /** The key, and what a change may change. */
    private static Tuple changing(List<KeptJourney> journeys) {
        return Tuple.tuple()
                .addValue(array(journeys, kept -> kept.key().customer(), UUID[]::new))
                .addValue(array(journeys, KeptJourney::id, UUID[]::new))
                .addValue(array(journeys, kept -> time(kept.armed()), OffsetDateTime[]::new))
                .addValue(array(journeys, KeptJourney::revision, Long[]::new))
                .addValue(array(journeys, KeptJourney::ordinal, Integer[]::new))
                .addValue(array(journeys, JourneyStore::state, Buffer[]::new))
                .addValue(array(journeys, kept -> ListedColumns.standing(kept.journey().state()), Short[]::new))
                .addValue(array(journeys, kept -> ListedColumns.signals(kept.journey()), Integer[]::new));
    }

    /** Never changes; written with every change for the sake of rows that an earlier release wrote. */
    private static OffsetDateTime[] startedAt(List<KeptJourney> journeys) {
        return array(
                journeys, kept -> kept.journey().entry().occurredAt().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new);
    }

    /** The row of a query for {@link #COLUMNS}. */
    static KeptJourney kept(Row row) {
        var key = new JourneyKey(row.getUUID(0), row.getString(1), row.getString(2));
        var decoded = JourneyCodec.decode(
                key.definition(), key.correlation(), row.getBuffer(7).getBytes());
        return new KeptJourney(
                key,
                row.getUUID(3),
                row.getInteger(6),
                row.getLong(5),
                row.getLong(8),
                Optional.ofNullable(row.getOffsetDateTime(4)).map(OffsetDateTime::toInstant),
                decoded.journey(),
                decoded.tail(),
                decoded.outdated());
    }

    private static Buffer state(KeptJourney kept) {
        return Buffer.buffer(JourneyCodec.encode(kept.journey(), kept.tail()));
    }

    private static OffsetDateTime time(Optional<Instant> time) {
        return time.map(instant -> instant.atOffset(ZoneOffset.UTC)).orElse(null);
    }

    private static Tuple keys(Collection<JourneyKey> keys) {
        return Tuple.of(
                array(keys, JourneyKey::customer, UUID[]::new),
                array(keys, JourneyKey::definition, String[]::new),
                array(keys, JourneyKey::correlation, String[]::new));
    }

    private static Tuple places(List<Place> places) {
        return Tuple.of(array(places, Place::customer, UUID[]::new), array(places, Place::id, UUID[]::new));
    }

    private static <T, C> C[] array(
            Collection<T> items, Function<T, C> column, java.util.function.IntFunction<C[]> array) {
        return items.stream().map(column).toArray(array);
    }
}
