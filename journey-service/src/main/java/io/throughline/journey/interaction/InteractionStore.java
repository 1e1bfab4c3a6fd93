package io.throughline.journey.interaction;

import io.throughline.journey.fold.Feedback;
import io.throughline.journey.fold.Interaction;
import io.throughline.journey.fold.Money;
import io.throughline.journey.fold.Position;
import io.throughline.kit.database.Columns;
import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The table of interactions. Every statement is about a set, whatever its size, and goes by customers. */
public final class InteractionStore {

    private static final String COLUMNS = """
            i.customer, i.occurred_at, i.source_sequence, i.id, i.source, i.channel, i.touchpoint, i.anchor_namespace, \
            i.anchor_value, i.attributes::text, i.nps, i.csat, i.ces, i.revenue, i.revenue_currency, i.cost, i.cost_currency, \
            i.anchor_key
            """;

    // Rows that "from unnest" with as many arrays would make are written down first, array by array; these are not.
    private static final String INSERT = """
            insert into interaction (customer, occurred_at, source_sequence, id, source, channel, touchpoint,
                anchor_namespace, anchor_value, attributes, nps, csat, ces, comment,
                revenue, revenue_currency, cost, cost_currency, waiting, anchor_key)
            select unnest($1::uuid[]), unnest($2::timestamptz[]), unnest($3::bigint[]), unnest($4::uuid[]), unnest($5::text[]),
                unnest($6::text[]), unnest($7::text[]), unnest($8::text[]), unnest($9::text[]), unnest($10::text[])::jsonb,
                unnest($11::smallint[]), unnest($12::smallint[]), unnest($13::smallint[]), unnest($14::text[]),
                unnest($15::text[])::numeric, unnest($16::text[]), unnest($17::text[])::numeric, unnest($18::text[]),
                unnest($19::boolean[]), unnest($20::bigint[])
            """;

    private static final String LAST = """
            select c.customer, i.occurred_at, i.source_sequence, i.id
            from unnest($1::uuid[]) as c(customer)
            cross join lateral (
                select occurred_at, source_sequence, id from interaction i
                where i.customer = c.customer and i.touchpoint <> ''
                order by i.occurred_at desc, i.source_sequence desc, i.id desc
                limit 1
            ) i
            """;

    private static final String AT_TOUCHPOINTS = "select " + COLUMNS + """
            from unnest($1::uuid[]) as c(customer)
            cross join lateral (
                select * from interaction i
                where i.customer = c.customer and not i.waiting and i.touchpoint = any($2)
                order by i.occurred_at, i.source_sequence, i.id
            ) i
            """;

    private static final String AFTER = "select " + COLUMNS + """
            from unnest($1::uuid[], $2::timestamptz[], $3::bigint[], $4::uuid[])
                with ordinality as c(customer, occurred_at, source_sequence, id, place)
            cross join lateral (
                select * from interaction i
                where i.customer = c.customer
                  and (i.occurred_at, i.source_sequence, i.id) > (c.occurred_at, c.source_sequence, c.id)
                order by i.occurred_at, i.source_sequence, i.id
                limit $5
            ) i
            order by c.place, i.occurred_at, i.source_sequence, i.id
            limit $5
            """;

    private static final String PAGE = "select " + COLUMNS + """
            from interaction i
            where (i.customer, i.occurred_at, i.source_sequence, i.id) > ($1, $2, $3, $4) and not i.waiting and i.touchpoint <> ''
            order by i.customer, i.occurred_at, i.source_sequence, i.id
            limit $5
            """;

    private static final String OLDEST = "select " + COLUMNS + """
            from interaction i
            where i.customer = $1 and i.occurred_at < $2 and not i.waiting
            order by i.occurred_at, i.source_sequence, i.id
            limit $3
            """;

    private static final String REMOVE = """
            delete from interaction i
            using unnest($1::uuid[], $2::timestamptz[], $3::bigint[], $4::uuid[]) as r(customer, occurred_at, source_sequence, id)
            where i.customer = r.customer and i.occurred_at = r.occurred_at
              and i.source_sequence = r.source_sequence and i.id = r.id
            """;

    private static final String WAKE = """
            update interaction i set waiting = false
            from (
                select customer, occurred_at, source_sequence, id from interaction
                where waiting and occurred_at <= $2 and customer = any($1)
                limit $3
            ) d
            where i.customer = d.customer and i.occurred_at = d.occurred_at
              and i.source_sequence = d.source_sequence and i.id = d.id
            returning\s""" + COLUMNS;

    private static final String DUE = """
            select customer from interaction where waiting and occurred_at <= $1 order by occurred_at offset $2 limit $3
            """;

