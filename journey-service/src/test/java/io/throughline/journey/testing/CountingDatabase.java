package io.throughline.journey.testing;

import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Keeps the statements that are run in its transactions. */
public final class CountingDatabase extends Database {

    private final List<String> statements = new ArrayList<>();

    public CountingDatabase(Pool pool) {
        super(pool);
    }

    /** Those since the last time that this was asked, in their order. */
    public synchronized List<String> statements() {
        var all = List.copyOf(statements);
        statements.clear();
        return all;
    }

    private synchronized void keep(String sql) {
        statements.add(sql);
    }

    @Override
    public <T> T inTransaction(Function<Transaction, T> work) {
        return super.inTransaction(transaction -> work.apply(new Transaction() {

            @Override
            public RowSet<Row> run(String sql, Tuple arguments) {
                keep(sql);
                return transaction.run(sql, arguments);
            }

            @Override
            public void readWhile(String sql, Tuple arguments, Predicate<Row> reader) {
                keep(sql);
                transaction.readWhile(sql, arguments, reader);
            }
        }));
    }
}
