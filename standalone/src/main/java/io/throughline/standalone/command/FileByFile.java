package io.throughline.standalone.command;

import io.throughline.standalone.platform.PlatformException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;

/** Deals with files one by one: a mistake in one keeps no other from being dealt with. */
final class FileByFile {

    private FileByFile() {}

    /** Prints what {@code work} says of each of {@code files}; answers with the exit code, 1 when there was a mistake in any. */
    static int run(CommandLine command, List<Path> files, Function<Path, String> work) {
        int failed = 0;
        for (var file : files) {
            try {
                command.getOut().println(work.apply(file));
            } catch (PlatformException mistake) {
                command.getErr().println(mistake.getMessage());
                failed++;
            }
        }
        return failed == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