    // A reading that was stored twice, because whose it is was told in halves, is the same one when both come together. No other
    // interaction is there twice, by its key.
    private static final String MOVE = """
            with gone as (
                delete from interaction i
                using unnest($1::uuid[], $2::timestamptz[], $3::bigint[], $4::uuid[], $5::uuid[])
                    as m(customer, occurred_at, source_sequence, id, target)
                where i.customer = m.customer and i.occurred_at = m.occurred_at
                  and i.source_sequence = m.source_sequence and i.id = m.id
                returning i.*, m.target
            )
            insert into interaction (customer, occurred_at, source_sequence, id, source, channel, touchpoint,
                anchor_namespace, anchor_value, attributes, nps, csat, ces, comment,
                revenue, revenue_currency, cost, cost_currency, waiting, anchor_key)
            select target, occurred_at, source_sequence, id, source, channel, touchpoint,
                anchor_namespace, anchor_value, attributes, nps, csat, ces, comment,
                revenue, revenue_currency, cost, cost_currency, waiting, anchor_key
            from gone
            on conflict (customer, occurred_at, source_sequence, id) do nothing
            """;

    /** Of 64 KiB each at the most. */
    public static final int MOST_WOKEN = 200;

    private InteractionStore() {}

    public static void insert(Transaction transaction, List<NewInteraction> arrivals) {
        if (arrivals.isEmpty()) {
            return;
        }
        transaction.run(
                INSERT,
                Columns.of(arrivals)
                        .uuid(NewInteraction::customer)
                        .time(a -> a.interaction().occurredAt())
                        .number(a -> a.interaction().position().sourceSequence())
                        .uuid(a -> a.interaction().id())
                        .text(a -> a.interaction().source())
                        .text(a -> a.interaction().channel())
                        .text(a -> a.interaction().touchpoint())
                        .text(a -> a.anchor().namespace())
                        .text(a -> a.anchor().value())
                        .text(NewInteraction::attributes)
                        .small(a -> small(a.interaction().feedback().nps()))
                        .small(a -> small(a.interaction().feedback().csat()))
                        .small(a -> small(a.interaction().feedback().ces()))
                        .text(NewInteraction::comment)
                        .text(a -> amount(a.interaction().revenue()))
                        .text(a -> currency(a.interaction().revenue()))
                        .text(a -> amount(a.interaction().cost()))
                        .text(a -> currency(a.interaction().cost()))
                        .flag(NewInteraction::waiting)
                        .number(a -> a.anchor().keyIfKnown())
                        .tuple());
    }

    /** The position of the last interaction of each of {@code customers} that has any; readings do not count. */
    public static Map<UUID, Position> last(Transaction transaction, Collection<UUID> customers) {
        var last = HashMap.<UUID, Position>newHashMap(customers.size());
        if (!customers.isEmpty()) {
            for (Row row : transaction.run(LAST, Tuple.of(customers.toArray(UUID[]::new)))) {
                last.put(row.getUUID(0), position(row, 1));
            }
        }
        return last;
    }

    /** What has occurred to {@code customers} at one of {@code touchpoints} and does not wait, in order within each customer. */
    public static void read(
            Transaction transaction,
            Collection<UUID> customers,
            Collection<String> touchpoints,
            Consumer<OwnedInteraction> reader) {
        if (!customers.isEmpty() && !touchpoints.isEmpty()) {
            var arguments = Tuple.of(customers.toArray(UUID[]::new), touchpoints.toArray(String[]::new));
            transaction.read(AT_TOUCHPOINTS, arguments, row -> reader.accept(owned(row)));
        }
    }

    /**
     * The first {@code most} of what is stored of customers beyond a position of each, what waits included: customer after
     * customer, in order within each.
     */
    public static InteractionPage after(Transaction transaction, SequencedMap<UUID, Position> positions, int most) {
        return positions.isEmpty()
                ? new InteractionPage(List.of(), true, 0)
                : page(
                        transaction,
                        AFTER,
                        Columns.of(positions.values())
                                .value(positions.keySet().toArray(UUID[]::new))
                                .time(Position::occurredAt)
                                .number(Position::sourceSequence)
                                .uuid(Position::id)
                                .value(most)
                                .tuple(),
                        most);
    }

    /**
     * The next {@code most} of all that is stored and does not wait, readings left out, beyond a position of a customer: customer
     * after customer, in order within each.
     */
    public static InteractionPage page(Transaction transaction, UUID customer, Position after, int most) {
        return page(
                transaction,
                PAGE,
                Tuple.of(customer, time(after.occurredAt()), after.sourceSequence(), after.id(), most),
                most);
    }

