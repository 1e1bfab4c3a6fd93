package io.throughline.standalone.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    private static final Ports PORTS = Ports.from(21_000);

    @TempDir
    private Path path;

    @Test
    void tellsWhereThePlatformListens() {
        try (var _ = DataFolder.hold(path, PORTS)) {
            assertThat(DataFolder.running(path)).map(Announcement::ports).contains(PORTS);
        }
    }

    @Test
    void aSecondLauncherIsToldWhoHoldsTheFolder() {
        try (var _ = DataFolder.hold(path, PORTS)) {
            assertThatThrownBy(() -> DataFolder.hold(path, Ports.from(22_000)))
                    .isInstanceOf(PlatformException.class)
                    .hasMessageContaining(path.toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("http://localhost:21003/");
        }
    }

    @Test
    void nothingRunsOnAFolderThatWasLeft() {
        DataFolder.hold(path, PORTS).close();

        assertThat(DataFolder.running(path)).isEmpty();
    }

    @Test
    void whatAKilledLauncherAnnouncedDoesNotCount() throws IOException {
        Files.writeString(path.resolve("lock"), new Announcement(1, PORTS).written());

        assertThat(DataFolder.running(path)).isEmpty();
    }

    @Test
    void aFolderThatWasLeftCanBeHeldAgain() {
        DataFolder.hold(path, PORTS).close();

        try (var again = DataFolder.hold(path, PORTS)) {
            assertThat(again.path()).isEqualTo(path);
        }
    }

    @Test
    void scattersNothingAmongTheFilesOfOthers() throws IOException {
        Files.writeString(path.resolve("thesis.txt"), "");

        assertThatThrownBy(() -> DataFolder.hold(path, PORTS))
                .isInstanceOf(PlatformException.class)
                .hasMessageStartingWith(path + " holds other files and is no data folder of Throughline");
        assertThat(path).isDirectoryNotContaining("glob:**lock");
    }

    @Test
    void whatASingleRunLeftInTheUsualFolderIsNoHindrance() throws IOException {
        Files.createDirectory(path.resolve("binaries"));
        Files.createDirectory(path.resolve("once"));

        DataFolder.hold(path, PORTS).close();

        assertThat(path.resolve("lock")).exists();
    }

    @Test
    void aRefusedStartLeavesNoTrace() {
        var made = path.resolve("a/b");
        try (var data = DataFolder.hold(made, PORTS)) {
            data.abandon();
        }
        assertThat(path).isEmptyDirectory();
    }

    @Test
    void aRefusedStartTakesNothingAwayThatWasThere() throws IOException {
        DataFolder.hold(path, PORTS).close();
        try (var data = DataFolder.hold(path, PORTS)) {
            data.abandon();
        }
        assertThat(path.resolve("lock")).exists();

        var used = path.resolve("used");
        try (var data = DataFolder.hold(used, PORTS)) {
            Files.createDirectory(data.logs());
            data.abandon();
        }
        assertThat(used.resolve("lock")).exists();
    }

    @Test
    void aFileIsNoDataFolder() throws IOException {
        var file = Files.writeString(path.resolve("file"), "");

        assertThatThrownBy(() -> DataFolder.hold(file, PORTS)).hasMessageStartingWith(file + " is a file");
        assertThatThrownBy(() -> DataFolder.running(file)).hasMessageStartingWith(file + " is a file");
    }

    @Test
    void whyTheSystemRefusesIsSaid() {
        assertThat(Reason.of(new AccessDeniedException("/a/lock"))).isEqualTo("permission denied");
        assertThat(Reason.of(new NoSuchFileException("/proc/x"))).contains("none can be made there");
        assertThat(Reason.of(new FileSystemException("/a", null, "No space left"))).isEqualTo("No space left");
    }

    @Test
    void saysInASentenceThatItMayNotWrite() throws IOException {
        var closed = Files.writeString(path.resolve("file"), "").resolve("data");

        assertThatThrownBy(() -> DataFolder.hold(closed, PORTS))
                .isInstanceOf(PlatformException.class)
                .hasMessage(closed + " cannot be written to; keep the data elsewhere with --data");
    }
}
