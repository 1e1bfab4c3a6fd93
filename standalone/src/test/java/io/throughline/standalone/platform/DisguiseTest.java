package io.throughline.standalone.platform;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DisguiseTest {

    private static final int NOBODY = 65_534;

    @TempDir
    private Path folder;

    @Test
    void aFolderThatIsClosedToTheUserIsNamed() throws IOException {
        assumeTrue(Disguise.currentUser() == 0, "skipped: only root runs PostgreSQL as somebody else");
        assumeTrue(Shell.run("setpriv", "--version").succeeded(), "skipped: there is no setpriv here");
        var data = Files.createDirectories(folder.resolve("closed/data"));
        permit(folder, "rwxr-xr-x");
        permit(folder.resolve("closed"), "rwx------");

        assertThatThrownBy(() -> Disguise.as(NOBODY).requireReach(data))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining(
                        "to run as user 65534, to whom %s is closed, so that it cannot come to %s:",
                        folder.resolve("closed"),
                        data);
        permit(folder.resolve("closed"), "rwxr-xr-x");
        assertThatCode(() -> Disguise.as(NOBODY).requireReach(data)).doesNotThrowAnyException();
    }

    @Test
    void whoIsNotDisguisedComesEverywhere() {
        assertThatCode(() -> new Disguise(List.of(), -1).requireReach(folder.resolve("none"))).doesNotThrowAnyException();
    }

    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
}
