package io.throughline.standalone.bench;

import io.throughline.standalone.platform.PlatformException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A time without a checkpoint: one is made before, and none may be made until the end. */
final class NoCheckpoint implements AutoCloseable {

    /** Settings that leave room for all that is measured between two checkpoints. */
    static final Map<String, String> SETTINGS = Map.of(
            "shared_buffers", "2GB",
            "max_wal_size", "64GB",
            "checkpoint_timeout", "1d");

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final Connection connection;
    private final long before;

    private NoCheckpoint(Connection connection, long before) {
        this.connection = connection;
        this.before = before;
    }

    /** @param jdbcUrl of an administrator */
    static NoCheckpoint begin(String jdbcUrl) throws SQLException {
        var connection = DriverManager.getConnection(jdbcUrl);
        long earlier = checkpoints(connection);
        try (var statement = connection.createStatement()) {
            statement.execute("checkpoint");
        }
        return new NoCheckpoint(connection, countAbove(earlier, connection));
    }

    /** The checkpointer tells of a checkpoint a little after it has been made. */
    private static long countAbove(long earlier, Connection connection) throws SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long count = checkpoints(connection);
        while (count == earlier && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            count = checkpoints(connection);
        }
        return count;
    }

    /** To be called at the end of what is measured. */
    void verify() throws SQLException {
        long during = checkpoints(connection) - before;
        if (during > 0) {
            throw new PlatformException(during + " checkpoints fell into what was measured, so the figures say nothing");
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** Begun ones count too: their writing would be measured along. */
    private static long checkpoints(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select num_timed + num_requested from pg_stat_checkpointer")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
