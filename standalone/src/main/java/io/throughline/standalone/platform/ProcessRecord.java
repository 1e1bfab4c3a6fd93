package io.throughline.standalone.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which process we started, kept in a file so that a launcher that comes after a killed one knows it again.
 *
 * <p>The system gives the number of an ended process to another one. So the number alone proves nothing: the time of start
 * must agree, and {@code mark}, which we put on the command line, must stand there.
 */
record ProcessRecord(long pid, Instant startedAt, String mark) {

    /** The system counts from its boot, whose time it rounds to the second. */
    private static final Duration TOLERANCE = Duration.ofSeconds(3);

    static ProcessRecord of(Process process, String mark) {
        return new ProcessRecord(process.pid(), process.info().startInstant().orElseGet(Instant::now), mark);
    }

    void write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, List.of(Long.toString(pid), startedAt.toString(), mark));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What the file says; empty when there is none, or when whoever wrote it was killed while writing. */
    static Optional<ProcessRecord> read(Path file) {
        try {
            var lines = Files.exists(file) ? Files.readAllLines(file) : List.<String>of();
            return lines.size() < 3
                    ? Optional.empty()
                    : Optional.of(new ProcessRecord(
                            Long.parseLong(lines.get(0)), Instant.parse(lines.get(1)), lines.get(2)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The process, if it still runs and is ours. */
    Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isOurs);
    }

    private boolean isOurs(ProcessHandle process) {
        var started = process.info().startInstant();
        boolean sameStart = started.isPresent()
                && Duration.between(started.get(), startedAt).abs().compareTo(TOLERANCE) <= 0;
        return sameStart && isMarked(process, mark);
    }

    /** Whether {@code mark} is one of the arguments that {@code process} was started with. */
    static boolean isMarked(ProcessHandle process, String mark) {
        var arguments = arguments(process);
        return arguments.isEmpty()
                ? process.info().commandLine().filter(line -> line.contains(mark)).isPresent()
                : arguments.contains(mark);
    }

    /** What {@code process} was started with; empty where the operating system does not tell one from the next. */
    static List<String> arguments(ProcessHandle process) {
        var listing = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        if (!Files.isReadable(listing)) {
            return process.info().arguments().map(List::of).orElse(List.of());
        }
        try {
            return List.of(Files.readString(listing).split("\0"));
        } catch (IOException ended) {
            return List.of();
        }
    }
}
