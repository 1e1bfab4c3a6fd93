package io.throughline.kit.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.feed.v1.SlotPosition;
import io.throughline.kit.test.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whenever readers read, and whatever is compacted in between, they end with the state of things as they are, and are told of no
 * news as backfill; so they do while a writer that began early commits late.
 *
 * <p>A failure prints its seed; {@code -Dthroughline.seed=…} runs that one alone.
 */
class CompactedFeedIT {

    private static final int STEPS = 120;
    private static final int CUSTOMERS = 8;

    private static TestDatabase test;
    private static FeedTable feed;
    private static long backfills;

    @BeforeAll
    static void start() {
        test = TestDatabase.with(FeedTables.FEED, FeedTables.TRUNCATION);
        feed = new FeedTable(test.database());
    }

    @AfterAll
    static void stop() {
        test.close();
    }

    @Test
    void readersEndAsIfNothingHadBeenCompacted() {
        var given = Optional.ofNullable(System.getProperty("throughline.seed")).map(Long::parseLong);
        long first = given.orElseGet(System::nanoTime);
        long deleted = 0;
        backfills = 0;
        for (long seed = first; seed < first + (given.isPresent() ? 1 : 12); seed++) {
            try {
                deleted += live(new Random(seed));
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError("seed " + seed, failure);
            }
        }
        assertThat(deleted).as("rows that were compacted, from seed " + first).isPositive();
        assertThat(backfills).as("changes that were told as backfill, from seed " + first).isPositive();
    }

