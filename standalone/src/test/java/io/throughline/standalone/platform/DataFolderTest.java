package io.throughline.standalone.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
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
    void saysInASentenceThatItMayNotWrite() throws IOException {
        var closed = Files.writeString(path.resolve("file"), "").resolve("data");

        assertThatThrownBy(() -> DataFolder.hold(closed, PORTS))
                .isInstanceOf(PlatformException.class)
                .hasMessage(closed + " cannot be written to; keep the data elsewhere with --data");
    }
}
