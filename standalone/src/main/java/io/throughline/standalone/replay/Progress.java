package io.throughline.standalone.replay;

import io.throughline.standalone.mapping.LogFile;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows on a terminal how much of a log has been read. Shows nothing where the output is no terminal. */
final class Progress implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final int KIBI = 1024;

    private final LogFile log;
    private final Optional<ProgressBar> bar;
    private final Thread watcher;

    private Progress(LogFile log, Optional<ProgressBar> bar) {
        this.log = log;
        this.bar = bar;
        this.watcher = Thread.ofVirtual().start(() -> bar.ifPresent(this::watch));
    }

    static Progress of(LogFile log) throws IOException {
        var console = System.console();
        return new Progress(
                log, console == null || !console.isTerminal() ? Optional.empty() : Optional.of(bar(log.size())));
    }

    @Override
    public void close() {
        watcher.interrupt();
        bar.ifPresent(shown -> {
            shown.stepTo(log.bytesRead());
            shown.close();
        });
    }

    private static ProgressBar bar(long size) {
        return new ProgressBarBuilder()
                .setTaskName("replaying")
                .setInitialMax(size)
                .setUnit(" KiB", KIBI)
                .setStyle(ProgressBarStyle.ASCII)
                .build();
    }

    private void watch(ProgressBar shown) {
        try {
            while (true) {
                Thread.sleep(LOOK_EVERY);
                shown.stepTo(log.bytesRead());
            }
        } catch (InterruptedException done) {
            Thread.currentThread().interrupt();
        }
    }
}
