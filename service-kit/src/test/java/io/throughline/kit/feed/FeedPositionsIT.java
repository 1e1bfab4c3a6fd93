package io.throughline.kit.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.feed.v1.ChangeHeader;
import io.throughline.kit.test.TestDatabase;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever holds a lease, or believes it: what moves a position is that it stood where the page was read from. */
class FeedPositionsIT {

    private static TestDatabase test;
    private static FeedPositions positions;

    @BeforeAll
    static void start() {
        test = TestDatabase.with(FeedTables.POSITION);
        positions = new FeedPositions(test.database(), "things");
    }

    @AfterAll
    static void stop() {
        test.close();
    }

    @BeforeEach
    void empty() {
        test.database().run("truncate feed_position");
        positions.load();
    }

    @Test
    void aPageThatAnotherHasDealtWithIsNotClaimed() {
        var before = positions.load(Set.of(3, 4));
        advance(before, at(3, "1-1"));

        boolean claimed = test.database().inTransaction(transaction ->
                positions.claim(transaction, before, Set.of(3)));
        boolean otherSlot = test.database().inTransaction(transaction ->
                positions.claim(transaction, before, Set.of(4)));

        assertThat(claimed).isFalse();
        assertThat(otherSlot).isTrue();
    }

    @Test
    void aPositionDoesNotGoBackEvenForWhomClaimedNothing() {
        var before = positions.load(Set.of(3));
        advance(before, at(3, "1-5"));

        assertThatThrownBy(() -> advance(before, at(3, "1-2"))).isInstanceOf(IllegalStateException.class);

        assertThat(positions.load(Set.of(3)).getFirst().position()).isEqualTo("1-5");
    }

    @Test
    void ofOneSlotPagesAreDealtWithOneAfterTheOtherAndOfTwoAtTheSameTime() throws Exception {
        var before = positions.load(Set.of(3, 4));
        var claimed = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var slow = CompletableFuture.runAsync(() -> test.database().inTransaction(transaction -> {
            positions.claim(transaction, before, Set.of(3));
            claimed.countDown();
            await(mayEnd);
            positions.advance(transaction, before, List.of(at(3, "1-1")));
            return null;
        }), Thread::startVirtualThread);
        claimed.await();
        var second = CompletableFuture.supplyAsync(() -> test.database().inTransaction(transaction ->
                positions.claim(transaction, before, Set.of(3))), Thread::startVirtualThread);

        // Ends while the first still runs.
        test.database().inTransaction(transaction -> {
            assertThat(positions.claim(transaction, before, Set.of(4))).isTrue();
            positions.advance(transaction, before, List.of(at(4, "1-1")));
            return null;
        });
        assertThat(second).isNotDone();

        mayEnd.countDown();
        slow.join();
        assertThat(second.join()).as("dealt with by the first").isFalse();
    }

    private static void advance(List<KeptSlot> before, ChangeHeader header) {
        test.database().inTransaction(transaction -> {
            positions.advance(transaction, before, List.of(header));
            return null;
        });
    }

    private static ChangeHeader at(int slot, String position) {
        return ChangeHeader.newBuilder().setSlot(slot).setPosition(position).build();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }
}