    private static long live(Random random) {
        test.database().run("truncate feed");
        var things = new Things(random);
        var readers = new ArrayList<Reader>();
        long deleted = 0;
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(10)) {
                case 0 -> readers.add(new Reader(things));
                case 1 -> {
                    var ages = readers.stream().map(Reader::waiting).toList();
                    deleted += compact(random);
                    for (int i = 0; i < ages.size(); i++) {
                        assertThat(readers.get(i).waiting()).as("what is unread is none the younger").isGreaterThanOrEqualTo(ages.get(i));
                    }
                }
                case 2 -> things.beginSlowly();
                case 3 -> things.commitSlow();
                case 4, 5, 6 -> things.change();
                default -> readers.forEach(reader -> {
                    if (random.nextBoolean()) {
                        reader.read(1 + random.nextInt(40));
                    }
                });
            }
        }
        things.commitSlow();
        readers.add(new Reader(things));
        for (var reader : readers) {
            while (reader.read(100) > 0) {
                // To the end.
            }
            assertThat(reader.known).isEqualTo(things.revisions);
        }
        return deleted;
    }

    private static long compact(Random random) {
        long deleted = 0;
        long upTo = test.database().run("select coalesce(max(sequence), 0) from feed").iterator().next().getLong(0);
        upTo -= random.nextInt(4);
        for (int slot = 0; slot < Slots.COUNT; slot++) {
            var compaction =
                    new FeedCompaction(test.database(), slot, upTo, 1 + random.nextInt(9), 1 + random.nextInt(9));
            // Now and then it stops half-way, as when the process ends.
            boolean more = true;
            while (more && random.nextInt(20) > 0) {
                var done = compaction.step(transaction -> true);
                deleted += done.deleted();
                more = done.isMore();
            }
        }
        return deleted;
    }

    /** A thing of a customer, as rows tell of it. */
    private record Thing(UUID customer, UUID subject) {}

    /** What the feed is about. */
    private static final class Things {

        private final Random random;
        private final List<UUID> customers;
        private final Map<Thing, Long> revisions = new HashMap<>();

        /** Those that were news. */
        private final Map<Thing, NavigableSet<Long>> news = new HashMap<>();

        private Optional<CountDownLatch> slowMayCommit = Optional.empty();
        private CompletableFuture<List<FeedEntry>> slow = CompletableFuture.completedFuture(List.of());

        Things(Random random) {
            this.random = random;
            this.customers = IntStream.range(0, CUSTOMERS)
                    .mapToObj(_ -> new UUID(random.nextLong(), random.nextLong()))
                    .toList();
        }

        /** Customers of even number; those of odd number are the slow writer's, as if it held their locks. */
        void change() {
            var entries = entries(0);
            test.database().inTransaction(transaction -> {
                feed.append(transaction, entries);
                return null;
            });
            committed(entries);
        }

        void beginSlowly() {
            commitSlow();
            var entries = entries(1);
            var written = new CountDownLatch(1);
            var mayCommit = new CountDownLatch(1);
            slow = CompletableFuture.supplyAsync(
                    () -> test.database().inTransaction(transaction -> {
                        feed.append(transaction, entries);
                        written.countDown();
                        await(mayCommit);
                        return entries;
                    }),
                    Thread::startVirtualThread);
            await(written);
            slowMayCommit = Optional.of(mayCommit);
        }

        void commitSlow() {
            slowMayCommit.ifPresent(latch -> {
                latch.countDown();
                committed(slow.join());
            });
            slowMayCommit = Optional.empty();
        }

        private List<FeedEntry> entries(int parity) {
            var entries = new ArrayList<FeedEntry>();
            var next = new HashMap<Thing, Long>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                var thing = new Thing(
                        customers.get(2 * random.nextInt(CUSTOMERS / 2) + parity), new UUID(0, random.nextInt(3)));
                long revision = next.merge(thing, revisions.getOrDefault(thing, 0L) + 1, (before, _) -> before + 1);
                entries.add(new FeedEntry(thing.customer(), thing.subject(), revision, random.nextBoolean()));
            }
            return entries;
        }

        private void committed(List<FeedEntry> entries) {
            for (var entry : entries) {
                var thing = new Thing(entry.customer(), entry.subject());
                revisions.put(thing, entry.revision());
                if (!entry.backfill()) {
                    news.computeIfAbsent(thing, _ -> new TreeSet<>()).add(entry.revision());
                }
            }
        }

        /** Whether nothing was news since the revision that somebody {@code knows}. */
        boolean isWithoutNewsSince(Thing thing, long knows) {
            return news.getOrDefault(thing, new TreeSet<>()).tailSet(knows, false).isEmpty();
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
        }
    }

    /**
     * Gets the newest state of what a row names, once for all rows of a page. It is backfill when all of these are, and the last is
     * of that state.
     */
    private static final class Reader {

        private final Things things;
        private final String[] positions = IntStream.range(0, Slots.COUNT).mapToObj(_ -> "").toArray(String[]::new);
        private final Map<Thing, Long> known = new HashMap<>();

        /** Of which the last row that was read was not of the newest state. */
        private final Set<Thing> behind = new HashSet<>();

        Reader(Things things) {
            this.things = things;
        }

        private List<SlotPosition> from() {
            return IntStream.range(0, Slots.COUNT)
                    .mapToObj(slot -> SlotPosition.newBuilder().setSlot(slot).setPosition(positions[slot]).build())
                    .toList();
        }

        /** How long the oldest of what was not read has been waiting. */
        Duration waiting() {
            return feed.lag(from(), 0).age();
        }

        int read(int limit) {
            var rows = feed.read(from(), limit);
            var told = new LinkedHashMap<Thing, Boolean>();
            for (var row : rows) {
                var thing = new Thing(row.customer(), row.subject());
                positions[row.slot()] = row.position().token();
                told.merge(thing, row.backfill(), Boolean::logicalAnd);
                if (row.revision() != things.revisions.get(thing)) {
                    behind.add(thing);
                } else {
                    behind.remove(thing);
                }
            }
            told.forEach((thing, backfill) -> {
                if (backfill && !behind.contains(thing)) {
                    backfills++;
                    assertThat(things.isWithoutNewsSince(thing, known.getOrDefault(thing, 0L)))
                            .as("what is told as backfill")
                            .isTrue();
                }
                known.put(thing, things.revisions.get(thing));
            });
            return rows.size();
        }
    }
}
