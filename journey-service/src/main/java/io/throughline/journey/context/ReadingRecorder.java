package io.throughline.journey.context;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.throughline.journey.feed.JourneyFeed;
import io.throughline.journey.interaction.NewReading;
import io.throughline.kit.error.ErrorMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * Records readings of contexts in the background, some hundred at a time, so that whoever reads waits for nothing. A stop of the
 * service records what it still has; a kill loses it, and nobody was told otherwise. While nothing is read, nothing is done.
 */
@ApplicationScoped
public class ReadingRecorder {

    private static final Logger LOG = Logger.getLogger(ReadingRecorder.class);

    /** Beyond it readings are let go: the database does not keep up, and memory is for others. */
    private static final int MOST_WAITING = 10_000;

    private static final int BATCH = 500;

    /** How long the first of a batch waits for others. */
    private static final Duration GATHER = Duration.ofMillis(200);

    private static final int ATTEMPTS = 3;
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ReadingAppend append;
    private final JourneyFeed feed;

    /** What is empty only wakes the thread. */
    private final BlockingQueue<Optional<NewReading>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

    private final LongAdder lost = new LongAdder();
    private final Thread thread = Thread.ofVirtual().name("record-readings").unstarted(this::work);
    private volatile boolean stopped;

    @Inject
    public ReadingRecorder(ReadingAppend append, JourneyFeed feed) {
        this.append = append;
        this.feed = feed;
    }

    void start(@Observes StartupEvent started) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        stopped = true;
        waiting.offer(Optional.empty());
        thread.join(PATIENCE);
    }

    /** Has {@code reading} recorded soon; returns at once. */
    void record(NewReading reading) {
        if (!waiting.offer(Optional.of(reading))) {
            lost.increment();
        }
    }

    private void work() {
        try {
            while (!stopped || !waiting.isEmpty()) {
                write(gather());
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private List<NewReading> gather() throws InterruptedException {
        var batch = new ArrayList<NewReading>();
        waiting.take().ifPresent(batch::add);
        long end = System.nanoTime() + GATHER.toNanos();
        while (batch.size() < BATCH) {
            var next = waiting.poll(stopped ? 0 : end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                break;
            }
            next.ifPresent(batch::add);
        }
        return batch;
    }

    private void write(List<NewReading> batch) throws InterruptedException {
        for (int attempt = 1; !batch.isEmpty(); attempt++) {
            try {
                if (append.append(batch)) {
                    feed.raise();
                }
                tellWhatIsLost();
                return;
            } catch (RuntimeException failure) {
                if (stopped || attempt == ATTEMPTS) {
                    lost.add(batch.size());
                    LOG.warnf("cannot record readings of contexts: %s", ErrorMapper.refusalFor(failure).getMessage());
                    tellWhatIsLost();
                    return;
                }
                Thread.sleep(TRY_AGAIN);
            }
        }
    }

    private void tellWhatIsLost() {
        long number = lost.sumThenReset();
        if (number > 0) {
            LOG.warnf("%d readings of contexts were not recorded: handovers after them seem to lack context", number);
        }
    }
}
