package io.throughline.kit.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.kit.test.TestDatabase;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeedLeasesIT {

    private static TestDatabase test;

    private final AtomicLong nanos = new AtomicLong(11);

    @BeforeAll
    static void start() {
        test = TestDatabase.with(FeedTables.FOLLOWER, FeedTables.LEASE);
    }

    @AfterAll
    static void stop() {
        test.close();
    }

    @BeforeEach
    void empty() {
        test.database().run("truncate feed_follower, feed_lease");
    }

    @Test
    void followersShareTheSlotsAsTheyComeAndGo() {
        var first = leases();
        assertThat(first.held()).hasSize(64);

        var second = leases();
        assertThat(second.held()).as("before the first has given back").isEmpty();
        renew(first, second);
        assertThat(first.held()).hasSize(32);
        assertThat(second.held()).hasSize(32);

        var third = leases();
        renew(third, first, second, third);
        assertThat(Stream.of(first, second, third).map(leases -> leases.held().size()))
                .containsExactlyInAnyOrder(22, 21, 21);
        assertAllHeldOnce(first, second, third);

        second.giveBack();
        assertThat(second.lastHeld()).isEmpty();
        renew(first, third);
        assertThat(first.held()).hasSize(32);
        assertAllHeldOnce(first, third);
    }

    @Test
    void whoDoesNotComeBackInTimeLosesWhatHeHolds() {
        var lost = leases();
        var other = leases();
        renew(lost, other, lost, other);
        assertThat(other.held()).hasSize(32);

        test.database().run("update feed_follower set expires_at = clock_timestamp() + interval '5 seconds'");
        renew(other);
        assertThat(other.held()).as("before the lease has expired").hasSize(32);

        test.database().run("update feed_follower set expires_at = clock_timestamp() where follower = '" + lost.self() + "'");
        renew(other);
        assertThat(other.held()).hasSize(64);

        assertThat(lost.held()).as("who comes back").isEmpty();
        renew(other, lost);
        assertThat(lost.held()).hasSize(32);
        assertAllHeldOnce(lost, other);
    }

    @Test
    void leasesOfOtherFeedsDoNotCount() {
        var ours = leases();
        var theirs = new FeedLeases(test.database(), "others", nanos::get);

        assertThat(ours.held()).hasSize(64);
        assertThat(theirs.held()).hasSize(64);
    }

    @Test
    void theDatabaseIsAskedOnlyWhenARenewalIsDue() {
        var leases = leases();
        assertThat(leases.held()).hasSize(64);
        assertThat(leases.untilRenewal()).isEqualTo(FeedLeases.RENEWED_EVERY);
        var expiry = expiry();

        nanos.addAndGet(FeedLeases.RENEWED_EVERY.minusNanos(1).toNanos());
        leases.held();
        assertThat(expiry()).isEqualTo(expiry);

        nanos.incrementAndGet();
        leases.held();
        assertThat(expiry()).isAfter(expiry);
    }

    @Test
    void whoIsShortOfSlotsLooksAgainSoon() {
        leases().held();
        var second = leases();
        second.held();

        assertThat(second.untilRenewal()).isEqualTo(FeedLeases.LOOKED_AGAIN_AFTER);
    }

    private FeedLeases leases() {
        return new FeedLeases(test.database(), "things", nanos::get);
    }

    private void renew(FeedLeases... followers) {
        for (var follower : followers) {
            nanos.addAndGet(FeedLeases.RENEWED_EVERY.toNanos());
            follower.held();
        }
    }

    private static OffsetDateTime expiry() {
        return test.database().run("select expires_at from feed_follower").iterator().next().getOffsetDateTime(0);
    }

    private static void assertAllHeldOnce(FeedLeases... followers) {
        var held = new ArrayList<Integer>();
        for (var follower : followers) {
            held.addAll(follower.lastHeld());
        }
        assertThat(held).hasSize(64).doesNotHaveDuplicates();
    }
}
