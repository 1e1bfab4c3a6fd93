package io.throughline.journey.interaction;

import io.throughline.journey.fold.Position;
import io.throughline.journey.fold.Readings;
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
import java.util.UUID;

/**
 * Readings of customers' contexts: interactions without touchpoint, in the table of interactions, and so moved and removed with
 * them. Their source sequence is below that of any other, so that a reading comes before what occurs at the same time.
 */
public final class ReadingStore {

    /** What stands as source of a reading; it is the platform itself that reports it. */
    private static final String SOURCE = "throughline";

    private static final long BEFORE_OTHERS = -1;

    // A channel that looks again, and nothing has happened since, leaves nothing behind: so there are at most as many readings
    // of a channel as there are interactions. Whoever calls holds the customers' locks.
    private static final String INSERT = """
            insert into interaction (customer, occurred_at, source_sequence, id, source, channel, touchpoint,
                anchor_namespace, anchor_value, anchor_key)
            select u.customer, u.occurred_at, $7, u.id, $8, u.channel, '', u.anchor_namespace, u.anchor_value, u.anchor_key
            from (
                select *, lag(occurred_at) over (partition by customer, channel order by occurred_at) as before
                from unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::text[], $5::text[], $6::text[],
                    $9::bigint[]) as u(customer, occurred_at, id, channel, anchor_namespace, anchor_value, anchor_key)
            ) u
            cross join lateral (
                select greatest(u.before, (
                    select r.occurred_at from interaction r
                    where r.customer = u.customer and r.touchpoint = '' and r.occurred_at <= u.occurred_at and r.channel = u.channel
                    order by r.occurred_at desc
                    limit 1)) as at
                offset 0
            ) earlier
            where earlier.at is null or exists (
                select from interaction i
                where i.customer = u.customer and i.occurred_at >= earlier.at and i.occurred_at < u.occurred_at
                  and i.touchpoint <> '')
            returning customer, channel, occurred_at, source_sequence, id
            """;

    // While nobody has read anything, no customer is looked at.
    private static final String BETWEEN = """
            select r.customer, r.channel, r.occurred_at, r.source_sequence, r.id
            from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) as c(customer, earliest, latest)
            cross join lateral (
                select * from interaction r
                where r.customer = c.customer and r.touchpoint = '' and r.occurred_at between c.earliest and c.latest
                offset 0
            ) r
            where exists (select from interaction where touchpoint = '')
            """;

    private ReadingStore() {}

    /**
     * Stores those of {@code readings} that tell something new.
     *
     * @return the stored ones, by customer
     */
    public static Map<UUID, List<Position>> insert(Transaction transaction, Collection<NewReading> readings) {
        if (readings.isEmpty()) {
            return Map.of();
        }
        var arguments = Columns.of(readings)
                .uuid(NewReading::customer)
                .time(NewReading::at)
                .uuid(NewReading::id)
                .text(NewReading::channel)
                .text(reading -> reading.anchor().namespace())
                .text(reading -> reading.anchor().value())
                .value(BEFORE_OTHERS)
                .value(SOURCE)
                .number(reading -> reading.anchor().keyIfKnown())
                .tuple();
        var stored = new HashMap<UUID, List<Position>>();
        for (Row row : transaction.run(INSERT, arguments)) {
            stored.computeIfAbsent(row.getUUID(0), _ -> new ArrayList<>()).add(InteractionStore.position(row, 2));
        }
        return stored;
    }

    /** A stretch of one customer's time, both ends included. */
    public record Stretch(Instant earliest, Instant latest) {

        /** The least that contains both. */
        public Stretch with(Stretch other) {
            return new Stretch(
                    earliest.isBefore(other.earliest) ? earliest : other.earliest,
                    latest.isAfter(other.latest) ? latest : other.latest);
        }
    }

    /** The readings of customers within a stretch of each; who has none is left out. */
    public static Map<UUID, Readings> within(Transaction transaction, Map<UUID, Stretch> stretches) {
        return stretches.isEmpty()
                ? Map.of()
                : readings(transaction.run(
                        BETWEEN,
                        Columns.of(stretches.values())
                                .value(stretches.keySet().toArray(UUID[]::new))
                                .time(Stretch::earliest)
                                .time(Stretch::latest)
                                .tuple()));
    }

    private static Map<UUID, Readings> readings(RowSet<Row> rows) {
        var readings = new HashMap<UUID, Readings>();
        for (Row row : rows) {
            readings.computeIfAbsent(row.getUUID(0), _ -> new Readings()).add(row.getString(1), InteractionStore.position(row, 2));
        }
        return readings;
    }

    private static OffsetDateTime time(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
