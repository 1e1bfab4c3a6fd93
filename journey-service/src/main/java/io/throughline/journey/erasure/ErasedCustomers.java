package io.throughline.journey.erasure;

import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * The customers that identity-service told to be erased. What still stands of one goes in portions; until the last is through,
 * nobody folds it, or readers would be told journeys of half a history.
 */
public final class ErasedCustomers {

    // While nobody is erased, no customer is looked at.
    private static final String AMONG = """
            select customer from erasure
            where customer = any($1) and anchor_key = 0 and exists (select from erasure)
            """;

    private ErasedCustomers() {}

    /** Those of {@code customers}, whose locks this transaction holds, that are not erased. */
    public static Set<UUID> leaveOut(Transaction transaction, Collection<UUID> customers) {
        var left = new HashSet<>(customers);
        if (!left.isEmpty()) {
            for (Row row : transaction.run(AMONG, Tuple.of((Object) customers.toArray(UUID[]::new)))) {
                left.remove(row.getUUID(0));
            }
        }
        return left;
    }
}
