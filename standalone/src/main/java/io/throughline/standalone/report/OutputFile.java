package io.throughline.standalone.report;

import io.throughline.standalone.platform.PlatformException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command is told to write in the end: whether it can be is said before the work begins. */
public final class OutputFile {

    private OutputFile() {}

    /**
     * @param file {@code null} when none is wanted
     * @throws PlatformException when it cannot be written
     */
    public static void check(Path file) {
        if (file == null) {
            return;
        }
        var folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            throw new PlatformException("cannot write " + file + ": it is a folder; name a file");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new PlatformException("cannot write " + file + ": there is no folder " + folder + "; make it first");
        }
        if (!Files.isWritable(Files.exists(file) ? file : folder)) {
            throw new PlatformException("cannot write " + file + ": there is no permission");
        }
    }
}
