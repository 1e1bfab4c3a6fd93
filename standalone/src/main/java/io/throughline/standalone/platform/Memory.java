package io.throughline.standalone.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** How much memory a process really occupies. */
final class Memory {

    private static final String LINUX_RESIDENT = "VmRSS:";

    private Memory() {}

    /** Resident memory in bytes; empty when the system does not tell. */
    static Optional<Long> resident(Process process) {
        return resident(process.pid());
    }

    static Optional<Long> resident(long pid) {
        return fromLinux(pid).or(() -> fromPs(pid));
    }

    /** Without a process of its own, which would take from what is being measured. */
    private static Optional<Long> fromLinux(long pid) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith(LINUX_RESIDENT))
                    .findFirst()
                    .map(line -> kibibytes(line.substring(LINUX_RESIDENT.length()).replace("kB", "").strip()));
        } catch (IOException | UncheckedIOException noLinuxOrEnded) {
            return Optional.empty();
        }
    }

    private static Optional<Long> fromPs(long pid) {
        var result = Shell.run("ps", "-o", "rss=", "-p", Long.toString(pid));
        return result.succeeded() && result.output().matches("\\d+")
                ? Optional.of(kibibytes(result.output()))
                : Optional.empty();
    }

    private static long kibibytes(String number) {
        return Long.parseLong(number) * 1024;
    }
}
