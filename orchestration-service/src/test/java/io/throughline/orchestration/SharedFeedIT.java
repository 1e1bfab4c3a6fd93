package io.throughline.orchestration;

import static io.throughline.orchestration.peer.Told.NOON;
import static io.throughline.orchestration.peer.Told.journey;
import static io.throughline.orchestration.peer.Told.newId;
import static io.throughline.orchestration.peer.Told.stalled;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.journey.v1.ClockMode;
import io.throughline.kit.database.Database;
import io.throughline.kit.feed.Slots;
import io.throughline.kit.test.PostgresResource;
import io.throughline.orchestration.action.ChannelByHand;
import io.throughline.orchestration.peer.FakeJourneys;
import io.throughline.orchestration.peer.FakePeers;
import io.throughline.orchestration.peer.PeersResource;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where another replica reads half of the feed, what is not read there counts as unread here too. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(PeersResource.class)
class SharedFeedIT {

    FakeJourneys journeys;
    FakePeers peers;

    @Inject
    ServiceUnderTest service;

    @Inject
    ChannelByHand channel;

    @Inject
    Database database;

    private final String name = "shared-" + newId().substring(0, 8);
    private final String ours = customer(slot -> slot < Slots.COUNT / 2);
    private final String theirs = customer(slot -> slot >= Slots.COUNT / 2);

    @BeforeEach
    void begin() {
        peers.beUp();
        journeys.showTime(ClockMode.CLOCK_MODE_LIVE, NOON);
        service.remindOfStalled(name, name, name);
        journeys.awaitFollowed();
        run("insert into feed_follower values ('journey', gen_random_uuid(), now() + interval '1 hour')");
        await(() -> count("select count(*) from feed_lease") == Slots.COUNT / 2);
    }

    @AfterEach
    void end() {
        run("update feed_follower set expires_at = now() where expires_at > now() + interval '30 minutes'");
        await(() -> count("select count(*) from feed_lease") == Slots.COUNT);
        journeys.awaitFollowed();
    }

    @Test
    void whatAnotherHasYetToReadHoldsBackWhatIsMadeHere() {
        journeys.tell(journey(newId(), theirs, name, 1), "");
        journeys.tell(journey(newId(), ours, name, 1, stalled(newId(), NOON)), "");

        await(() -> service.held(name) == 1);
        // The first answer has been dealt with at the second question.
        journeys.awaitAskedForLag(2);
        assertThat(service.held(name)).isOne();
        assertThat(carriedOut()).isZero();

        theOtherReads();
        await(() -> service.held(name) == 0);
        assertThat(carriedOut()).isOne();
    }

    private void theOtherReads() {
        run("update feed_position set position = (select max(position::bigint)::text from feed_position where position <> '')"
                + " where slot = " + Slots.of(UUID.fromString(theirs)));
    }

    private int carriedOut() {
        return OnVirtualThread.call(() -> {
            channel.letAnHourPass(name);
            return channel.carryOutAll(name);
        });
    }

    private void run(String sql) {
        OnVirtualThread.call(() -> database.run(sql));
    }

    private long count(String sql) {
        return OnVirtualThread.call(() -> database.run(sql).iterator().next().getLong(0));
    }

    private static String customer(IntPredicate slot) {
        return Stream.generate(UUID::randomUUID)
                .filter(id -> slot.test(Slots.of(id)))
                .findFirst()
                .orElseThrow()
                .toString();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("did not come about").isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
