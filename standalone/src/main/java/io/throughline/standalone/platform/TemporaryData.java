package io.throughline.standalone.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Data folders for a single run, which go with it. One whose launcher was killed is cleared away by the next run: its parts are
 * stopped, and it is deleted.
 */
final class TemporaryData {

    private static final String ONCE = "once";
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

    private TemporaryData() {}

    /**
     * The folder that is to hold {@code once/} and, when they are nowhere else, PostgreSQL's programs: {@code usual}, or, when
     * that cannot be written to, as in a project of somebody else's, a folder of this user's in {@code temporary}.
     *
     * @param narrator told when it is not the usual one
     * @throws PlatformException when others could put something into it
     */
    static Path home(Path usual, Path temporary, Consumer<String> narrator) {
        if (Folders.isWritable(usual.resolve(ONCE))) {
            return usual;
        }
        var own = temporary.resolve("throughline-" + Disguise.currentUser());
        try {
            if (!Files.exists(own, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(own, PosixFilePermissions.asFileAttribute(PRIVATE));
            }
            if (!isPrivate(own)) {
                throw new PlatformException(usual + " cannot be written to, and " + own
                        + ", which would be used instead, is not a folder of yours alone; delete it, or chmod 700 it");
            }
        } catch (IOException failure) {
            throw new PlatformException(
                    usual + " cannot be written to, and neither can " + temporary + ": " + failure.getMessage(), failure);
        }
        narrator.accept(usual + " cannot be written to; this run keeps its data below " + own);
        return own;
    }

    /** Where the data folders of single runs are. */
    static Path parent(Path home) {
        return home.resolve(ONCE);
    }

    /** What runs from here must not be laid here by others. */
    private static boolean isPrivate(Path folder) throws IOException {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Disguise.ownerOf(folder) == Disguise.currentUser()
                && PRIVATE.containsAll(Files.getPosixFilePermissions(folder));
    }

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
