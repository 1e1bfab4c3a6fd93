package io.throughline.kit.database;

import io.throughline.kit.error.ErrorMapper;
import io.throughline.kit.error.Refusal;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The service's database, asked from virtual threads: a call waits for its answer without holding a carrier thread, so
 * that a transaction reads from top to bottom.
 *
 * <p>Never to be called from an event loop.
 */
@ApplicationScoped
public class Database {

    private static final int ATTEMPTS = 5;

    /** A statement that takes longer has lost its connection or its way; the design allows a transaction one second. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration TRY_AGAIN = Duration.ofMillis(200);

    private static final int ROWS_AT_ONCE = 500;

    private final Pool pool;

    @Inject
    public Database(Pool pool) {
        this.pool = pool;
    }

    /** Runs one statement by itself. */
    public RowSet<Row> run(String sql, Tuple arguments) {
        return run(pool, sql, arguments);
    }

    /** Runs one statement without arguments by itself. */
    public RowSet<Row> run(String sql) {
        return run(pool, sql, Tuple.tuple());
    }

    /**
     * Runs {@code work} in a transaction of its own and commits what it did; any exception rolls back and is thrown on.
     * When PostgreSQL asks for it (deadlock, serialisation), or the work itself ({@link StartOver}), it is run again from its
     * start.
     */
    public <T> T inTransaction(Function<Transaction, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(work);
            } catch (StartOver asked) {
                if (attempt == ATTEMPTS) {
                    throw Refusal.unavailable("too many others are changing the same; try again", TRY_AGAIN);
                }
            } catch (RuntimeException failure) {
                if (attempt == ATTEMPTS || !ErrorMapper.isConflict(failure)) {
                    throw failure;
                }
            }
        }
    }

    /** Runs {@code reads}, which write nothing and all see the database as it was at one moment. */
    public <T> T inSnapshot(Function<Transaction, T> reads) {
        return inTransaction(transaction -> {
            transaction.run("set transaction isolation level repeatable read read only", Tuple.tuple());
            return reads.apply(transaction);
        });
    }

    private <T> T attempt(Function<Transaction, T> work) {
        var connection = pool.getConnection().await().atMost(PATIENCE);
        try {
            var transaction = connection.begin().await().atMost(PATIENCE);
            T result;
            try {
                result = work.apply(new ConnectionTransaction(connection));
            } catch (RuntimeException | Error failure) {
                rollBack(transaction, failure);
                throw failure;
            }
            transaction.commit().await().atMost(PATIENCE);
            return result;
        } finally {
            connection.closeAndForget();
        }
    }

    private static void rollBack(io.vertx.mutiny.sqlclient.Transaction transaction, Throwable why) {
        try {
            transaction.rollback().await().atMost(PATIENCE);
        } catch (RuntimeException alsoFailed) {
            // PostgreSQL rolls back by itself when the connection has gone.
            why.addSuppressed(alsoFailed);
        }
    }

    private static RowSet<Row> run(SqlClient client, String sql, Tuple arguments) {
        return client.preparedQuery(sql).execute(arguments).await().atMost(PATIENCE);
    }

    private record ConnectionTransaction(SqlConnection connection) implements Transaction {

        @Override
        public RowSet<Row> run(String sql, Tuple arguments) {
            return Database.run(connection, sql, arguments);
        }

        @Override
        public void readWhile(String sql, Tuple arguments, Predicate<Row> reader) {
            var statement = connection.prepare(sql).await().atMost(PATIENCE);
            var cursor = statement.cursor(arguments);
            try {
                boolean wanted = true;
                do {
                    for (var row : cursor.read(ROWS_AT_ONCE).await().atMost(PATIENCE)) {
                        wanted = wanted && reader.test(row);
                    }
                } while (wanted && cursor.hasMore());
            } finally {
                cursor.closeAndForget();
                statement.closeAndForget();
            }
        }
    }
}
