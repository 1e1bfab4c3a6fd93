package io.throughline.kit.feed;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.BatchCallback;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.throughline.kit.error.ErrorMapper;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Tells whoever collects metrics how far a follower is behind. Nobody is asked while nothing is collected; and while nobody can
 * tell, nothing is: a gauge that stood still would look like a follower that keeps up.
 */
final class FeedLagGauges implements AutoCloseable {

    static final String LAG = "throughline.feed.follower.lag";
    static final String DELAY = "throughline.feed.follower.delay";
    static final AttributeKey<String> FEED = AttributeKey.stringKey("throughline.feed.name");

    /** Several collectors, or one that is in a hurry, cost the owner of the feed no more than this often. */
    static final Duration FRESH_FOR = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger(FeedLagGauges.class);

    /** The collector has other metrics to collect. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String feed;
    private final Supplier<FeedLag> lag;
    private final LongSupplier nanos;
    private final ObservableLongMeasurement rows;
    private final ObservableDoubleMeasurement seconds;
    private final BatchCallback registration;

    private CompletableFuture<FeedLag> asked;
    private long askedAt;
    private boolean failing;

    private FeedLagGauges(String feed, Meter meter, Supplier<FeedLag> lag, LongSupplier nanos) {
        this.feed = feed;
        this.lag = lag;
        this.nanos = nanos;
        this.rows = meter.gaugeBuilder(LAG)
                .ofLongs()
                .setUnit("{row}")
                .setDescription("Rows of the slots that this follower reads and has not dealt with; counting ends at "
                        + FeedLag.COUNTED_UP_TO + " in each slot")
                .buildObserver();
        this.seconds = meter.gaugeBuilder(DELAY)
                .setUnit("s")
                .setDescription("How long the oldest row that this follower has not dealt with has been waiting")
                .buildObserver();
        this.registration = meter.batchCallback(this::observe, rows, seconds);
    }

    /**
     * Registers with {@code meter} until closed.
     *
     * @param lag asks the owner of {@code feed}; waits for its answer
     * @param nanos a clock that only measures lengths of time, as {@link System#nanoTime}
     */
    static FeedLagGauges register(String feed, Meter meter, Supplier<FeedLag> lag, LongSupplier nanos) {
        return new FeedLagGauges(feed, meter, lag, nanos);
    }

    @Override
    public void close() {
        registration.close();
    }

    private void observe() {
        measured().ifPresent(now -> {
            var attributes = Attributes.of(FEED, feed);
            rows.record(now.changes(), attributes);
            seconds.record(now.age().toNanos() / 1e9, attributes);
        });
    }

    private synchronized Optional<FeedLag> measured() {
        if (asked == null || asked.isDone() && nanos.getAsLong() - askedAt >= FRESH_FOR.toNanos()) {
            askedAt = nanos.getAsLong();
            asked = CompletableFuture.supplyAsync(lag, Thread::startVirtualThread);
        }
        try {
            var measured = asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            failing = false;
            return Optional.of(measured);
        } catch (ExecutionException failure) {
            return untold(ErrorMapper.kind(failure.getCause()));
        } catch (TimeoutException late) {
            return untold("no answer within " + PATIENCE.toSeconds() + " s");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Told once, not with every collection. */
    private Optional<FeedLag> untold(String why) {
        if (!failing) {
            LOG.warnf("cannot tell for now how far following %s is behind: %s", feed, why);
        }
        failing = true;
        return Optional.empty();
    }
}
