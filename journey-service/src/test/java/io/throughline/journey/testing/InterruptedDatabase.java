package io.throughline.journey.testing;

import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/** In whose first transaction something else happens after the first statement: it is committed by others before the second. */
public final class InterruptedDatabase extends Database {

    private final AtomicReference<Runnable> interruption;

    public InterruptedDatabase(Pool pool, Runnable interruption) {
        super(pool);
        this.interruption = new AtomicReference<>(interruption);
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
            var happens = interruption.getAndSet(null);
            if (happens != null) {
                CompletableFuture.runAsync(happens, task -> Thread.ofVirtual().start(task)).join();
            }
            return rows;
        }

        @Override
        public void read(String sql, Tuple arguments, Consumer<Row> reader) {
            transaction.read(sql, arguments, reader);
        }
    }
}
