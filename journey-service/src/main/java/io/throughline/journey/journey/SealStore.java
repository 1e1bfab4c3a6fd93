package io.throughline.journey.journey;

import io.throughline.journey.fold.Journey;
import io.throughline.journey.fold.Position;
import io.throughline.journey.interaction.Anchor;
import io.throughline.kit.database.Columns;
import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;

/** The table of sealed journeys. Every statement is about a set, whatever its size, and goes by customers. */
public final class SealStore {

    private static final String COLUMNS =
            "s.customer, s.definition, s.correlation, s.anchor_namespace, s.anchor_value, s.state, s.anchor_key";

    private static final String OF_KEYS = "select " + COLUMNS + """

            from unnest($1::uuid[], $2::text[], $3::text[]) as k(customer, definition, correlation)
            cross join lateral (
                select * from journey_seal s
                where s.customer = k.customer and s.definition = k.definition and s.correlation = k.correlation
                offset 0
            ) s
            """;

    // Several journeys may have one entry, through several definitions: they are read together.
    private static final String AFTER = "select " + COLUMNS + """

            from unnest($1::uuid[], $2::timestamptz[], $3::bigint[], $4::uuid[])
                with ordinality as c(customer, occurred_at, source_sequence, id, place)
            cross join lateral (
                select * from journey_seal s
                where s.customer = c.customer
                  and (s.entry_at, s.entry_sequence, s.entry) > (c.occurred_at, c.source_sequence, c.id)
                order by s.entry_at, s.entry_sequence, s.entry
                fetch first ($5::integer) rows with ties
            ) s
            order by c.place, s.entry_at, s.entry_sequence, s.entry
            fetch first ($5::integer) rows with ties
            """;

    private static final String PUT = """
            insert into journey_seal (customer, entry_at, entry_sequence, entry, definition, correlation, journey,
                anchor_namespace, anchor_value, state, anchor_key)
            select * from unnest($1::uuid[], $2::timestamptz[], $3::bigint[], $4::uuid[], $5::text[], $6::text[], $7::uuid[],
                $8::text[], $9::text[], $10::bytea[], $11::bigint[])
            on conflict (customer, entry_at, entry_sequence, entry, definition) do update set state = excluded.state
            """;

    private static final String MOVE = """
            with gone as (
                delete from journey_seal s
                using unnest($1::uuid[], $2::timestamptz[], $3::bigint[], $4::uuid[], $5::text[], $6::uuid[])
                    as m(customer, entry_at, entry_sequence, entry, definition, target)
                where s.customer = m.customer and s.entry_at = m.entry_at and s.entry_sequence = m.entry_sequence
                  and s.entry = m.entry and s.definition = m.definition
                returning s.*, m.target
            )
            insert into journey_seal (customer, entry_at, entry_sequence, entry, definition, correlation, journey,
                anchor_namespace, anchor_value, state, anchor_key)
            select target, entry_at, entry_sequence, entry, definition, correlation, journey,
                anchor_namespace, anchor_value, state, anchor_key
            from gone
            """;

    private static final String REMOVE = """
            delete from journey_seal s
            using unnest($1::uuid[], $2::timestamptz[], $3::bigint[], $4::uuid[], $5::text[])
                as r(customer, entry_at, entry_sequence, entry, definition)
            where s.customer = r.customer and s.entry_at = r.entry_at and s.entry_sequence = r.entry_sequence
              and s.entry = r.entry and s.definition = r.definition
            """;

    private SealStore() {}

    /** Those of {@code keys}, by key. */
    public static Map<JourneyKey, List<Seal>> of(Transaction transaction, Collection<JourneyKey> keys) {
        var byKey = new HashMap<JourneyKey, List<Seal>>();
        if (!keys.isEmpty()) {
            var arguments = Columns.of(keys)
                    .uuid(JourneyKey::customer)
                    .text(JourneyKey::definition)
                    .text(JourneyKey::correlation)
                    .tuple();
            for (var seal : seals(transaction.run(OF_KEYS, arguments))) {
                byKey.computeIfAbsent(seal.key(), _ -> new ArrayList<>()).add(seal);
            }
        }
        return byKey;
    }

    /** The journeys of the seals of {@code key}. */
    public static List<Journey> journeys(Map<JourneyKey, List<Seal>> seals, JourneyKey key) {
        return seals.getOrDefault(key, List.of()).stream().map(Seal::journey).toList();
    }

    /**
     * The first {@code most} of customers whose entries are beyond a position of each, customer after customer, in the order of
     * the entries within each; more where several have the last entry.
     */
    public static List<Seal> after(Transaction transaction, SequencedMap<UUID, Position> positions, int most) {
        return positions.isEmpty()
                ? List.of()
                : seals(transaction.run(AFTER, Columns.of(positions.values())
                        .value(positions.keySet().toArray(UUID[]::new))
                        .time(Position::occurredAt)
                        .number(Position::sourceSequence)
                        .uuid(Position::id)
                        .value(most)
                        .tuple()));
    }

    /** Keeps {@code seals}, in place of what they were before. */
    public static void put(Transaction transaction, List<Seal> seals) {
        if (!seals.isEmpty()) {
            transaction.run(
                    PUT,
                    places(seals)
                            .text(seal -> seal.key().definition())
                            .text(seal -> seal.key().correlation())
                            .uuid(seal -> seal.journey().id())
                            .text(seal -> seal.anchor().namespace())
                            .text(seal -> seal.anchor().value())
                            .bytes(SealStore::state)
                            .number(seal -> seal.anchor().keyIfKnown())
                            .tuple());
        }
    }

    /** Gives {@code seals} to the customers of the same places in {@code targets}. */
    public static void move(Transaction transaction, List<Seal> seals, List<UUID> targets) {
        if (!seals.isEmpty()) {
            transaction.run(
                    MOVE,
                    places(seals)
                            .text(seal -> seal.key().definition())
                            .value(targets.toArray(UUID[]::new))
                            .tuple());
        }
    }

    /** Forgets {@code seals}; the journeys that they are of are another matter. */
    public static void remove(Transaction transaction, List<Seal> seals) {
        if (!seals.isEmpty()) {
            transaction.run(
                    REMOVE, places(seals).text(seal -> seal.key().definition()).tuple());
        }
    }

    private static Columns<Seal> places(List<Seal> seals) {
        return Columns.of(seals)
                .uuid(seal -> seal.key().customer())
                .time(seal -> seal.journey().entry().occurredAt())
                .number(seal -> seal.journey().entry().sourceSequence())
                .uuid(seal -> seal.journey().entry().id());
    }

    private static List<Seal> seals(RowSet<Row> rows) {
        var seals = new ArrayList<Seal>(rows.size());
        for (Row row : rows) {
            var key = new JourneyKey(row.getUUID(0), row.getString(1), row.getString(2));
            var journey = JourneyCodec.decode(
                            key.definition(), key.correlation(), row.getBuffer(5).getBytes())
                    .journey();
            seals.add(new Seal(key, Anchor.of(row.getString(3), row.getString(4), row.getLong(6)), journey));
        }
        return seals;
    }

    private static byte[] state(Seal seal) {
        return JourneyCodec.encode(seal.journey(), Optional.empty());
    }

    private static OffsetDateTime time(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
