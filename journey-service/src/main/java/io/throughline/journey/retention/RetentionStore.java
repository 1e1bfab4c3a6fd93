package io.throughline.journey.retention;

import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The row that keeps the horizon, and what else removing interactions asks of the tables. */
final class RetentionStore {

    /** Advisory lock: the replica that holds it removes, the others leave it to that one. */
    private static final long TURN = 0x7468_7265_6164_0004L;

    private static final String TAKE_TURN = "select pg_try_advisory_xact_lock($1)";

    private static final String MOVE = "update retention set horizon = $1 where horizon is null or horizon < $1";

    private static final String LISTED = "select listed from retention";

    private static final String LIST_TO = "update retention set listed = $1";

    // From customer to customer through the primary key, whatever the length of their histories.
    private static final String CUSTOMERS = """
            with recursive found (customer) as (
                (select customer from interaction where customer > $1 order by customer limit 1)
                union all
                select (select i.customer from interaction i where i.customer > f.customer order by i.customer limit 1)
                from found f where f.customer is not null
            )
            select f.customer from found f where f.customer is not null limit $2
            """;

    private static final String OLDEST = """
            select c.customer, i.occurred_at
            from unnest($1::uuid[]) as c(customer)
            cross join lateral (
                select occurred_at from interaction i where i.customer = c.customer order by i.occurred_at limit 1
            ) i
            """;

    // Definitions that are still being folded through what is recorded, and interactions on their way to other customers.
    private static final String UNSETTLED = """
            select exists (select from definition_folding) or exists (select from move_unfinished where not waits)
            """;

    private static final String FORGET_KEYS = "delete from interaction_key where id = any($1)";

    private RetentionStore() {}

    /** Whether this transaction may remove; if not, another replica does. */
    static boolean takeTurn(Transaction transaction) {
        return transaction.run(TAKE_TURN, Tuple.of(TURN)).iterator().next().getBoolean(0);
    }

    /** To be called with the lock of the clock. */
    static void moveHorizon(Transaction transaction, Instant to) {
        transaction.run(MOVE, Tuple.of(to.atOffset(ZoneOffset.UTC)));
    }

    /** Up to which customer those from before the first horizon stand in the list; empty when all do. */
    static Optional<UUID> listed(Transaction transaction) {
        return Optional.ofNullable(transaction.run(LISTED, Tuple.tuple()).iterator().next().getUUID(0));
    }

    static void listTo(Transaction transaction, Optional<UUID> customer) {
        transaction.run(LIST_TO, Tuple.of(customer.orElse(null)));
    }

    /** The next customers after {@code customer} of whom something is recorded, in their order. */
    static List<UUID> customers(Transaction transaction, UUID customer, int most) {
        var customers = new ArrayList<UUID>();
        for (Row row : transaction.run(CUSTOMERS, Tuple.of(customer, most))) {
            customers.add(row.getUUID(0));
        }
        return customers;
    }

    /** When the oldest occurred that is kept of each of {@code customers} of whom anything is. */
    static Map<UUID, Instant> oldest(Transaction transaction, Collection<UUID> customers) {
        var oldest = new HashMap<UUID, Instant>();
        for (Row row : transaction.run(OLDEST, Tuple.of((Object) customers.toArray(UUID[]::new)))) {
            oldest.put(row.getUUID(0), row.getOffsetDateTime(1).toInstant());
        }
        return oldest;
    }

    /** Whether journeys are behind what is recorded: then what they lack must not go. To be asked under customers' locks. */
    static boolean isUnsettled(Transaction transaction) {
        return transaction.run(UNSETTLED, Tuple.tuple()).iterator().next().getBoolean(0);
    }

    /** From now on {@code interactions} are not known any more. */
    static void forgetKeys(Transaction transaction, Collection<UUID> interactions) {
        if (!interactions.isEmpty()) {
            transaction.run(FORGET_KEYS, Tuple.of((Object) interactions.toArray(UUID[]::new)));
        }
    }
}
