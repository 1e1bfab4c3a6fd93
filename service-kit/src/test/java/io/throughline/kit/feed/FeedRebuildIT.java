package io.throughline.kit.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.feed.v1.SlotPosition;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.test.TestDatabase;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * However far followers fall behind, and whatever fails or changes while they read anew, they end with the things as they are.
 *
 * <p>A failure prints its seed; {@code -Dthroughline.seed=…} runs that one alone.
 */
class FeedRebuildIT {

    private static final String NAME = "things";
    private static final int CUSTOMERS = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static TestDatabase test;
    private static FeedTable feed;

    @BeforeAll
    static void start() {
        test = TestDatabase.with(
                FeedTables.FEED,
                FeedTables.TRUNCATION,
                FeedTables.UPKEEP,
                FeedTables.POSITION,
                FeedTables.FOLLOWER,
                FeedTables.LEASE,
                "create table thing (customer uuid, subject uuid, revision bigint, primary key (customer, subject))",
                "create table mirror (customer uuid, subject uuid, revision bigint, primary key (customer, subject))");
        feed = new FeedTable(test.database());
    }

    @AfterAll
    static void stop() {
        test.close();
    }

    @BeforeEach
    void empty() {
        test.database().run("truncate feed, feed_truncation, feed_upkeep, thing, mirror");
        test.database().run("truncate feed_position, feed_follower, feed_lease");
    }

    @Test
    void whoIsTooFarBehindReadsAnewAndGoesOn() {
        var random = new Random(7);
        for (int i = 0; i < 300; i++) {
            change(random);
        }
        expireAll();
        var things = new ThingSource(random, false);

        try (var _ = FeedFollower.start(NAME, test.database(), things, (transaction, rows) -> keep(transaction, rows))) {
            awaitMirrored();
            assertThat(things.pages).as("of the snapshot").isGreaterThan(3);
            int pages = things.pages;
            change(random);
            awaitMirrored();
            assertThat(things.pages).as("what comes then is followed").isEqualTo(pages);
        }
    }

    @Test
    void whateverFailsOrChangesMeanwhileTheEndIsTheSame() {
        var given = Optional.ofNullable(System.getProperty("throughline.seed")).map(Long::parseLong);
        long first = given.orElseGet(System::nanoTime);
        for (long seed = first; seed < first + (given.isPresent() ? 1 : 5); seed++) {
            try {
                empty();
                live(new Random(seed));
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError("seed " + seed, failure);
            }
        }
    }

    private static void live(Random random) {
        for (int outage = 0; outage < 3; outage++) {
            for (int i = 20 + random.nextInt(60); i > 0; i--) {
                change(random);
                if (random.nextInt(15) == 0) {
                    expireAll();
                }
            }
            var failures = new Random(random.nextLong());
            FeedHandler<FeedRow> failing = (transaction, rows) -> {
                keep(transaction, rows);
                if (failures.nextInt(6) == 0) {
                    throw new IllegalStateException("after having written");
                }
            };
            try (var _ = FeedFollower.start(NAME, test.database(), new ThingSource(random, true), failing);
                    var _ = FeedFollower.start(NAME, test.database(), new ThingSource(random, true), failing)) {
                awaitMirrored();
            }
        }
    }

    private static UUID customer(int number) {
        return new UUID(0x7000L, number);
    }

    /** A few things more than once, so that most rows are superseded. */
    private static synchronized void change(Random random) {
        test.database().inTransaction(transaction -> {
            var customer = customer(random.nextInt(CUSTOMERS));
            var subject = new UUID(0, random.nextInt(3));
            transaction.lock(List.of(customer.getLeastSignificantBits()));
            long revision = transaction
                    .run(
                            """
                            insert into thing as t values ($1, $2, 1)
                            on conflict (customer, subject) do update set revision = t.revision + 1 returning revision""",
                            Tuple.of(customer, subject))
                    .iterator()
                    .next()
                    .getLong(0);
            feed.append(transaction, List.of(new FeedEntry(customer, subject, revision)));
            return null;
        });
    }

    /** As when all that is there was kept long enough. */
    private static void expireAll() {
        test.database().run("update feed set recorded_at = now() - interval '31 days'");
        new FeedUpkeep(test.database(), Duration.ofHours(1), Optional.of(Duration.ofDays(30))).run();
    }

    private static void keep(Transaction transaction, List<FeedRow> rows) {
        for (var row : rows) {
            transaction.run(
                    """
                    insert into mirror as m
                    select customer, subject, revision from thing where customer = $1 and subject = $2
                    on conflict (customer, subject) do update set revision = excluded.revision
                    where m.revision < excluded.revision""",
                    Tuple.of(row.customer(), row.subject()));
        }
    }

    private static void awaitMirrored() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!things("mirror").equals(things("thing"))) {
            if (System.nanoTime() > deadline) {
                assertThat(things("mirror")).isEqualTo(things("thing"));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static Map<String, Long> things(String table) {
        var things = new HashMap<String, Long>();
        for (Row row : test.database().run("select customer || ' ' || subject, revision from " + table)) {
            things.put(row.getString(0), row.getLong(1));
        }
        return things;
    }

    /** A feed of things that tells of their snapshot, by customer; now and then something changes between two pages. */
    private static final class ThingSource extends TableSource implements SnapshotSource<FeedRow> {

        private static final int PAGE = 9;

        private final Random random;
        private final boolean changes;
        private volatile int pages;

        ThingSource(Random random, boolean changes) {
            super(feed);
            this.random = new Random(random.nextLong());
            this.changes = changes;
        }

        @Override
        public FeedSnapshot<FeedRow> snapshot(Set<Integer> slots, String token, int pageSize) {
            pages++;
            var parts = token.isEmpty() ? new String[] {feed.end().token(), "0"} : token.split(" ");
            int from = Integer.parseInt(parts[1]);
            if (changes && random.nextInt(3) == 0) {
                change(random);
            }
            var rows = new ArrayList<FeedRow>();
            for (Row row : test.database().run(
                    "select customer, subject, revision from thing where customer >= $1 and customer < $2",
                    Tuple.of(customer(from), customer(from + PAGE)))) {
                int slot = Slots.of(row.getUUID(0));
                if (slots.contains(slot)) {
                    rows.add(new FeedRow(
                            slot, FeedPosition.START, row.getUUID(0), row.getUUID(1), row.getLong(2), "", false));
                }
            }
            boolean last = from + PAGE >= CUSTOMERS;
            return new FeedSnapshot<>(
                    rows,
                    last ? Optional.empty() : Optional.of(parts[0] + " " + (from + PAGE)),
                    slots.stream()
                            .map(slot -> SlotPosition.newBuilder().setSlot(slot).setPosition(parts[0]).build())
                            .toList());
        }
    }
}
