package io.throughline.standalone.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesTest {

    @TempDir
    private Path cache;

    @Test
    void unpacksAnewAfterAnInterruptionAndClearsItsRestsAway() throws Exception {
        var interrupted = cache.resolve("unfinished-" + numberOfAnEndedProcess() + "-1");
        Files.createDirectories(interrupted.resolve("bin"));
        Files.writeString(interrupted.resolve("bin").resolve("postgres"), "half of it");

        var binaries = PostgresBinaries.in(cache, "test");

        assertThat(Shell.run(binaries.program("postgres").toString(), "--version").output())
                .startsWith("postgres (PostgreSQL) 18");
        assertThat(names(cache)).containsExactly("postgresql-test");
    }

    @Test
    void leavesAloneWhatAnotherProcessIsUnpacking() throws Exception {
        var another = new ProcessBuilder("sleep", "60").start();
        try {
            var theirs = Files.createDirectory(cache.resolve("unfinished-" + another.pid() + "-1"));

            PostgresBinaries.in(cache, "test");

            assertThat(theirs).exists();
        } finally {
            another.destroyForcibly();
        }
    }

    @Test
    void unpacksWhereItMayWriteWhenTheUsualPlaceIsClosed() throws IOException {
        var binaries = PostgresBinaries.inOneOf(List.of(closed(), cache.resolve("data")), "test");

        assertThat(binaries.program("postgres")).isEqualTo(cache.resolve("data/postgresql-test/bin/postgres")).exists();
    }

    @Test
    void takesWhatIsUnpackedAlready() throws IOException {
        var unpacked = Files.createDirectories(cache.resolve("data/postgresql-test"));

        var binaries = PostgresBinaries.inOneOf(List.of(cache.resolve("usual"), cache.resolve("data")), "test");

        assertThat(binaries.program("postgres")).isEqualTo(unpacked.resolve("bin/postgres"));
        assertThat(cache.resolve("usual")).doesNotExist();
    }

    @Test
    void saysWhereItLookedWhenItMayWriteNowhere() throws IOException {
        var closed = closed();

        assertThatThrownBy(() -> PostgresBinaries.inOneOf(List.of(closed, closed.resolve("data")), "test"))
                .isInstanceOf(PlatformException.class)
                .hasMessage("PostgreSQL's programs cannot be unpacked, because no folder for them can be written to: "
                        + closed + ", " + closed.resolve("data"));
    }

    /** A folder that nobody, not even root, can make. */
    private Path closed() throws IOException {
        return Files.writeString(cache.resolve("file"), "").resolve("binaries");
    }

    private static long numberOfAnEndedProcess() throws IOException, InterruptedException {
        var process = new ProcessBuilder("true").start();
        process.waitFor();
        return process.pid();
    }

    private static List<String> names(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }
}
