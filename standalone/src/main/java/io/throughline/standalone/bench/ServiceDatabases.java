package io.throughline.standalone.bench;

import io.throughline.standalone.platform.Part;
import io.throughline.standalone.platform.PlatformHandle;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The services' databases, as far as a measurement has to know of them. */
final class ServiceDatabases {

    private static final String ALL_VISIBLE = """
            select not exists (
                select from feed where transaction_id >= pg_snapshot_xmin(pg_current_snapshot())::text::bigint)
            """;

    private ServiceDatabases() {}

    /** Makes every service's database anew, empty. The services must be stopped. */
    static void empty(PlatformHandle platform) throws SQLException {
        try (var connection = DriverManager.getConnection(platform.administratorJdbcUrl())) {
            for (var service : Part.services()) {
                var owner = owner(connection, service.word());
                run(connection, "drop database " + service.word() + " with (force)");
                run(connection, "create database " + service.word() + " owner " + owner);
            }
        }
    }

    /** Writes down what is only in memory, so that the write-ahead log before it can go. */
    static void checkpoint(PlatformHandle platform) throws SQLException {
        try (var connection = DriverManager.getConnection(platform.administratorJdbcUrl())) {
            run(connection, "checkpoint");
        }
    }

    /** Whether readers of journey-service's feed see every row of it: none stands above a transaction that still runs. */
    static boolean isFeedVisible(PlatformHandle platform) throws SQLException {
        try (var connection = DriverManager.getConnection(platform.jdbcUrl(Part.JOURNEY));
                var statement = connection.createStatement();
                var rows = statement.executeQuery(ALL_VISIBLE)) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    private static String owner(Connection connection, String database) throws SQLException {
        try (var statement = connection.prepareStatement(
                "select pg_get_userbyid(datdba) from pg_database where datname = ?")) {
            statement.setString(1, database);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
