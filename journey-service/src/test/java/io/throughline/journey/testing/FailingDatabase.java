package io.throughline.journey.testing;

import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/** In whose transactions one statement fails, as if the process were killed there. */
public class FailingDatabase extends Database {

    private final AtomicInteger before;

    /** @param before so many statements go well */
    public FailingDatabase(Pool pool, int before) {
        super(pool);
        this.before = new AtomicInteger(before);
    }

    /** Instead of the statement's rows. */
    public static final class Killed extends RuntimeException {}

    private void failInTurn() {
        if (before.getAndDecrement() == 0) {
            throw new Killed();
        }
    }

    @Override
    public <T> T inTransaction(Function<Transaction, T> work) {
        return super.inTransaction(transaction -> work.apply(new Transaction() {

            @Override
            public RowSet<Row> run(String sql, Tuple arguments) {
                failInTurn();
                return transaction.run(sql, arguments);
            }

            @Override
            public void readWhile(String sql, Tuple arguments, Predicate<Row> reader) {
                failInTurn();
                transaction.readWhile(sql, arguments, reader);
            }
        }));
    }
}
