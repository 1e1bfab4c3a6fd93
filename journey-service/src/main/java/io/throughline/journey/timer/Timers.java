package io.throughline.journey.timer;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.throughline.journey.clock.Clock;
import io.throughline.journey.clock.ClockMode;
import io.throughline.journey.clock.ClockMoved;
import io.throughline.journey.clock.ClockReading;
import io.throughline.kit.error.ErrorMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Fires timers for as long as this service runs: at once when this replica's clock is moved, at the time of the next timer
 * when the clock is live, and looks once a second for what other replicas have set or moved.
 */
@ApplicationScoped
public class Timers {

    private static final Logger LOG = Logger.getLogger(Timers.class);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration SHORTEST_SLEEP = Duration.ofMillis(20);
    private static final Duration SOMEBODY_ELSES = Duration.ofMillis(250);

    private final DueTimers due;
    private final Clock clock;
    private final Semaphore raised = new Semaphore(0);
    private final Thread thread = Thread.ofVirtual().name("timers").unstarted(this::run);
    private volatile boolean stopped;

    @Inject
    public Timers(DueTimers due, Clock clock) {
        this.due = due;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void look(@Observes ClockMoved event) {
        raised.release();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        thread.interrupt();
        thread.join(Duration.ofSeconds(5));
    }

    private void run() {
        boolean failing = false;
        while (!stopped) {
            try {
                boolean fired = due.fire() > 0;
                failing = false;
                if (!fired) {
                    sleep(untilNext(clock.read(), due.next()));
                }
            } catch (InterruptedException stop) {
                return;
            } catch (RuntimeException failure) {
                if (stopped) {
                    return;
                }
                if (!failing || !ErrorMapper.isUnreachable(failure)) {
                    LOG.warnf("timers cannot fire for now: %s", ErrorMapper.refusalFor(failure).getMessage());
                }
                failing = true;
                pauseAfterFailure();
            }
        }
    }

    private static Duration untilNext(ClockReading reading, Optional<Instant> next) {
        if (reading.mode() == ClockMode.REPLAY || next.isEmpty()) {
            return LOOK_AGAIN;
        }
        var left = Duration.between(reading.timeOfDay(), next.get());
        if (left.isNegative()) {
            return SOMEBODY_ELSES; // it is due, and could not be fired: whoever holds its customer may do it
        }
        return left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN;
    }

    private void sleep(Duration duration) throws InterruptedException {
        var longEnough = duration.compareTo(SHORTEST_SLEEP) < 0 ? SHORTEST_SLEEP : duration;
        if (raised.tryAcquire(longEnough.toMillis(), TimeUnit.MILLISECONDS)) {
            raised.drainPermits();
        }
    }

    private void pauseAfterFailure() {
        try {
            Thread.sleep(LOOK_AGAIN);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
