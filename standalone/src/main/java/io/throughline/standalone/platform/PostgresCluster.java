package io.throughline.standalone.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * PostgreSQL's data: made once, whole or not at all; durable; reachable from this machine only, with a password that stands in
 * the folder.
 */
final class PostgresCluster {

    private static final String MAJOR_VERSION = "18";
    private static final String ADMINISTRATOR = "postgres";
    private static final String OWNER = "throughline";

    /** What was acknowledged survives the loss of power; see the design's third law. */
    private static final Map<String, String> USUAL_SETTINGS = Map.ofEntries(
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("max_connections", "100"),
            Map.entry("max_locks_per_transaction", "256"),
            Map.entry("shared_buffers", "256MB"),
            Map.entry("work_mem", "16MB"),
            Map.entry("maintenance_work_mem", "64MB"),
            Map.entry("effective_cache_size", "1GB"),
            Map.entry("max_wal_size", "2GB"),
            Map.entry("checkpoint_timeout", "15min"),
            Map.entry("random_page_cost", "1.1"),
            Map.entry("log_timezone", "UTC"),
            Map.entry("timezone", "UTC"));

    private final Path folder;
    private final int port;
    private final PostgresBinaries binaries;
    private final Disguise disguise;

    private PostgresCluster(Path folder, int port, PostgresBinaries binaries, Disguise disguise) {
        this.folder = folder;
        this.port = port;
        this.binaries = binaries;
        this.disguise = disguise;
    }

    /** The cluster in {@code folder}; makes it when it is not there. */
    static PostgresCluster in(Path folder, int port, PostgresBinaries binaries) {
        var disguise = Disguise.forCluster(folder);
        disguise.requireReach(Files.exists(folder) ? folder : folder.getParent());
        disguise.requireReach(binaries.program("postgres"));
        var cluster = new PostgresCluster(folder, port, binaries, disguise);
        if (!Files.exists(folder)) {
            cluster.make();
        }
        cluster.check();
        return cluster;
    }

    Path folder() {
        return folder;
    }

    /** The command line that serves this cluster. */
    List<String> command(Map<String, String> settings) {
        var all = new LinkedHashMap<>(USUAL_SETTINGS);
        all.putAll(settings);
        var command = disguised("postgres", "-D", folder.toString(), "-p", Integer.toString(port));
        all.forEach((name, value) -> {
            command.add("-c");
            command.add(name + "=" + value);
        });
        return command;
    }

    /** Ends all connections, writes a checkpoint, and returns when the server has ended. */
    void stop() {
        stop(folder, binaries, disguise);
    }

    /** Whether the server takes connections. */
    boolean isReady() {
        try (var connection = DriverManager.getConnection(administratorJdbcUrl())) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }

    /** Makes the role and the databases of the services that are not there yet. */
    void prepareDatabases() {
        try (var connection = DriverManager.getConnection(administratorJdbcUrl())) {
            if (!exists(connection, "select from pg_roles where rolname = ?", OWNER)) {
                run(connection, "create role %s login password '%s'".formatted(OWNER, password()));
            }
            for (var service : Part.services()) {
                if (!exists(connection, "select from pg_database where datname = ?", service.word())) {
                    run(connection, "create database %s owner %s".formatted(service.word(), OWNER));
                }
            }
        } catch (SQLException failure) {
            throw new PlatformException("cannot prepare the databases: " + failure.getMessage(), failure);
        }
    }

    String owner() {
        return OWNER;
    }

    String password() {
        try {
            return Files.readString(passwordFile(folder)).strip();
        } catch (IOException failure) {
            throw new PlatformException("cannot read " + passwordFile(folder) + ", which the database needs", failure);
        }
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    String jdbcUrlWithPassword(Part service) {
        return jdbcUrl(service.word()) + "?user=" + OWNER + "&password=" + password();
    }

    String administratorJdbcUrl() {
        return jdbcUrl("postgres") + "?user=" + ADMINISTRATOR + "&password=" + password() + "&connectTimeout=5";
    }

    /** Ends the server that a launcher before us left behind, if there is one; a foreign process is never touched. */
    static void stopOrphan(Path folder, PostgresBinaries binaries) {
        if (postmaster(folder).isPresent()) {
            stop(folder, binaries, Disguise.forCluster(folder));
        }
    }

    /** The server of this folder, by the file that PostgreSQL itself keeps there. */
    static Optional<ProcessHandle> postmaster(Path folder) {
        try {
            var file = folder.resolve("postmaster.pid");
            var lines = Files.exists(file) ? Files.readAllLines(file) : List.<String>of();
            return lines.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                            .filter(process -> ProcessRecord.isMarked(process, folder.toString()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void stop(Path folder, PostgresBinaries binaries, Disguise disguise) {
        var command = new ArrayList<>(disguise.prefix());
        command.addAll(List.of(
                binaries.program("pg_ctl").toString(), "stop", "-D", folder.toString(), "-m", "fast", "-w", "-t", "120"));
        var result = Shell.run(command, Map.of());
        if (!result.succeeded() && postmaster(folder).isPresent()) {
            throw new PlatformException("PostgreSQL does not stop: " + result.output());
        }
    }

    private void make() {
        var unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished");
        Folders.delete(unfinished);
        Folders.create(unfinished);
        disguise.handOver(unfinished);
        var password = folder.resolveSibling("postgresql.password");
        try {
            writePassword(password);
            var command = disguised(
                    "initdb",
                    "--pgdata=" + unfinished,
                    "--username=" + ADMINISTRATOR,
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C",
                    "--data-checksums");
            var result = Shell.run(command, Map.of("TZ", "UTC"));
            if (!result.succeeded()) {
                throw new PlatformException("PostgreSQL cannot make its data in " + unfinished + ":\n" + result.output());
            }
            Files.move(password, passwordFile(unfinished));
            Folders.rename(unfinished, folder);
        } catch (IOException failure) {
            throw new PlatformException("cannot write below " + folder.getParent() + ": " + failure.getMessage(), failure);
        }
    }

    private void writePassword(Path file) throws IOException {
        var secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(
                        PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, HexFormat.of().formatHex(secret) + "\n");
        disguise.handOver(file);
    }

    private void check() {
        var file = folder.resolve("PG_VERSION");
        try {
            var version = Files.exists(file) ? Files.readString(file).strip() : "none";
            if (!version.equals(MAJOR_VERSION)) {
                throw new PlatformException(folder + " holds data of PostgreSQL version " + version + ", not of "
                        + MAJOR_VERSION + "; move it away, or use another folder with --data");
            }
        } catch (IOException failure) {
            throw new PlatformException("cannot read " + file + ": " + failure.getMessage(), failure);
        }
    }

    private ArrayList<String> disguised(String program, String... arguments) {
        var command = new ArrayList<>(disguise.prefix());
        command.add(binaries.program(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static Path passwordFile(Path cluster) {
        return cluster.resolve("throughline.password");
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
