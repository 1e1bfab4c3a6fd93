package io.throughline.journey.testing;

import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * In whose transactions something else happens once, after the first statement or the first one of a kind: it is committed by others
 * before the next.
 */
public final class InterruptedDatabase extends Database {

    private final AtomicReference<Runnable> interruption;
    private final String words;

    public InterruptedDatabase(Pool pool, Runnable interruption) {
        this(pool, "", interruption);
    }

    /** @param words stand in the statement after which it happens */
    public InterruptedDatabase(Pool pool, String words, Runnable interruption) {
        super(pool);
        this.interruption = new AtomicReference<>(interruption);
        this.words = words;
    }

    @Override
    public <T> T inTransaction(Function<Transaction, T> work) {
        return super.inTransaction(transaction -> work.apply(new Interrupted(transaction)));
    }

    private final class Interrupted implements Transaction {

        private final Transaction transaction;

        Interrupted(Transaction transaction) {
            this.transaction = transaction;
        }

        @Override
        public RowSet<Row> run(String sql, Tuple arguments) {
            var rows = transaction.run(sql, arguments);
            var happens = sql.contains(words) ? interruption.getAndSet(null) : null;
            if (happens != null) {
                CompletableFuture.runAsync(happens, task -> Thread.ofVirtual().start(task)).join();
            }
            return rows;
        }

        @Override
        public void readWhile(String sql, Tuple arguments, Predicate<Row> reader) {
            transaction.readWhile(sql, arguments, reader);
        }
    }
}
