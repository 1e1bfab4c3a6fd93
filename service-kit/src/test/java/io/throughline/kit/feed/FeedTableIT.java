package io.throughline.kit.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.feed.v1.SlotPosition;
import io.throughline.kit.test.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeedTableIT {

    private static final UUID CUSTOMER = UUID.fromString("01890000-0000-7000-8000-000000000001");

    private static TestDatabase test;
    private static FeedTable feed;

    @BeforeAll
    static void start() {
        test = TestDatabase.with(FeedTables.FEED, FeedTables.TRUNCATION);
        feed = new FeedTable(test.database());
    }

    @AfterAll
    static void stop() {
        test.close();
    }

    @BeforeEach
    void empty() {
        test.database().run("truncate feed");
    }

    @Test
    void aWriterThatCommitsLateIsNeverSkipped() throws Exception {
        var earlier = new UUID(0, 1);
        var later = new UUID(0, 2);
        var written = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        var slowWriter = CompletableFuture.runAsync(() -> test.database().inTransaction(transaction -> {
            feed.append(transaction, List.of(new FeedEntry(CUSTOMER, earlier, 1)));
            written.countDown();
            awaitUninterruptibly(mayCommit);
            return null;
        }), Thread::startVirtualThread);
        written.await();

        append(later, 1);

        assertThat(feed.read(beginning(), 10)).as("the earlier writer still runs").isEmpty();
        assertThat(feed.lag(beginning(), 0).changes()).isEqualTo(1);
        mayCommit.countDown();
        slowWriter.join();
        assertThat(feed.read(beginning(), 10)).extracting(FeedRow::subject).containsExactly(earlier, later);
    }

    @Test
    void aReaderGoesOnWhereItStopped() {
        append(new UUID(0, 1), 1);
        append(new UUID(0, 2), 1);
        append(new UUID(0, 3), 1);

        var first = feed.read(beginning(), 2);
        var rest = feed.read(after(first.getLast()), 2);

        assertThat(first).extracting(FeedRow::subject).containsExactly(new UUID(0, 1), new UUID(0, 2));
        assertThat(rest).extracting(FeedRow::subject).containsExactly(new UUID(0, 3));
        assertThat(feed.lag(after(rest.getLast()), 0)).isEqualTo(new FeedLag(0, Duration.ZERO));
    }

    @Test
    void whatIsNoNewsIsToldAsBackfill() {
        test.database().inTransaction(transaction -> {
            feed.append(
                    transaction,
                    List.of(
                            new FeedEntry(CUSTOMER, new UUID(0, 1), 1, true),
                            new FeedEntry(CUSTOMER, new UUID(0, 2), 1),
                            new FeedEntry(CUSTOMER, new UUID(0, 1), 2, true)));
            return null;
        });

        assertThat(feed.read(beginning(), 10)).extracting(FeedRow::backfill).containsExactly(true, false, true);
    }

    @Test
    void aReleaseThatKnowsNoBackfillTellsNews() {
        test.database().run("""
                insert into feed (slot, customer, subject, revision, traceparent)
                values (%d, '%s', '%s', 1, null)
                """.formatted(Slots.of(CUSTOMER), CUSTOMER, new UUID(0, 1)));

        assertThat(feed.read(beginning(), 10)).extracting(FeedRow::backfill).containsExactly(false);
    }

    @Test
    void aSlotIsReadInSharesAndWhatRemainsIsTold() {
        int limit = 100;
        for (int i = 1; i <= 40; i++) {
            append(new UUID(0, i), 1);
        }

        var first = feed.read(beginning(), limit);
        var rest = feed.read(after(first.getLast()), limit);

        assertThat(first).as("of one slot").hasSizeLessThan(40);
        assertThat(FeedTable.mayBeMore(first, limit, Slots.COUNT)).isTrue();
        assertThat(first.size() + rest.size()).isEqualTo(40);
        assertThat(FeedTable.mayBeMore(rest, limit, Slots.COUNT)).isFalse();
    }

    @Test
    void countingEndsWhereTheReaderSays() {
        for (int i = 1; i <= 12; i++) {
            append(new UUID(0, i), 1);
        }
        // Since the first of them, whose time is not to be told by the clock of this machine.
        test.database().run("update feed set recorded_at = now() - interval '1 hour' where subject = '" + new UUID(0, 1) + "'");

        assertThat(feed.lag(beginning(), 0).changes()).isEqualTo(12);
        assertThat(feed.lag(beginning(), 100)).satisfies(lag -> assertThat(lag.changes()).isEqualTo(12));
        assertThat(feed.lag(beginning(), 5).changes()).isEqualTo(5);
        assertThat(feed.lag(beginning(), 5).age()).isBetween(Duration.ofMinutes(60), Duration.ofMinutes(61));
    }

    @Test
    void onlyTheSlotsAskedForAreRead() {
        append(new UUID(0, 1), 1);
        var others = beginning().stream()
                .filter(position -> position.getSlot() != Slots.of(CUSTOMER))
                .toList();

        assertThat(feed.read(others, 10)).isEmpty();
    }

    @Test
    void aReaderThatWaitsIsToldAtOnce() {
        var signal = new FeedSignal();
        var waiting = CompletableFuture.supplyAsync(
                () -> signal.await(Duration.ofSeconds(20), () -> feed.read(beginning(), 10)), Thread::startVirtualThread);

        append(new UUID(0, 1), 7);
        signal.raise();

        assertThat(waiting.orTimeout(10, TimeUnit.SECONDS).join())
                .singleElement()
                .satisfies(row -> assertThat(row.revision()).isEqualTo(7));
    }

    @Test
    void nobodyWaitsForAServiceThatStops() {
        var signal = new FeedSignal();
        var waiting = CompletableFuture.supplyAsync(
                () -> signal.await(Duration.ofMinutes(5), () -> feed.read(beginning(), 10)), Thread::startVirtualThread);

        signal.close();

        assertThat(waiting.orTimeout(10, TimeUnit.SECONDS).join()).isEmpty();
    }

    private static void append(UUID subject, long revision) {
        test.database().inTransaction(transaction -> {
            feed.append(transaction, List.of(new FeedEntry(CUSTOMER, subject, revision)));
            return null;
        });
    }

    private static List<SlotPosition> beginning() {
        return IntStream.range(0, Slots.COUNT)
                .mapToObj(slot -> SlotPosition.newBuilder().setSlot(slot).build())
                .toList();
    }

    private static List<SlotPosition> after(FeedRow row) {
        return beginning().stream()
                .map(position -> position.getSlot() == row.slot()
                        ? position.toBuilder()
                                .setPosition(row.position().token())
                                .build()
                        : position)
                .toList();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }
}
