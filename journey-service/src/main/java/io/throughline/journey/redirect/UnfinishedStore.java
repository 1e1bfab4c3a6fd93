package io.throughline.journey.redirect;

import io.throughline.journey.fold.Position;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Whose interactions are still to be looked at. Empty, as a rule. */
public final class UnfinishedStore {

    private static final String ALL = """
            select customer, occurred_at, source_sequence, id, circle, waits from move_unfinished order by customer
            """;

    private static final String COUNT = "select count(*) from move_unfinished where not waits";

    private static final String DELETE = "delete from move_unfinished where customer = any($1)";

    private static final String INSERT = """
            insert into move_unfinished (customer, occurred_at, source_sequence, id, circle, waits)
            select * from unnest($1::uuid[], $2::timestamptz[], $3::bigint[], $4::uuid[], $5::boolean[], $6::boolean[])
            """;

    private static final String GO_IN_CIRCLE = INSERT + "on conflict (customer) do update set circle = true";

    private UnfinishedStore() {}

    static List<Unfinished> all(Transaction transaction) {
        var all = new ArrayList<Unfinished>();
        for (Row row : transaction.run(ALL, Tuple.tuple())) {
            var after = new Position(row.getOffsetDateTime(1).toInstant(), row.getLong(2), row.getUUID(3));
            all.add(new Unfinished(row.getUUID(0), after, row.getBoolean(4), row.getBoolean(5)));
        }
        return all;
    }

    /** How many there are that do not wait for more news. */
    static long count(Database database) {
        return database.run(COUNT).iterator().next().getLong(0);
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
                .addValue(unfinished.stream().map(Unfinished::waits).toArray(Boolean[]::new));
    }
}
