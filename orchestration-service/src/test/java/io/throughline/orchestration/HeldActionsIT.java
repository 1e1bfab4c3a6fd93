package io.throughline.orchestration;

import static io.throughline.orchestration.peer.Told.NOON;
import static io.throughline.orchestration.peer.Told.journey;
import static io.throughline.orchestration.peer.Told.newId;
import static io.throughline.orchestration.peer.Told.stalled;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.journey.v1.ClockMode;
import io.throughline.journey.v1.Transition;
import io.throughline.kit.test.PostgresResource;
import io.throughline.orchestration.action.ChannelByHand;
import io.throughline.orchestration.peer.FakeJourneys;
import io.throughline.orchestration.peer.FakePeers;
import io.throughline.orchestration.peer.PeersResource;
import io.throughline.orchestration.v1.Decision;
import io.throughline.orchestration.v1.DecisionOutcome;
import io.throughline.orchestration.v1.ListDecisionsRequest;
import io.throughline.orchestration.v1.Reason;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No action is offered before the feed has been read to where it stood when the action was made. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(PeersResource.class)
class HeldActionsIT {

    FakeJourneys journeys;
    FakePeers peers;

    @Inject
    ServiceUnderTest service;

    @Inject
    ChannelByHand channel;

    private final String name = "held-" + newId().substring(0, 8);
    private final String anna = newId();
    private final String ben = newId();
    private final String bill = newId();
    private final String replacement = newId();

    @BeforeEach
    void begin() {
        peers.beUp();
        journeys.showTime(ClockMode.CLOCK_MODE_LIVE, NOON);
        service.remindOfStalled(name, name, name);
    }

    @AfterEach
    void end() {
        service.closeStreams();
        letAllBeRead();
    }

    @Test
    void whatReplacesASentOneIsNotSentHoweverLongItsWithdrawalCannotBeRead() {
        tellBill(1, stalled(newId(), NOON));
        assertThat(carriedOut()).isOne();

        correctThePast();
        assertThat(service.actions(name)).containsExactly("DONE", "WAITING");
        assertThat(carriedOut()).isZero();

        letAllBeRead();
        assertThat(carriedOut()).isZero();
        assertThat(service.actions(name)).containsExactly("CANCELLED", "DONE");
        assertThat(decisions())
                .extracting(Decision::getOutcome)
                .containsExactly(
                        DecisionOutcome.DECISION_OUTCOME_ALREADY_SENT, DecisionOutcome.DECISION_OUTCOME_ACT);
    }

    @Test
    void whatIsHeldIsReleasedWhenAllHasBeenReadThatStoodThere() {
        tellBill(1);
        correctThePast();
        assertThat(carriedOut()).isZero();

        letAllBeRead();

        assertThat(carriedOut()).isOne();
    }

    @Test
    void whatIsRecordedLaterThanAnActionDoesNotHoldItBack() {
        tellBill(1);
        correctThePast();
        // The rest can be read, and what comes now cannot.
        journeys.keepBack();
        journeys.tell(journey(newId(), anna, name, 1), "");

        assertThat(service.subscribe(name, 1).nextAction().getJourneyId()).isEqualTo(replacement);
    }

    @Test
    void whatIsHeldUntilItIsTooOldIsNeverSent() {
        tellBill(1);
        correctThePast();
        journeys.showTime(ClockMode.CLOCK_MODE_LIVE, NOON.plus(Duration.ofDays(2)));
        letAllBeRead();

        assertThat(carriedOut()).isZero();
        assertThat(service.actions(name)).containsExactly("CANCELLED");
        var decision = decisions().getFirst();
        assertThat(decision.getOutcome()).isEqualTo(DecisionOutcome.DECISION_OUTCOME_TOO_LATE);
        assertThat(decision.getActionId()).isEmpty();
        assertThat(decision.getReasonsList())
                .last()
                .isEqualTo(Reason.newBuilder()
                        .setRule("fresh_for")
                        .setPassed(false)
                        .setExplanation("the transition was 2 d old by the clock when the feed had been read far enough to act"
                                + " on it, of at most 1 d")
                        .build());
    }

    @Test
    void aSimulatedOneIsReleasedHoweverFarTheClockLeaps() {
        journeys.showTime(ClockMode.CLOCK_MODE_REPLAY, NOON);
        tellBill(1);
        correctThePast();
        journeys.showTime(ClockMode.CLOCK_MODE_REPLAY, NOON.plus(Duration.ofDays(300)));
        letAllBeRead();

        assertThat(service.actions(name)).containsExactly("WAITING");
        assertThat(service.held(name)).isZero();
    }

    @Test
    void itIsNotAskedAtEveryPageHowMuchIsUnread() {
        peers.beDown();
        for (int i = 0; i < 5_000; i++) {
            journeys.tell(journey(newId(), newId(), name, 1, stalled(newId(), NOON)), "");
        }
        int before = journeys.lagsTold();
        peers.beUp();
        journeys.awaitFollowed();

        assertThat(service.held(name)).isZero();
        // Of ten pages: after the first, and when what was unread then had been read.
        assertThat(journeys.lagsTold() - before).isLessThan(6);
    }

    private void tellBill(long revision, Transition... transitions) {
        journeys.tell(journey(bill, anna, name, revision, transitions), "");
        journeys.awaitFollowed();
    }

    /**
     * Another journey takes the bill's place. The feed tells an old row of it, and with it already how it stands now; what was
     * recorded with the correction cannot be read yet.
     */
    private void correctThePast() {
        peers.beDown();
        journeys.tell(journey(replacement, ben, name, 1), "");
        journeys.keepBack();
        journeys.withdraw(bill, replacement);
        journeys.tell(journey(replacement, ben, name, 2, stalled(newId(), NOON)), "");
        peers.beUp();
        // It is asked for as long as something is held: the first answer has been dealt with at the second question.
        journeys.awaitAskedForLag(2);
    }

    private void letAllBeRead() {
        journeys.keepBackNoLonger();
        journeys.awaitFollowed();
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
