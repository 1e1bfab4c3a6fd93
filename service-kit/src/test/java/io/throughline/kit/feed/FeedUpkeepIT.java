package io.throughline.kit.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.google.rpc.Code;
import io.throughline.feed.v1.SlotPosition;
import io.throughline.kit.error.ErrorMapper;
import io.throughline.kit.error.Refusal;
import io.throughline.kit.test.TestDatabase;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeedUpkeepIT {

    private static final UUID CUSTOMER = UUID.fromString("01890000-0000-7000-8000-000000000001");
    private static final int SLOT = Slots.of(CUSTOMER);
    private static final Duration GRACE = Duration.ofHours(1);
    private static final Duration KEEP = Duration.ofDays(30);

    private static TestDatabase test;
    private static FeedTable feed;

    @BeforeAll
    static void start() {
        test = TestDatabase.with(FeedTables.FEED, FeedTables.TRUNCATION, FeedTables.UPKEEP);
        feed = new FeedTable(test.database());
    }

    @AfterAll
    static void stop() {
        test.close();
    }

    @BeforeEach
    void empty() {
        test.database().run("truncate feed, feed_truncation, feed_upkeep");
        upkeep(Optional.empty()).run();
    }

    @Test
    void ofEachSubjectTheLastRowIsLeft() {
        append(1, 2, 1, 3, 1, 2);
        muchIsAppendedElsewhere();
        upkeep(Optional.empty()).run();
        ageMarks();

        assertThat(upkeep(Optional.empty()).run()).isEqualTo(3);

        assertThat(subjects(feed.read(beginning(), 100))).containsExactly(3, 1, 2, 4);
        assertThat(upkeep(Optional.empty()).run()).as("nothing has come since").isZero();
    }

    @Test
    void whatIsYoungerThanTheGraceIsLeftAndSupersedes() {
        append(1, 2);
        muchIsAppendedElsewhere();
        upkeep(Optional.empty()).run();
        ageMarks();
        append(1, 1);

        assertThat(upkeep(Optional.empty()).run()).isEqualTo(1);

        assertThat(subjects(feed.read(beginning(), 100))).containsExactly(2, 4, 1, 1);
    }

    @Test
    void whatAnotherReplicaIsAtIsLeftToItUntilItsTimeIsUp() {
        append(1, 1);
        muchIsAppendedElsewhere();
        upkeep(Optional.empty()).run();
        ageMarks();
        test.database().run("update feed_upkeep set holder = gen_random_uuid(), held_until = now() + interval '1 minute'");
        assertThat(upkeep(Optional.empty()).run()).isZero();

        test.database().run("update feed_upkeep set held_until = clock_timestamp()");
        assertThat(upkeep(Optional.empty()).run()).isEqualTo(1);
    }

    @Test
    void aPassThatLosesItsSlotDeletesNoMore() {
        append(1, 1);
        var compaction = new FeedCompaction(test.database(), SLOT, Long.MAX_VALUE);

        assertThat(compaction.step(transaction -> false)).isEqualTo(new FeedUpkeep.Done(0, false));

        assertThat(compaction.isDone()).isFalse();
        assertThat(feed.read(beginning(), 100)).hasSize(2);
    }

    @Test
    void aSlotIsCompactedInPortions() {
        append(1, 2, 1, 3, 1, 2, 4);
        var compaction = new FeedCompaction(test.database(), SLOT, Long.MAX_VALUE, 2, 10);

        assertThat(compaction.step(transaction -> true)).isEqualTo(new FeedUpkeep.Done(0, true));
        assertThat(compaction.step(transaction -> true)).isEqualTo(new FeedUpkeep.Done(0, true));
        assertThat(compaction.step(transaction -> true)).isEqualTo(new FeedUpkeep.Done(2, true));
        assertThat(compaction.step(transaction -> true)).isEqualTo(new FeedUpkeep.Done(1, false));

        assertThat(compaction.left()).isEqualTo(4);
        assertThat(subjects(feed.read(beginning(), 100))).containsExactly(3, 1, 2, 4);
    }

    @Test
    void whoHasNotReadWhatGoesHasBeenWaitingForWhatStays() {
        append(1, 2);
        test.database().run("update feed set recorded_at = now() - interval '3 hours'");
        append(1, 1);
        var compaction = new FeedCompaction(test.database(), SLOT, Long.MAX_VALUE);

        assertThat(compaction.step(transaction -> true).deleted()).isEqualTo(2);
        test.database().run("delete from feed where subject = '" + subject(2) + "'");

        assertThat(feed.lag(beginning(), 0).age()).isGreaterThanOrEqualTo(Duration.ofHours(3));
        append(1);
        new FeedCompaction(test.database(), SLOT, Long.MAX_VALUE).step(transaction -> true);
        assertThat(feed.lag(beginning(), 0).age()).as("over any number of steps").isGreaterThanOrEqualTo(Duration.ofHours(3));
    }

    @Test
    void whereOneOfThemWasNewsWhatStaysTellsNews() {
        append(backfill(1, 1));
        append(backfill(1, 2));
        append(backfill(2, 1));
        append(new FeedEntry(CUSTOMER, subject(2), 2));
        append(backfill(2, 3));
        append(backfill(3, 1));
        append(new FeedEntry(CUSTOMER, subject(3), 2));

        assertThat(new FeedCompaction(test.database(), SLOT, Long.MAX_VALUE).step(transaction -> true).deleted())
                .isEqualTo(4);

        assertThat(feed.read(beginning(), 100))
                .extracting(FeedRow::subject, FeedRow::backfill)
                .containsExactly(tuple(subject(1), true), tuple(subject(2), false), tuple(subject(3), false));
        append(backfill(1, 3));
        append(backfill(2, 4));
        new FeedCompaction(test.database(), SLOT, Long.MAX_VALUE).step(transaction -> true);
        assertThat(feed.read(beginning(), 100))
                .as("over any number of steps")
                .extracting(FeedRow::subject, FeedRow::backfill)
                .containsExactly(tuple(subject(3), false), tuple(subject(1), true), tuple(subject(2), false));
    }

    @Test
    void whatIsTooMuchToRememberStays() {
        append(1, 2, 3, 3, 2, 1);
        var compaction = new FeedCompaction(test.database(), SLOT, Long.MAX_VALUE, 100, 2);

        compaction.step(transaction -> true);

        assertThat(subjects(feed.read(beginning(), 100))).containsExactly(3, 3, 2, 1);
    }

    @Test
    void ofAJourneyThatMovedTheRowOfEachCustomerIsLeft() {
        var other = Stream.generate(UUID::randomUUID)
                .filter(customer -> Slots.of(customer) == SLOT)
                .findFirst()
                .orElseThrow();
        append(new FeedEntry(CUSTOMER, subject(1), 1));
        append(new FeedEntry(other, subject(1), 2));
        var compaction = new FeedCompaction(test.database(), SLOT, Long.MAX_VALUE);

        assertThat(compaction.step(transaction -> true).deleted()).isZero();
    }

    @Test
    void whatWasKeptLongEnoughIsDeletedAndWhoWouldMissItIsTold() {
        append(1, 2);
        test.database().run("update feed set recorded_at = now() - interval '31 days'");
        append(3);
        var rows = feed.read(beginning(), 100);

        assertThat(upkeep(Optional.of(KEEP)).run()).isEqualTo(2);

        assertThat(subjects(feed.read(at(rows.get(1)), 100))).as("who has read as far").containsExactly(3);
        var refused = catchThrowableOfType(Refusal.class, () -> feed.read(at(rows.getFirst()), 100));
        assertThat(FeedTruncation.slots(refused)).containsExactly(SLOT);
        assertThat(FeedTruncation.slots(ErrorMapper.statusFor(refused))).as("over the wire").containsExactly(SLOT);
        assertThat(refused.status().getCode()).isEqualTo(Code.FAILED_PRECONDITION_VALUE);
        assertThat(catchThrowableOfType(Refusal.class, () -> feed.read(beginning(), 100))).isNotNull();
        assertThat(feed.lag(at(rows.getFirst()), 0)).satisfies(lag -> {
            assertThat(lag.truncated()).isTrue();
            assertThat(lag.changes()).as("the missing and the one that is there").isEqualTo(2);
        });
        assertThat(feed.lag(at(rows.get(1)), 0)).satisfies(lag -> {
            assertThat(lag.truncated()).isFalse();
            assertThat(lag.changes()).isEqualTo(1);
        });
        assertThat(feed.read(others(), 100)).as("of other slots nothing is missing").isEmpty();
    }

    @Test
    void whereAllIsGoneWhoHasReadNothingIsToldToo() {
        append(1);
        test.database().run("update feed set recorded_at = now() - interval '31 days'");

        upkeep(Optional.of(KEEP)).run();

        assertThat(catchThrowableOfType(Refusal.class, () -> feed.read(beginning(), 100))).isNotNull();
        assertThat(feed.read(atEnd(), 100)).isEmpty();
    }

    @Test
    void withoutARetentionNothingIsEverMissing() {
        append(1);
        test.database().run("update feed set recorded_at = now() - interval '10 years'");

        assertThat(upkeep(Optional.empty()).run()).isZero();
        assertThat(feed.read(beginning(), 100)).hasSize(1);
    }

    private static FeedUpkeep upkeep(Optional<Duration> keep) {
        return new FeedUpkeep(test.database(), GRACE, keep);
    }

    /** Sequences are of the whole feed: that they have gone on by so many says that each slot has about so many of them. */
    private static void muchIsAppendedElsewhere() {
        test.database().run("select setval(pg_get_serial_sequence('feed', 'sequence'), max(sequence) + 100000) from feed");
        append(4);
    }

    private static void ageMarks() {
        test.database().run("update feed_upkeep set marked_at = clock_timestamp() - interval '1 hour' where marked is not null");
    }

    private static void append(int... subjects) {
        Arrays.stream(subjects).forEach(subject -> append(new FeedEntry(CUSTOMER, subject(subject), 1)));
    }

    private static void append(FeedEntry entry) {
        test.database().inTransaction(transaction -> {
            feed.append(transaction, List.of(entry));
            return null;
        });
    }

    private static FeedEntry backfill(int subject, long revision) {
        return new FeedEntry(CUSTOMER, subject(subject), revision, true);
    }

    private static UUID subject(int number) {
        return new UUID(0, number);
    }

    private static List<Integer> subjects(List<FeedRow> rows) {
        return rows.stream().map(row -> (int) row.subject().getLeastSignificantBits()).toList();
    }

    private static List<SlotPosition> beginning() {
        return IntStream.range(0, Slots.COUNT)
                .mapToObj(slot -> SlotPosition.newBuilder().setSlot(slot).build())
                .toList();
    }

    private static List<SlotPosition> others() {
        return beginning().stream().filter(position -> position.getSlot() != SLOT).toList();
    }

    private static List<SlotPosition> at(FeedRow row) {
        return beginning().stream()
                .map(position -> position.getSlot() == row.slot()
                        ? position.toBuilder().setPosition(row.position().token()).build()
                        : position)
                .toList();
    }

    private static List<SlotPosition> atEnd() {
        var end = feed.end().token();
        return beginning().stream()
                .map(position -> position.toBuilder().setPosition(end).build())
                .toList();
    }
}
