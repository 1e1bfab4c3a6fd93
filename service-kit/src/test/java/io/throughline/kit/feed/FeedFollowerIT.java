package io.throughline.kit.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.throughline.feed.v1.ChangeHeader;
import io.throughline.feed.v1.SlotPosition;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.test.TestDatabase;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeedFollowerIT {

    private static final int CHANGES = 40;
    private static final Logger LOGGER = Logger.getLogger("io.throughline.kit");

    private static TestDatabase test;

    @BeforeAll
    static void start() {
        test = TestDatabase.with(
                FeedTables.POSITION,
                FeedTables.FOLLOWER,
                FeedTables.LEASE,
                "create table seen (change integer not null)");
    }

    @AfterAll
    static void stop() {
        test.close();
    }

    @BeforeEach
    void empty() {
        test.database().run("truncate feed_position, feed_follower, feed_lease, seen");
    }

    @Test
    void whatFailedIsDealtWithAgainAndNothingTwice() throws Exception {
        var failures = new AtomicInteger(3);
        var done = new CountDownLatch(CHANGES);
        var failing = counting(done, (transaction, changes) -> {
            keep(transaction, changes);
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("after having written");
            }
        });

        try (var _ = FeedFollower.start("numbers", test.database(), new Numbers(), failing)) {
            assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(seen()).containsExactlyElementsOf(numbersTo(CHANGES));
    }

    @Test
    void twoReplicasDealWithEachChangeOnce() throws Exception {
        var done = new CountDownLatch(CHANGES);
        var counting = counting(done, FeedFollowerIT::keep);

        try (var _ = FeedFollower.start("numbers", test.database(), new Numbers(), counting);
                var _ = FeedFollower.start("numbers", test.database(), new Numbers(), counting)) {
            assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(seen()).containsExactlyElementsOf(numbersTo(CHANGES));
    }

    @Test
    void aSourceOutOfReachIsToldInOneLine() throws Exception {
        var failures = new AtomicInteger(3);
        var done = new CountDownLatch(CHANGES);
        var told = new CopyOnWriteArrayList<LogRecord>();
        var again = new CountDownLatch(1);
        var numbers = new Numbers() {
            @Override
            public List<Integer> read(List<SlotPosition> positions, int pageSize, Duration wait) {
                if (failures.getAndDecrement() > 0) {
                    throw Status.CANCELLED.asRuntimeException();
                }
                return super.read(positions, pageSize, wait);
            }
        };
        var listener = listener(record -> {
            told.add(record);
            if (record.getLevel().equals(Level.INFO)) {
                again.countDown();
            }
        });

        LOGGER.addHandler(listener);
        try (var _ = FeedFollower.start("numbers", test.database(), numbers, counting(done, FeedFollowerIT::keep))) {
            assertThat(again.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            LOGGER.removeHandler(listener);
        }

        assertThat(told).extracting(LogRecord::getMessage).containsExactly(
                "cannot follow numbers for now: peer answered CANCELLED", "following numbers again");
        assertThat(told).extracting(LogRecord::getThrown).containsOnlyNulls();
    }

    private static Handler listener(Consumer<LogRecord> listens) {
        return new Handler() {
            @Override
            public void publish(LogRecord record) {
                record.setMessage(new SimpleFormatter().formatMessage(record));
                listens.accept(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    /** Counts {@code committed} down by what has been committed. */
    private static FeedHandler<Integer> counting(CountDownLatch committed, FeedHandler<Integer> handler) {
        return new FeedHandler<>() {
            @Override
            public void handle(Transaction transaction, List<Integer> changes) {
                handler.handle(transaction, changes);
            }

            @Override
            public void committed() {
                while (committed.getCount() > CHANGES - seen().size()) {
                    committed.countDown();
                }
            }
        };
    }

    private static void keep(Transaction transaction, List<Integer> changes) {
        transaction.run(
                "insert into seen select * from unnest($1::integer[])", Tuple.of((Object) changes.toArray(Integer[]::new)));
    }

    private static List<Integer> seen() {
        var seen = new ArrayList<Integer>();
        test.database().run("select change from seen order by change").forEach(row -> seen.add(row.getInteger(0)));
        return seen;
    }

    private static List<Integer> numbersTo(int last) {
        return java.util.stream.IntStream.rangeClosed(1, last).boxed().toList();
    }

    /** A feed of the numbers 1 to 40, a few at a time, all in slot 5. */
    private static class Numbers implements FeedSource<Integer> {

        @Override
        public List<Integer> read(List<SlotPosition> positions, int pageSize, Duration wait) {
            int next = positions.stream()
                    .filter(position -> position.getSlot() == 5)
                    .map(position -> position.getPosition().isEmpty() ? 1 : Integer.parseInt(position.getPosition()) + 1)
                    .findFirst()
                    .orElse(CHANGES + 1);
            return numbersTo(CHANGES).stream()
                    .filter(number -> number >= next)
                    .limit(3)
                    .toList();
        }

        @Override
        public FeedLag lag(List<SlotPosition> positions) {
            return new FeedLag(read(positions, CHANGES, Duration.ZERO).size(), Duration.ZERO);
        }

        @Override
        public ChangeHeader header(Integer change) {
            return ChangeHeader.newBuilder()
                    .setSlot(5)
                    .setPosition(change.toString())
                    .build();
        }
    }
}
