package io.throughline.standalone.bench;

import io.throughline.standalone.platform.Part;
import io.throughline.standalone.platform.PlatformHandle;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Set;

/** Reads how much a platform has worked. */
final class WorkMeter {

    private static final String COUNTED = """
            select sum(blks_hit + blks_read)::bigint, (pg_current_wal_insert_lsn() - '0/0')::bigint
            from pg_stat_database where datname = any(?)
            """;

    private final PlatformHandle platform;
    private final Set<Part> services;

    /** @param services that take part, beside PostgreSQL */
    WorkMeter(PlatformHandle platform, Set<Part> services) {
        this.platform = platform;
        this.services = services;
    }

    /** Only the differences between two readings mean something. */
    Work read() throws SQLException {
        try (var connection = DriverManager.getConnection(platform.administratorJdbcUrl())) {
            return read(connection);
        }
    }

    private Work read(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(COUNTED)) {
            statement.setArray(
                    1, connection.createArrayOf("text", services.stream().map(Part::word).toArray()));
            try (var rows = statement.executeQuery()) {
                rows.next();
                var processor = new EnumMap<Part, Duration>(Part.class);
                processor.putAll(platform.processorTime());
                processor.keySet().removeIf(part -> part.isService() && !services.contains(part));
                return new Work(Duration.ofNanos(System.nanoTime()), processor, rows.getLong(1), rows.getLong(2));
            }
        }
    }
}
