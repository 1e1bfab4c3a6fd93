package io.throughline.journey.interaction;

import io.throughline.journey.clock.ClockStore;
import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * The advisory locks of customers, until the end of the transaction: whoever stores, moves or folds what is a customer's holds
 * its lock. With them comes a share in the clock, so that its mode does not change in between.
 */
public final class CustomerLocks {

    // Sorted, so that two transactions never wait for each other; "offset 0" keeps the planner from reordering.
    private static final String TAKE = """
            select count(pg_advisory_xact_lock(key)::text)
            from (select key from unnest($1::bigint[]) with ordinality as k(key, place) order by place offset 0) as ordered
            union all
            select count(pg_advisory_xact_lock_shared($2)::text)
            """;

    private static final String TRY = """
            select customer from unnest($1::uuid[], $2::bigint[]) as k(customer, key)
            where pg_advisory_xact_lock_shared($3)::text = '' and pg_try_advisory_xact_lock(key)
            """;

    private CustomerLocks() {}

    /** Takes the locks of {@code customers}, waiting for those that others hold. */
    public static void take(Transaction transaction, Collection<UUID> customers) {
        var keys = customers.stream().map(CustomerLocks::key).distinct().sorted().toArray(Long[]::new);
        transaction.run(TAKE, Tuple.of(keys, ClockStore.LOCK));
    }

    /** Takes those of {@code customers} that are free; the others are somebody's work already. */
    public static Set<UUID> takeIfFree(Transaction transaction, Collection<UUID> customers) {
        var distinct = customers.stream().distinct().toList();
        var taken = new HashSet<UUID>();
        var arguments = Tuple.of(
                distinct.toArray(UUID[]::new),
                distinct.stream().map(CustomerLocks::key).toArray(Long[]::new),
                ClockStore.LOCK);
        for (Row row : transaction.run(TRY, arguments)) {
            taken.add(row.getUUID(0));
        }
        return taken;
    }

    private static Long key(UUID customer) {
        return customer.getMostSignificantBits() ^ Long.rotateLeft(customer.getLeastSignificantBits(), 32);
    }
}
