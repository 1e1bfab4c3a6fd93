package io.throughline.standalone.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Data folders for a single run, which go with it. One whose launcher was killed is cleared away by the next run: its parts are
 * stopped, and it is deleted.
 */
final class TemporaryData {

    private TemporaryData() {}

    /** A new folder below {@code parent}; its name holds the number of this process. */
    static Path make(Path parent) {
        if (!Folders.isWritable(parent)) {
            throw new PlatformException(parent + " cannot be written to, and a run on data of its own keeps them there");
        }
        Folders.create(parent);
        try {
            return Files.createTempDirectory(parent, ProcessHandle.current().pid() + "-");
        } catch (IOException failure) {
            throw new PlatformException("cannot write below " + parent + ": " + failure.getMessage(), failure);
        }
    }

    static void clearLeftovers(Path parent, PostgresBinaries binaries, Consumer<String> narrator) {
        if (!Files.isDirectory(parent)) {
            return;
        }
        try (var folders = Files.newDirectoryStream(parent, "*-*")) {
            for (var folder : folders) {
                long owner = Long.parseLong(folder.getFileName().toString().split("-")[0]);
                if (ProcessHandle.of(owner).isEmpty() && DataFolder.running(folder).isEmpty()) {
                    clear(folder, binaries, narrator);
                }
            }
        } catch (IOException failure) {
            throw new PlatformException("cannot look into " + parent + ": " + failure.getMessage(), failure);
        }
    }

    private static void clear(Path folder, PostgresBinaries binaries, Consumer<String> narrator) {
        try (var data = DataFolder.hold(folder, Ports.from(Ports.USUAL_BASE))) {
            Orphans.stop(data, binaries, narrator);
        }
        Folders.delete(folder);
    }
}
