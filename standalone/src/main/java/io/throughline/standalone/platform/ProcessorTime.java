package io.throughline.standalone.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** How long a process and those that it started have had a processor, as Linux counts it. */
final class ProcessorTime {

    private static final Path PROCESSES = Path.of("/proc");

    /** Places after the name: in the process itself and for it in the kernel, and the same of its children that have ended. */
    private static final int FIRST = 11;

    private static final int LAST = 14;

    private ProcessorTime() {}

    /** Empty where it is not told. */
    static Optional<Duration> of(Process process) {
        return own(process.pid()).map(own -> process.descendants()
                .map(child -> own(child.pid()).orElse(Duration.ZERO))
                .reduce(own, Duration::plus));
    }

    private static Optional<Duration> own(long pid) {
        try {
            var stat = PROCESSES.resolve(Long.toString(pid)).resolve("stat");
            return Optional.of(read(Files.readString(stat, StandardCharsets.ISO_8859_1)));
        } catch (IOException endedOrNotLinux) {
            return Optional.empty();
        }
    }

    /** @param stat a line of {@code /proc/PID/stat} */
    static Duration read(String stat) {
        // The name stands in brackets, and may itself hold some, and blanks.
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = Stream.of(fields).skip(FIRST).limit(LAST - FIRST + 1).mapToLong(Long::parseLong).sum();
        return Duration.ofSeconds(1).multipliedBy(ticks).dividedBy(Clock.TICKS_PER_SECOND);
    }

    /** Asked when it is needed first. */
    private static final class Clock {

        private static final long USUAL = 100;
        static final long TICKS_PER_SECOND = ask();

        private static long ask() {
            var told = Shell.run("getconf", "CLK_TCK");
            return told.succeeded() && told.output().matches("[1-9]\\d*") ? Long.parseLong(told.output()) : USUAL;
        }
    }
}
