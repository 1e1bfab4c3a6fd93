package io.throughline.standalone.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryDataTest {

    private final List<String> told = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void staysInTheProjectWhereItMayWriteThere() {
        var usual = folder.resolve("data");

        assertThat(TemporaryData.home(usual, folder, told::add)).isEqualTo(usual);
        assertThat(told).isEmpty();
    }

    @Test
    void goesToAFolderOfTheUsersOwnWhenTheProjectIsClosedAndSaysWhich() throws IOException {
        var usual = closed();
        var own = folder.resolve("throughline-" + Disguise.currentUser());

        assertThat(TemporaryData.home(usual, folder, told::add)).isEqualTo(own);
        assertThat(TemporaryData.home(usual, folder, told::add)).as("the next run").isEqualTo(own);
        assertThat(Files.getPosixFilePermissions(own)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(told).containsOnly(usual + " cannot be written to; this run keeps its data below " + own);
        assertThat(TemporaryData.make(TemporaryData.parent(own))).isEmptyDirectory().startsWith(own);
    }

    @Test
    void doesNotRunWhatOthersMayHaveLaidThere() throws IOException {
        var usual = closed();
        var own = Files.createDirectory(folder.resolve("throughline-" + Disguise.currentUser()));
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> TemporaryData.home(usual, folder, told::add))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining(own + ", which would be used instead, is not a folder of yours alone");
        Files.delete(own);
        Files.createSymbolicLink(own, Files.createDirectory(folder.resolve("elsewhere")));
        assertThatThrownBy(() -> TemporaryData.home(usual, folder, told::add)).isInstanceOf(PlatformException.class);
    }

    /** A folder that nobody, not even root, can make. */
    private Path closed() throws IOException {
        return Files.writeString(folder.resolve("file"), "").resolve("data");
    }
}
