package io.throughline.journey.redirect;

import io.throughline.journey.fold.Position;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.feed.FeedLag;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Whose interactions are still to be looked at. Empty, as a rule. */
public final class UnfinishedStore {

    private static final String ALL = """
            select customer, occurred_at, source_sequence, id, circle, waits, since from move_unfinished order by customer
            """;

    private static final String LAG = """
            select count(*), coalesce(extract(epoch from now() - min(since)), 0)::float8 from move_unfinished where not waits
            """;

    private static final String DELETE = "delete from move_unfinished where customer = any($1)";

    private static final String INSERT = """
            insert into move_unfinished (customer, occurred_at, source_sequence, id, circle, waits, since)
            select customer, occurred_at, source_sequence, id, circle, waits, coalesce(since, now())
            from unnest($1::uuid[], $2::timestamptz[], $3::bigint[], $4::uuid[], $5::boolean[], $6::boolean[], $7::timestamptz[])
                as u(customer, occurred_at, source_sequence, id, circle, waits, since)
            """;

    private static final String GO_IN_CIRCLE = INSERT + "on conflict (customer) do update set circle = true";

    private UnfinishedStore() {}

    static List<Unfinished> all(Transaction transaction) {
        var all = new ArrayList<Unfinished>();
        for (Row row : transaction.run(ALL, Tuple.tuple())) {
            var after = new Position(row.getOffsetDateTime(1).toInstant(), row.getLong(2), row.getUUID(3));
            var since = Optional.of(row.getOffsetDateTime(6).toInstant());
            all.add(new Unfinished(row.getUUID(0), after, row.getBoolean(4), row.getBoolean(5), since));
        }
        return all;
    }

    /** How many there are that do not wait for more news, and how long the first of them has been one. */
    static FeedLag lag(Database database) {
        var row = database.run(LAG).iterator().next();
        return new FeedLag(row.getLong(0), Duration.ofMillis((long) (row.getDouble(1) * 1000)));
    }

    /** From now on {@code left} is what is left to do for {@code customers}. */
    static void replace(Transaction transaction, Collection<UUID> customers, Collection<Unfinished> left) {
        transaction.run(DELETE, Tuple.of((Object) customers.toArray(UUID[]::new)));
        if (!left.isEmpty()) {
            transaction.run(INSERT, columns(left));
        }
    }

    /** Something of {@code customers}, whose locks this transaction holds, is stored where it is only because of a circle. */
    public static void goInCircle(Transaction transaction, Collection<UUID> customers) {
        if (!customers.isEmpty()) {
            transaction.run(
                    GO_IN_CIRCLE,
                    columns(customers.stream().map(Unfinished::begun).map(Unfinished::waiting).toList()));
        }
    }

    private static Tuple columns(Collection<Unfinished> unfinished) {
        return Tuple.tuple()
                .addValue(unfinished.stream().map(Unfinished::customer).toArray(UUID[]::new))
                .addValue(unfinished.stream()
                        .map(customer -> customer.after().occurredAt().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new))
                .addValue(unfinished.stream().map(customer -> customer.after().sourceSequence()).toArray(Long[]::new))
                .addValue(unfinished.stream().map(customer -> customer.after().id()).toArray(UUID[]::new))
                .addValue(unfinished.stream().map(Unfinished::circle).toArray(Boolean[]::new))
                .addValue(unfinished.stream().map(Unfinished::waits).toArray(Boolean[]::new))
                .addValue(unfinished.stream()
                        .map(customer -> customer.since().map(since -> since.atOffset(ZoneOffset.UTC)).orElse(null))
                        .toArray(OffsetDateTime[]::new));
    }
}
