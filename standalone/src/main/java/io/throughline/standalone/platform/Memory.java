package io.throughline.standalone.platform;

import java.util.Optional;

/** How much memory a process really occupies. */
final class Memory {

    private Memory() {}

    /** Resident memory in bytes; empty when the system's {@code ps} does not tell. */
    static Optional<Long> resident(Process process) {
        return resident(process.pid());
    }

    static Optional<Long> resident(long pid) {
        var result = Shell.run("ps", "-o", "rss=", "-p", Long.toString(pid));
        return result.succeeded() && result.output().matches("\\d+")
                ? Optional.of(Long.parseLong(result.output()) * 1024)
                : Optional.empty();
    }
}