    /** The first {@code most} of what occurred to {@code customer} before {@code time} and does not wait, in order. */
    public static InteractionPage oldest(Transaction transaction, UUID customer, Instant time, int most) {
        return page(transaction, OLDEST, Tuple.of(customer, time(time), most), most);
    }

    /** Forgets {@code interactions}; their keys are another matter. */
    public static void remove(Transaction transaction, List<OwnedInteraction> interactions) {
        if (!interactions.isEmpty()) {
            transaction.run(
                    REMOVE,
                    Columns.of(interactions)
                            .uuid(OwnedInteraction::customer)
                            .time(o -> o.interaction().occurredAt())
                            .number(o -> o.interaction().position().sourceSequence())
                            .uuid(o -> o.interaction().id())
                            .tuple());
        }
    }

    /**
     * At most {@link #MOST_WOKEN} of what {@code customers} had waiting and is due by {@code now}; from now on it is folded like any
     * other. Where there are as many, there may be more.
     */
    public static List<OwnedInteraction> wake(Transaction transaction, Collection<UUID> customers, Optional<Instant> now) {
        return now.isEmpty() || customers.isEmpty()
                ? List.of()
                : owned(transaction, WAKE, Tuple.of(customers.toArray(UUID[]::new), time(now.get()), MOST_WOKEN));
    }

    /** Whose interactions wait although they are due by {@code now}. */
    public static List<UUID> due(Transaction transaction, Instant now, int skipped, int limit) {
        var customers = new ArrayList<UUID>();
        for (Row row : transaction.run(DUE, Tuple.of(time(now), skipped, limit))) {
            customers.add(row.getUUID(0));
        }
        return customers;
    }

    /** Gives {@code interactions} to the customers of the same places in {@code targets}. */
    public static void move(Transaction transaction, List<OwnedInteraction> interactions, List<UUID> targets) {
        if (interactions.isEmpty()) {
            return;
        }
        transaction.run(
                MOVE,
                Columns.of(interactions)
                        .uuid(OwnedInteraction::customer)
                        .time(o -> o.interaction().occurredAt())
                        .number(o -> o.interaction().position().sourceSequence())
                        .uuid(o -> o.interaction().id())
                        .value(targets.toArray(UUID[]::new))
                        .tuple());
    }

    private static InteractionPage page(Transaction transaction, String sql, Tuple arguments, int most) {
        var owned = new ArrayList<OwnedInteraction>();
        var bytes = new AtomicLong();
        var isCut = new AtomicBoolean();
        transaction.readWhile(sql, arguments, row -> {
            if (bytes.get() >= InteractionPage.MOST_BYTES) {
                isCut.set(true);
                return false;
            }
            owned.add(owned(row));
            bytes.addAndGet(Optional.ofNullable(row.getString(9)).map(String::length).orElse(0));
            return true;
        });
        return new InteractionPage(owned, !isCut.get() && owned.size() < most, bytes.get());
    }

    private static List<OwnedInteraction> owned(Transaction transaction, String sql, Tuple arguments) {
        var rows = transaction.run(sql, arguments);
        var owned = new ArrayList<OwnedInteraction>(rows.size());
        for (Row row : rows) {
            owned.add(owned(row));
        }
        return owned;
    }

    private static OwnedInteraction owned(Row row) {
        return new OwnedInteraction(
                row.getUUID(0), Anchor.of(row.getString(7), row.getString(8), row.getLong(17)), interaction(row));
    }

    private static Interaction interaction(Row row) {
        return new Interaction(
                position(row, 1),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                AttributeJson.map(row.getString(9)),
                feedback(row.getInteger(10), row.getInteger(11), row.getInteger(12)),
                money(row.getBigDecimal(13), row.getString(14)),
                money(row.getBigDecimal(15), row.getString(16)));
    }

    private static Feedback feedback(Integer nps, Integer csat, Integer ces) {
        return nps == null && csat == null && ces == null ? Feedback.NONE : new Feedback(nps, csat, ces);
    }

    private static Money money(BigDecimal amount, String currency) {
        return amount == null ? Money.NONE : new Money(amount, currency);
    }

    static Position position(Row row, int column) {
        return new Position(
                row.getOffsetDateTime(column).toInstant(), row.getLong(column + 1), row.getUUID(column + 2));
    }

    private static String amount(Money money) {
        return money.currency().isEmpty() ? null : money.amount().toPlainString();
    }

    private static String currency(Money money) {
        return money.currency().isEmpty() ? null : money.currency();
    }

    private static Short small(Integer answer) {
        return answer == null ? null : answer.shortValue();
    }

    private static OffsetDateTime time(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
