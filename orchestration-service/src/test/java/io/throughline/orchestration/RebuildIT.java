package io.throughline.orchestration;

import static io.throughline.orchestration.peer.Told.NOON;
import static io.throughline.orchestration.peer.Told.journey;
import static io.throughline.orchestration.peer.Told.newId;
import static io.throughline.orchestration.peer.Told.stalled;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.journey.v1.ClockMode;
import io.throughline.kit.test.PostgresResource;
import io.throughline.orchestration.action.ChannelByHand;
import io.throughline.orchestration.peer.FakeJourneys;
import io.throughline.orchestration.peer.FakePeers;
import io.throughline.orchestration.peer.PeersResource;
import io.throughline.orchestration.v1.Decision;
import io.throughline.orchestration.v1.DecisionOutcome;
import io.throughline.orchestration.v1.ListDecisionsRequest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is so far behind that the feed no longer tells all reads the snapshot, and asks for nothing a second time. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(PeersResource.class)
class RebuildIT {

    FakeJourneys journeys;
    FakePeers peers;

    @Inject
    ServiceUnderTest service;

    @Inject
    ChannelByHand channel;

    private final String name = "rebuild-" + newId().substring(0, 8);
    private final String anna = newId();
    private final String ben = newId();
    private final String bill = newId();
    private final String other = newId();

    @BeforeEach
    void begin() {
        peers.beUp();
        journeys.showTime(ClockMode.CLOCK_MODE_LIVE, NOON);
        service.remindOfStalled(name, name, name);
        journeys.tell(journey(bill, anna, name, 1, stalled(newId(), NOON)), "");
        journeys.awaitFollowed();
        assertThat(carriedOut()).isOne();
    }

    @AfterEach
    void end() {
        journeys.keepBackSecondPageNoLonger();
        peers.beUp();
    }

    @Test
    void whatWasSentIsNotSentAgainWhenAllIsReadAnew() {
        int pages = journeys.snapshotPages();
        journeys.forgetRows();
        service.forgetPositions();
        await(() -> journeys.snapshotPages() > pages);
        journeys.forgetFollowed();
        journeys.awaitFollowed();

        assertThat(carriedOut()).isZero();
        assertThat(service.actions(name)).containsExactly("DONE");
        assertThat(decisions()).hasSize(1);
    }

    @Test
    void whatHappenedWhileTooFarBehindIsDecidedOn() {
        peers.beDown();
        journeys.tell(journey(other, ben, name, 1, stalled(newId(), NOON)), "");
        journeys.forgetRows();
        peers.beUp();
        journeys.awaitFollowed();
        await(() -> service.held(name) == 0);

        assertThat(carriedOut()).isOne();
        assertThat(service.actions(name)).containsExactly("DONE", "DONE");
    }

    @Test
    void whatTookThePlaceOfASentOneMeanwhileIsNotSentThoughItIsToldFirst() {
        peers.beDown();
        journeys.withdraw(bill, other);
        journeys.tell(journey(other, ben, name, 1, stalled(newId(), NOON)), "");
        journeys.forgetRows();
        journeys.keepBackSecondPage();
        int before = journeys.snapshotPages();
        peers.beUp();

        await(() -> journeys.snapshotPages() >= before + 2);
        assertThat(service.held(name)).as("while the replaced one is not told of yet").isOne();
        assertThat(carriedOut()).isZero();

        journeys.keepBackSecondPageNoLonger();
        journeys.awaitFollowed();

        assertThat(service.actions(name)).containsExactly("CANCELLED", "DONE");
        assertThat(decisions())
                .extracting(Decision::getOutcome)
                .containsExactly(
                        DecisionOutcome.DECISION_OUTCOME_ALREADY_SENT, DecisionOutcome.DECISION_OUTCOME_ACT);
        assertThat(carriedOut()).isZero();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("did not come about").isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private int carriedOut() {
        return OnVirtualThread.call(() -> {
            channel.letAnHourPass(name);
            return channel.carryOutAll(name);
        });
    }

    private List<Decision> decisions() {
        return service.decisions(
                ListDecisionsRequest.newBuilder().setPolicy(name).build());
    }
}
