package io.throughline.journey.journey;

import io.throughline.journey.journey.JourneyWrites.Place;
import io.throughline.journey.journey.JourneyWrites.Run;
import io.throughline.kit.database.Columns;
import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

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

    // Rows that "from unnest" with as many arrays would make are written down first, array by array; these are not.
    private static final String INSERT = """
            insert into journey (customer, id, due_at, revision, ordinal, state, standing, signals, definition, correlation,
                                 started_at, standing_since)
            select unnest($1::uuid[]), unnest($2::uuid[]), unnest($3::timestamptz[]), unnest($4::bigint[]),
                   unnest($5::integer[]), unnest($6::bytea[]), unnest($7::smallint[]), unnest($8::integer[]),
                   unnest($9::text[]), unnest($10::text[]), unnest($11::timestamptz[]), unnest($12::bigint[])
            """;

    private static final String UPDATE = """
            update journey j
            set due_at = u.due_at, revision = u.revision, ordinal = u.ordinal, state = u.state, standing = u.standing,
                signals = u.signals, started_at = u.started_at
            from (select unnest($1::uuid[]) as customer, unnest($2::uuid[]) as id, unnest($3::timestamptz[]) as due_at,
                         unnest($4::bigint[]) as revision, unnest($5::integer[]) as ordinal, unnest($6::bytea[]) as state,
                         unnest($7::smallint[]) as standing, unnest($8::integer[]) as signals,
                         unnest($9::timestamptz[]) as started_at) u
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
            var arguments = Columns.of(sealed)
                    .uuid(kept -> kept.key().customer())
                    .uuid(KeptJourney::id)
                    .tuple();
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
                    Columns.of(writes.withdrawals)
                            .uuid(JourneyWrites.Withdrawal::customer)
                            .uuid(JourneyWrites.Withdrawal::id)
                            .number(JourneyWrites.Withdrawal::revision)
                            .uuid(JourneyWrites.Withdrawal::replacedBy)
                            .number(JourneyWrites.Withdrawal::standingSince)
                            .tuple());
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
                    Columns.of(writes.runs)
                            .uuid(Run::customer)
                            .uuid(Run::journey)
                            .integer(Run::ordinal)
                            .bytes(Run::steps)
                            .tuple());
        }
    }

    private static void update(Transaction transaction, List<KeptJourney> journeys) {
        transaction.run(UPDATE, changing(journeys).time(JourneyStore::startedAt).tuple());
    }

    private static void insert(Transaction transaction, List<KeptJourney> journeys) {
        transaction.run(
                INSERT,
                changing(journeys)
                        .text(kept -> kept.key().definition())
                        .text(kept -> kept.key().correlation())
                        .time(JourneyStore::startedAt)
                        .number(KeptJourney::standingSince)
                        .tuple());
    }

    /** The key, and what a change may change. */
    private static Columns<KeptJourney> changing(List<KeptJourney> journeys) {
        return Columns.of(journeys)
                .uuid(kept -> kept.key().customer())
                .uuid(KeptJourney::id)
                .time(kept -> kept.armed().orElse(null))
                .number(KeptJourney::revision)
                .integer(KeptJourney::ordinal)
                .bytes(JourneyStore::state)
                .small(kept -> ListedColumns.standing(kept.journey().state()))
                .integer(kept -> ListedColumns.signals(kept.journey()));
    }

    /** Never changes; written with every change for the sake of rows that an earlier release wrote. */
    private static Instant startedAt(KeptJourney kept) {
        return kept.journey().entry().occurredAt();
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

    private static byte[] state(KeptJourney kept) {
        return JourneyCodec.encode(kept.journey(), kept.tail());
    }

    private static Tuple keys(Collection<JourneyKey> keys) {
        return Columns.of(keys)
                .uuid(JourneyKey::customer)
                .text(JourneyKey::definition)
                .text(JourneyKey::correlation)
                .tuple();
    }

    private static Tuple places(List<Place> places) {
        return Columns.of(places).uuid(Place::customer).uuid(Place::id).tuple();
    }
}
