package io.throughline.standalone.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL's data through the troubles of a machine: interrupted first starts, killed launchers, killed servers. */
class PostgresClusterIT {

    private static PostgresBinaries binaries;

    @TempDir
    private Path data;

    private final List<String> told = new ArrayList<>();

    @BeforeAll
    static void unpack() {
        binaries = PostgresBinaries.in(Path.of("target", "binaries").toAbsolutePath(), "test");
    }

    /** As root, PostgreSQL may have to run as somebody else. */
    @BeforeEach
    void letEverybodyPass() throws IOException {
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void beginsAnewAfterAnInterruptedFirstStart() throws IOException {
        var unfinished = Files.createDirectories(data.resolve("postgresql.unfinished").resolve("base"));
        Files.writeString(unfinished.resolve("rest"), "of an interrupted initdb");

        var cluster = cluster();

        assertThat(cluster.folder().resolve("PG_VERSION")).hasContent("18");
        assertThat(data.resolve("postgresql.unfinished")).doesNotExist();
    }

    @Test
    void keepsWhatWasCommittedWhenTheServerIsKilled() throws SQLException {
        var cluster = cluster();
        try (var folder = DataFolder.hold(data, Ports.free())) {
            var server = server(cluster, folder);
            run(cluster, "create table kept as select 1 as one");

            server.kill();
            server.awaitReady();

            assertThat(number(cluster, "select one from kept")).isEqualTo(1);
            assertThat(told).anyMatch(line -> line.startsWith("PostgreSQL ended unexpectedly (killed by signal 9)"));
            server.retire();
        }
        assertThat(PostgresCluster.postmaster(cluster.folder())).isEmpty();
    }

    @Test
    void endsTheServerThatAKilledLauncherLeftBehind() throws IOException {
        var cluster = cluster();
        var orphan = new ProcessBuilder(cluster.command(Map.of()))
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("orphan.log").toFile())
                .start();
        assertThat(Waiting.until(Duration.ofSeconds(30), cluster::isReady)).isTrue();

        PostgresCluster.stopOrphan(cluster.folder(), binaries);

        assertThat(orphan.onExit().orTimeout(10, TimeUnit.SECONDS).join().exitValue()).isZero();
    }

    @Test
    void neverTouchesAForeignProcessThatHasGotTheNumber() throws IOException {
        var cluster = cluster();
        var foreign = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(cluster.folder().resolve("postmaster.pid"), foreign.pid() + "\n" + cluster.folder() + "\n");

            PostgresCluster.stopOrphan(cluster.folder(), binaries);

            assertThat(foreign.isAlive()).isTrue();
        } finally {
            foreign.destroyForcibly();
        }
    }

    @Test
    void refusesDataOfAnotherVersion() throws IOException {
        var folder = Files.createDirectories(data.resolve("postgresql"));
        Files.writeString(folder.resolve("PG_VERSION"), "16\n");

        assertThatThrownBy(this::cluster)
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("version 16")
                .hasMessageContaining("--data");
    }

    private PostgresCluster cluster() {
        return PostgresCluster.in(data.resolve("postgresql"), Ports.free().of(Part.POSTGRESQL), binaries);
    }

    private SupervisedPart server(PostgresCluster cluster, DataFolder folder) {
        Folders.create(folder.logs());
        var server = new SupervisedPart(
                Part.POSTGRESQL, new PostgresProgram(cluster, Map.of()), folder, told::add);
        server.start();
        server.awaitReady();
        return server;
    }

    private static void run(PostgresCluster cluster, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(cluster.administratorJdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int number(PostgresCluster cluster, String query) throws SQLException {
        try (var connection = DriverManager.getConnection(cluster.administratorJdbcUrl());
                var rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
