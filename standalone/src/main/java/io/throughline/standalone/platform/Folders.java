package io.throughline.standalone.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/** What we do with whole folders. */
public final class Folders {

    private Folders() {}

    public static void create(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new PlatformException("cannot make the folder " + folder + ": " + Reason.of(failure), failure);
        }
    }

    /** Whether we may write in {@code folder}, or, when there is none yet, may make it. */
    static boolean isWritable(Path folder) {
        var nearest = folder.toAbsolutePath();
        while (!Files.exists(nearest)) {
            nearest = nearest.getParent();
        }
        return Files.isDirectory(nearest) && Files.isWritable(nearest);
    }

    /** Deletes a folder with all that is in it; nothing happens when it is not there. Links are not followed. */
    public static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path left, IOException failure) throws IOException {
                    if (failure != null) {
                        throw failure;
                    }
                    Files.delete(left);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException failure) {
            throw new PlatformException("cannot delete " + folder + ": " + failure, failure);
        }
    }

    /** Gives a finished folder its name, all at once. */
    static void rename(Path finished, Path name) {
        try {
            Files.move(finished, name, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException failure) {
            throw new PlatformException(name.getParent() + " is on a file system that cannot rename a folder", failure);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
