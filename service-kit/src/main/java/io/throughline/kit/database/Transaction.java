package io.throughline.kit.database;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** An open transaction. What is run in it is committed together, or not at all. */
public interface Transaction {

    /** Runs one statement and waits for its rows. */
    RowSet<Row> run(String sql, Tuple arguments);

    /**
     * Runs one statement and hands its rows to {@code reader} one by one, in their order. However many there are, only some
     * hundreds are in memory at once.
     */
    default void read(String sql, Tuple arguments, Consumer<Row> reader) {
        readWhile(sql, arguments, row -> {
            reader.accept(row);
            return true;
        });
    }

    /** As {@link #read}, until {@code reader} says that it wants no more. */
    void readWhile(String sql, Tuple arguments, Predicate<Row> reader);

    /**
     * Takes the advisory locks named by {@code keys} until the end of the transaction, in ascending order whatever the order
     * given, so that two transactions never wait for each other. To be called before the first write: what is committed
     * by then is seen, and the feed's order for a key is the order of its transactions.
     */
    default void lock(Collection<Long> keys) {
        if (keys.isEmpty()) {
            return;
        }
        var ascending = keys.stream().distinct().sorted().toArray(Long[]::new);
        // "with ordinality … order by" keeps the planner from reordering; the locks are taken row by row.
        run(
                "select pg_advisory_xact_lock(key) from (select key from unnest($1::bigint[]) with ordinality as k(key, place)"
                        + " order by place offset 0) as ordered",
                Tuple.of((Object) ascending));
    }
}
