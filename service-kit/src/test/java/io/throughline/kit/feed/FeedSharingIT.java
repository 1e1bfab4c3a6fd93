package io.throughline.kit.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.feed.v1.SlotPosition;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.test.TestDatabase;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several followers of one feed on a real PostgreSQL: all is dealt with, once, in order, whoever comes, stops or hangs. */
class FeedSharingIT {

    private static final String NAME = "things";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static TestDatabase test;
    private static FeedTable feed;

    @BeforeAll
    static void start() {
        test = TestDatabase.with(
                FeedTables.FEED,
                FeedTables.TRUNCATION,
                FeedTables.POSITION,
                FeedTables.FOLLOWER,
                FeedTables.LEASE,
                """
                create table dealt_with (
                    place bigint generated always as identity,
                    follower text not null, slot smallint not null, transaction_id bigint not null, sequence bigint not null
                )""");
        feed = new FeedTable(test.database());
    }

    @AfterAll
    static void stop() {
        test.close();
    }

    @BeforeEach
    void empty() {
        test.database().run("truncate feed, feed_position, feed_follower, feed_lease, dealt_with");
    }

    @Test
    void twoShareAndWhenOneStopsTheOtherGoesOn() {
        try (var writer = new Writer();
                var _ = follow("one", new TableSource(feed))) {
            try (var _ = follow("two", new TableSource(feed))) {
                await(() -> dealtWithBy("one") > 0 && dealtWithBy("two") > 0);
                assertThat(count("select count(distinct holder) from feed_lease")).isEqualTo(2);
            }
            assertThat(count("select count(*) from feed_follower")).as("the stopped one has left").isEqualTo(1);
            await(() -> slotsDealtWithBy("one") == Slots.COUNT);
            writer.stop();
            awaitAllDealtWith();
        }
        assertOnceAndInOrder();
    }

    @Test
    void whatOneThatHangsHeldOthersTakeOverAndItDoesNoHarmWhenItComesBack() {
        var hanging = new HangingSource(feed);
        try (var writer = new Writer();
                var lost = follow("lost", hanging);
                var _ = follow("two", new TableSource(feed))) {
            await(() -> dealtWithBy("lost") > 0 && dealtWithBy("two") > 0);
            hanging.hang();
            // As when the time of a lease has gone by.
            expire(lost.self());

            try (var _ = follow("three", new TableSource(feed))) {
                await(() -> count("select count(*) from feed_lease where holder <> '" + lost.self() + "'") == Slots.COUNT);
                writer.pause();
                awaitAllDealtWith();
                long untilThen = dealtWithBy("lost");
                writer.goOn();
                await(() -> dealtWithBy("two") + dealtWithBy("three") > untilThen + 500);

                hanging.comeBack();
                await(() -> dealtWithBy("lost") > untilThen);
                await(() -> count("select count(distinct holder) from feed_lease") == 3);
                writer.stop();
                awaitAllDealtWith();
            }
        }
        assertOnceAndInOrder();
    }

    private static FeedFollower<FeedRow> follow(String follower, FeedSource<FeedRow> source) {
        // A clock that runs fast: a renewal is due every few pages.
        return FeedFollower.start(
                NAME,
                test.database(),
                source,
                (transaction, rows) -> keep(transaction, follower, rows),
                () -> 100 * System.nanoTime());
    }

    private static void keep(Transaction transaction, String follower, List<FeedRow> rows) {
        transaction.run(
                """
                insert into dealt_with (follower, slot, transaction_id, sequence)
                select $1, slot, transaction_id, sequence
                from unnest($2::smallint[], $3::bigint[], $4::bigint[]) with ordinality
                    as r(slot, transaction_id, sequence, place)
                order by place
                """,
                Tuple.of(
                        follower,
                        rows.stream().map(row -> (short) row.slot()).toArray(Short[]::new),
                        rows.stream().map(row -> row.position().transaction()).toArray(Long[]::new),
                        rows.stream().map(row -> row.position().sequence()).toArray(Long[]::new)));
    }

    private static void expire(UUID follower) {
        test.database().run(
                "update feed_follower set expires_at = clock_timestamp() where follower = $1", Tuple.of(follower));
    }

    private static void awaitAllDealtWith() {
        var positions = new FeedPositions(test.database(), NAME);
        await(() -> feed.lag(positions.load(), 0).changes() == 0);
    }

    private static void assertOnceAndInOrder() {
        assertThat(count("select count(*) from dealt_with")).isEqualTo(count("select count(*) from feed"));
        assertThat(count("select count(distinct sequence) from dealt_with")).isEqualTo(count("select count(*) from feed"));
        assertThat(count(
                        """
                        select count(*) from (
                            select (transaction_id, sequence) < lag((transaction_id, sequence)) over
                                (partition by slot order by place) as out_of_order
                            from dealt_with
                        ) d where out_of_order"""))
                .as("rows that came after later ones of their slot")
                .isZero();
    }

    private static long dealtWithBy(String follower) {
        return count("select count(*) from dealt_with where follower = '" + follower + "'");
    }

    private static long slotsDealtWithBy(String follower) {
        // Of late: what was written before may be the other's.
        return count("select count(distinct slot) from (select * from dealt_with order by place desc limit 2000) d"
                + " where follower = '" + follower + "'");
    }

    private static long count(String sql) {
        return test.database().run(sql).iterator().next().getLong(0);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("did not come about within " + PATIENCE).isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** Appends to the feed for as long as it is not stopped. */
    private static final class Writer implements AutoCloseable {

        private final AtomicBoolean stopped = new AtomicBoolean();
        private final AtomicBoolean paused = new AtomicBoolean();
        private final CompletableFuture<Void> writing = CompletableFuture.runAsync(this::write, Thread::startVirtualThread);

        private void write() {
            while (!stopped.get()) {
                synchronized (this) {
                    if (!paused.get()) {
                        append();
                    }
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
        }

        private static void append() {
            test.database().inTransaction(transaction -> {
                feed.append(
                        transaction,
                        Stream.generate(() -> new FeedEntry(UUID.randomUUID(), UUID.randomUUID(), 1))
                                .limit(20)
                                .toList());
                return null;
            });
        }

        /** Nothing is written after this has returned. */
        synchronized void pause() {
            paused.set(true);
        }

        synchronized void goOn() {
            paused.set(false);
        }

        void stop() {
            stopped.set(true);
            writing.join();
        }

        @Override
        public void close() {
            stop();
        }
    }

    /** Hangs with a page in hand. */
    private static final class HangingSource extends TableSource {

        private final CountDownLatch hangs = new CountDownLatch(1);
        private final CountDownLatch back = new CountDownLatch(1);
        private volatile boolean shallHang;

        HangingSource(FeedTable table) {
            super(table);
        }

        @Override
        public List<FeedRow> read(List<SlotPosition> positions, int pageSize, Duration wait) {
            var page = super.read(positions, pageSize, wait);
            if (shallHang && !page.isEmpty() && back.getCount() > 0) {
                hangs.countDown();
                awaitUninterrupted(back);
            }
            return page;
        }

        void hang() {
            shallHang = true;
            awaitUninterrupted(hangs);
        }

        void comeBack() {
            back.countDown();
        }

        private static void awaitUninterrupted(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
        }
    }
}
