package io.throughline.kit.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.test.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeedLagGaugesIT {

    private static final String NAME = "things";

    private static TestDatabase test;
    private static FeedTable feed;

    private CollectedMetrics metrics;

    @BeforeAll
    static void start() {
        test = TestDatabase.with(
                FeedTables.FEED, FeedTables.TRUNCATION, FeedTables.POSITION, FeedTables.FOLLOWER, FeedTables.LEASE);
        feed = new FeedTable(test.database());
    }

    @AfterAll
    static void stop() {
        test.close();
    }

    @BeforeEach
    void collect() {
        test.database().run("truncate feed, feed_position, feed_follower, feed_lease");
        metrics = CollectedMetrics.ofProcess();
    }

    @AfterEach
    void collectNoMore() {
        metrics.close();
    }

    @Test
    void theLagRisesWhileAFollowerIsHeldUpAndFallsToNothingWhenItHasCaughtUp() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var caughtUp = new CountDownLatch(1);
        var source = new TableSource(feed);
        var nanos = new AtomicLong();
        var heldUp = new FeedHandler<FeedRow>() {
            @Override
            public void handle(Transaction transaction, List<FeedRow> changes) {
                begun.countDown();
                await(goOn);
            }

            @Override
            public void committed() {
                if (source.lag(new FeedPositions(test.database(), NAME).load()).changes() == 0) {
                    caughtUp.countDown();
                }
            }
        };
        append(3);
        test.database().run("update feed set recorded_at = now() - interval '90 seconds'");

        try (var _ = FeedFollower.start(NAME, test.database(), source, heldUp, nanos::get)) {
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(lag()).hasValue(3);
            assertThat(delay().orElseThrow()).isBetween(90.0, 120.0);

            append(4);
            nanos.addAndGet(FeedLagGauges.FRESH_FOR.toNanos());
            assertThat(lag()).hasValue(7);

            goOn.countDown();
            assertThat(caughtUp.await(20, TimeUnit.SECONDS)).isTrue();
            nanos.addAndGet(FeedLagGauges.FRESH_FOR.toNanos());
            assertThat(lag()).hasValue(0);
            assertThat(delay()).hasValue(0);
        }

        assertThat(lag()).as("of a follower that is closed").isEmpty();
    }

    @Test
    void theOwnerOfTheFeedIsAskedOnlySoOften() {
        var asked = new AtomicInteger();
        var nanos = new AtomicLong(7);
        try (var _ = FeedLagGauges.register(
                NAME,
                metrics.meter(),
                () -> new FeedLag(asked.incrementAndGet(), Duration.ZERO),
                nanos::get)) {
            assertThat(asked).as("before anybody collects").hasValue(0);
            assertThat(lag()).hasValue(1);
            assertThat(lag()).hasValue(1);

            nanos.addAndGet(FeedLagGauges.FRESH_FOR.toNanos() - 1);
            assertThat(lag()).hasValue(1);

            nanos.incrementAndGet();
            assertThat(lag()).hasValue(2);
        }
    }

    @Test
    void whileNobodyCanTellNothingIsTold() {
        var isUp = new AtomicInteger();
        var nanos = new AtomicLong();
        try (var _ = FeedLagGauges.register(
                NAME,
                metrics.meter(),
                () -> {
                    if (isUp.get() == 0) {
                        throw Status.UNAVAILABLE.asRuntimeException();
                    }
                    return new FeedLag(5, Duration.ofSeconds(2));
                },
                nanos::get)) {
            assertThat(lag()).isEmpty();

            isUp.set(1);
            nanos.addAndGet(FeedLagGauges.FRESH_FOR.toNanos());
            assertThat(lag()).hasValue(5);
            assertThat(delay()).hasValue(2);
        }
    }

    private OptionalLong lag() {
        return metrics.of(FeedLagGauges.LAG, NAME)
                .map(point -> OptionalLong.of(((LongPointData) point).getValue()))
                .orElse(OptionalLong.empty());
    }

    private OptionalDouble delay() {
        return metrics.of(FeedLagGauges.DELAY, NAME)
                .map(point -> OptionalDouble.of(((DoublePointData) point).getValue()))
                .orElse(OptionalDouble.empty());
    }

    private static void append(int changes) {
        test.database().inTransaction(transaction -> {
            feed.append(
                    transaction,
                    Stream.generate(() -> new FeedEntry(UUID.randomUUID(), UUID.randomUUID(), 1))
                            .limit(changes)
                            .toList());
            return null;
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }
}
