package io.throughline.standalone.platform;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One part with its process, which is started again whenever it ends without having been asked to.
 *
 * <pre>
 *           start            ready
 *  STOPPED ──────▶ STARTING ──────▶ UP
 *     ▲               │ ▲            │ ends by itself
 *     │ stop          │ └── pause ───┤
 *     └───────────────┴──────────────┘ stop
 * </pre>
 *
 * A part that gives up before it has ever been ready is not tried again: its log tells what is wrong.
 */
final class SupervisedPart {

    private static final Duration START_PATIENCE = Duration.ofMinutes(3);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final Duration CALM = Duration.ofMinutes(1);

    /** A process that a signal ended is said to have ended with this and the signal's number. */
    private static final int SIGNALLED = 128;

    private final Part part;
    private final Program program;
    private final DataFolder data;
    private final Consumer<String> narrator;

    private Process process;
    private boolean wanted;
    private boolean retired;
    private boolean wasReady;
    private Duration pause = SHORTEST_PAUSE;
    private long startedNanos;

    SupervisedPart(Part part, Program program, DataFolder data, Consumer<String> narrator) {
        this.part = part;
        this.program = program;
        this.data = data;
        this.narrator = narrator;
    }

    /**
     * Starts the process; {@link #awaitReady} tells when it is of use.
     *
     * @throws PlatformException when the system does not start it; the part is stopped then
     */
    synchronized void start() {
        if (!wanted && !retired) {
            wanted = true;
            wasReady = false;
            pause = SHORTEST_PAUSE;
            try {
                launch();
            } catch (RuntimeException failure) {
                wanted = false;
                throw failure;
            }
        }
    }

    void awaitReady() {
        boolean ready = Waiting.until(
                START_PATIENCE, () -> !isWanted() || gaveUp() || process().isPresent() && program.isReady());
        if (!ready || gaveUp()) {
            throw new PlatformException("%s did not start; the end of %s:%n%s"
                    .formatted(part.title(), data.log(part), lastLines(data.log(part))));
        }
        synchronized (this) {
            if (!wanted) {
                throw new PlatformException(part.title() + " was stopped while it started");
            }
            wasReady = true;
        }
    }

    synchronized boolean isWanted() {
        return wanted;
    }

    /** The process while there is one. */
    synchronized Optional<Process> process() {
        return Optional.ofNullable(process).filter(Process::isAlive);
    }

    /** Ends the process as {@code kill -9} does; returns when it is gone. One that died just now is waited for. */
    void kill() {
        if (!isWanted() || !Waiting.until(START_PATIENCE, () -> process().isPresent())) {
            throw new PlatformException(part.title() + " is not running");
        }
        process().ifPresent(victim -> victim.destroyForcibly().onExit().join());
    }

    /** Stops for good: nothing starts this part again. */
    void retire() {
        synchronized (this) {
            retired = true;
        }
        stop();
    }

    /** Returns when the process has ended; one that does not end when asked is killed. */
    void stop() {
        Optional<Process> running;
        synchronized (this) {
            wanted = false;
            running = process();
        }
        running.ifPresent(this::end);
    }

    private void end(Process running) {
        program.askToStop(running);
        try {
            if (!running.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                narrator.accept(part.title() + " does not stop when asked; it is killed");
                running.destroyForcibly().waitFor();
            }
            Files.deleteIfExists(data.record(part));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            running.destroyForcibly();
        } catch (IOException failure) {
            narrator.accept("cannot delete " + data.record(part) + ": " + failure.getMessage());
        }
    }

    private void launch() {
        var builder = new ProcessBuilder(Detachment.detached(program.command()))
                .directory(program.workingFolder().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(data.log(part).toFile()));
        builder.environment().putAll(program.environment());
        try {
            var started = builder.start();
            recordOrKill(started);
            process = started;
            startedNanos = System.nanoTime();
            started.onExit().thenAccept(this::ended);
        } catch (IOException | UncheckedIOException failure) {
            throw new PlatformException("cannot start " + part.title() + ": " + failure.getMessage(), failure);
        }
    }

    /** A process without a record would not be known again by a launcher that comes after this one. */
    private void recordOrKill(Process started) {
        try {
            ProcessRecord.of(started, program.mark()).write(data.record(part));
        } catch (UncheckedIOException failure) {
            started.destroyForcibly();
            throw failure;
        }
    }

    private synchronized void ended(Process ended) {
        if (!wanted || ended != process || gaveUp()) {
            return;
        }
        if (System.nanoTime() - startedNanos > CALM.toNanos()) {
            pause = SHORTEST_PAUSE;
        }
        narrator.accept("%s ended unexpectedly (%s); starting it again".formatted(part.title(), reason(ended)));
        launchAfterPause();
    }

    private void launchAfterPause() {
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS).execute(this::launchAgain);
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
    }

    private synchronized void launchAgain() {
        if (!wanted || process().isPresent()) {
            return; // it was stopped meanwhile, and perhaps started anew
        }
        try {
            launch();
        } catch (RuntimeException failure) {
            narrator.accept(failure.getMessage() + "; trying again");
            launchAfterPause();
        }
    }

    /** It never got ready, and ended of its own accord. */
    private synchronized boolean gaveUp() {
        return wanted && !wasReady && !process.isAlive() && !wasKilled(process);
    }

    private static boolean wasKilled(Process ended) {
        return ended.exitValue() > SIGNALLED;
    }

    private static String reason(Process ended) {
        int code = ended.exitValue();
        return wasKilled(ended) ? "killed by signal " + (code - SIGNALLED) : "exit code " + code;
    }

    private static String lastLines(Path log) {
        try {
            var lines = Files.exists(log) ? Files.readAllLines(log) : List.<String>of();
            return String.join("\n", new ArrayList<>(lines).subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException failure) {
            return "(cannot be read: " + failure.getMessage() + ")";
        }
    }
}
