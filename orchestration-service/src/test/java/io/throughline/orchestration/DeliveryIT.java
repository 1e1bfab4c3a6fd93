package io.throughline.orchestration;

import static io.throughline.orchestration.peer.Told.NOON;
import static io.throughline.orchestration.peer.Told.journey;
import static io.throughline.orchestration.peer.Told.newId;
import static io.throughline.orchestration.peer.Told.stalled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.journey.v1.ClockMode;
import io.throughline.kit.test.PostgresResource;
import io.throughline.orchestration.action.ActionStreams;
import io.throughline.orchestration.peer.FakeIdentities;
import io.throughline.orchestration.peer.FakeJourneys;
import io.throughline.orchestration.peer.FakePeers;
import io.throughline.orchestration.peer.PeersResource;
import io.throughline.orchestration.v1.Action;
import io.throughline.orchestration.v1.ActionResult;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(PeersResource.class)
class DeliveryIT {

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    FakeJourneys journeys;
    FakeIdentities identities;
    FakePeers peers;

    @Inject
    ServiceUnderTest service;

    @Inject
    ActionStreams streams;

    private final String channel = "channel-" + newId().substring(0, 8);
    private final String definition = "journey-" + newId().substring(0, 8);
    private final String anna = newId();

    @BeforeEach
    void begin() {
        peers.beUp();
        journeys.showTime(ClockMode.CLOCK_MODE_LIVE, NOON);
        identities.beDown(false);
        identities.know(anna, "anna@example.org");
        service.remindOfStalled("remind-" + definition, definition, channel);
    }

    @AfterEach
    void end() {
        service.closeStreams();
    }

    @Test
    void twoSubscribersNeverGetTheSameAction() {
        var one = service.subscribe(channel, 1);
        var other = service.subscribe(channel, 1);
        makeActions(6);

        var offered = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            for (var stream : List.of(one, other)) {
                var action = stream.nextAction();
                offered.add(action.getId());
                stream.acknowledge(action, ActionResult.ACTION_RESULT_DONE);
                stream.awaitAcknowledged();
            }
        }
        assertThat(offered).doesNotHaveDuplicates();
        assertThat(service.actions(channel)).containsOnly("DONE").hasSize(6);
    }

    @Test
    void noMoreThanAskedForAreUnderWay() {
        makeActions(5);
        var stream = service.subscribe(channel, 2);

        var first = stream.nextAction();
        stream.nextAction();
        assertThat(service.actions(channel)).filteredOn("OFFERED"::equals).hasSize(2);
        stream.acknowledge(first, ActionResult.ACTION_RESULT_DONE);

        stream.nextAction();
        assertThat(service.actions(channel)).filteredOn("WAITING"::equals).hasSize(2);
    }

    @Test
    void anActionIsOfferedAgainUnderItsIdWhenItsLeaseEnds() {
        makeActions(1);
        var gone = service.subscribe(channel, 1);
        var first = gone.nextAction();
        gone.cancel();
        var other = service.subscribe(channel, 1);
        assertThat(other.receivedActions()).isEmpty();

        service.endLeases(channel);

        var again = other.nextAction();
        assertThat(again.getId()).isEqualTo(first.getId());
        assertThat(again.getDecisionId()).isEqualTo(first.getDecisionId());
    }

    @Test
    void anActionMayBeAcknowledgedOnAnotherStreamThanItWasOfferedOn() {
        makeActions(1);
        var lost = service.subscribe(channel, 1);
        var action = lost.nextAction();
        lost.cancel();

        var again = service.subscribe(channel, 1);
        again.acknowledge(action, ActionResult.ACTION_RESULT_DONE);
        assertThat(again.awaitAcknowledged()).isEqualTo(action.getId());

        assertThat(service.actions(channel)).containsExactly("DONE");
    }

    @Test
    void anAcknowledgementIsDurableBeforeItIsAnsweredAndSayingItAgainChangesNothing() {
        makeActions(1);
        var stream = service.subscribe(channel, 1);
        var action = stream.nextAction();
        stream.acknowledge(action, ActionResult.ACTION_RESULT_REFUSED);
        stream.awaitAcknowledged();
        assertThat(service.actions(channel)).containsExactly("REFUSED");

        stream.acknowledge(action, ActionResult.ACTION_RESULT_DONE);
        stream.awaitAcknowledged();
        assertThat(service.actions(channel)).containsExactly("REFUSED");
    }

    @Test
    void noAcknowledgementIsLostForItsNote() {
        makeActions(3);
        var stream = service.subscribe(channel, 3);

        stream.acknowledge(stream.nextAction().getId(), ActionResult.ACTION_RESULT_DONE, "sent\0");
        stream.acknowledge(stream.nextAction().getId(), ActionResult.ACTION_RESULT_DONE, "\uD834\uDD60".repeat(300));
        stream.acknowledge(stream.nextAction(), ActionResult.ACTION_RESULT_DONE);
        for (int i = 0; i < 3; i++) {
            stream.awaitAcknowledged();
        }

        assertThat(service.actions(channel)).containsOnly("DONE").hasSize(3);
        assertThat(service.notes(channel)).containsExactlyInAnyOrder("sent\uFFFD", "\uD834\uDD60".repeat(256), "");
    }

    @Test
    void whatCouldNotBeCarriedOutIsOfferedAgainAfterAPause() {
        makeActions(1);
        var stream = service.subscribe(channel, 1);
        var first = stream.nextAction();
        stream.acknowledge(first, ActionResult.ACTION_RESULT_RETRY);
        stream.awaitAcknowledged();
        assertThat(service.actions(channel)).containsExactly("WAITING");

        service.endLeases(channel);

        assertThat(stream.nextAction().getId()).isEqualTo(first.getId());
    }

    @Test
    void anotherStreamCannotGiveALeaseBack() {
        makeActions(1);
        var holder = service.subscribe(channel, 1);
        var action = holder.nextAction();
        var other = service.subscribe(channel, 1);

        other.acknowledge(action, ActionResult.ACTION_RESULT_RETRY);
        other.awaitAcknowledged();

        assertThat(service.actions(channel)).containsExactly("OFFERED");
    }

    @Test
    void anActionForACustomerWhoWasMergedIsAddressedToTheLivingOne() {
        var ben = newId();
        identities.know(ben, "ben@example.org");
        identities.merge(anna, ben);
        makeActions(1);

        var action = service.subscribe(channel, 1).nextAction();

        assertThat(action.getCustomerId()).isEqualTo(ben);
        assertThat(action.getIdentifiers(0).getValue()).isEqualTo("ben@example.org");
    }

    @Test
    void anActionForACustomerWhomNobodyKnowsHasNoIdentifiers() {
        var stranger = newId();
        journeys.tell(journey(newId(), stranger, definition, 1, stalled(newId(), NOON)), "");
        journeys.awaitFollowed();

        var action = service.subscribe(channel, 1).nextAction();

        assertThat(action.getCustomerId()).isEqualTo(stranger);
        assertThat(action.getIdentifiersList()).isEmpty();
    }

    @Test
    void actionsWaitWhileTheyCannotBeAddressed() {
        identities.beDown(true);
        makeActions(1);
        var stream = service.subscribe(channel, 1);
        eventually(() -> identities.asked().contains(anna) && service.actions(channel).equals(List.of("WAITING")));

        identities.beDown(false);
        service.endLeases(channel);

        assertThat(stream.nextAction().getCustomerId()).isEqualTo(anna);
    }

    @Test
    void aCustomerOfTensOfThousandsOfIdentifiersIsAddressed() {
        var household = newId();
        identities.know(household, 60_000);
        journeys.tell(journey(newId(), household, definition, 1, stalled(newId(), NOON)), "");
        journeys.awaitFollowed();

        assertThat(service.subscribe(channel, 1).nextAction().getIdentifiersCount()).isEqualTo(60_000);
    }

    @Test
    void whatCannotBeAddressedHoldsNothingElseUpAndIsTriedEverMoreRarely() {
        var unspeakable = newId();
        identities.know(unspeakable, "unspeakable@example.org");
        identities.refuse(unspeakable, true);
        journeys.tell(journey(newId(), unspeakable, definition, 1, stalled(newId(), NOON)), "");
        makeActions(1);
        service.age(channel, 20);
        var stream = service.subscribe(channel, 2);

        assertThat(stream.nextAction().getCustomerId()).isEqualTo(anna);
        eventually(() -> service.resting(channel, 15) == 1);
        assertThat(service.actions(channel)).containsExactly("OFFERED", "WAITING");

        identities.refuse(unspeakable, false);
        service.endLeases(channel);

        assertThat(List.of(stream.nextAction().getCustomerId(), stream.nextAction().getCustomerId()))
                .containsExactlyInAnyOrder(anna, unspeakable);
    }

    @Test
    void aCauseThatIsWithdrawnWhileItsActionIsUnderWayIsNotOfferedAgain() {
        var bill = newId();
        journeys.tell(journey(bill, anna, definition, 1, stalled(newId(), NOON)), "");
        journeys.awaitFollowed();
        var stream = service.subscribe(channel, 2);
        stream.nextAction();
        journeys.tell(journey(bill, anna, definition, 2), "");
        journeys.awaitFollowed();
        service.endLeases(channel);
        makeActions(1);

        // What comes next is the new action, although the old one's lease ended before it was made.
        assertThat(stream.nextAction().getJourneyId()).isNotEqualTo(bill);
        assertThat(stream.receivedActions()).isEmpty();
    }

    @Test
    void theTraceOfTheCauseGoesOnToTheChannel() {
        journeys.tell(journey(newId(), anna, definition, 1, stalled(newId(), NOON)), TRACE);
        journeys.awaitFollowed();

        var action = service.subscribe(channel, 1).nextAction();

        assertThat(action.getTraceparent()).startsWith(TRACE.substring(0, 36));
    }

    @Test
    void theFirstMessageSubscribes() {
        var stream = service.open();
        stream.acknowledge(newId(), ActionResult.ACTION_RESULT_DONE);

        assertThatThrownBy(stream::awaitEnd).hasMessageContaining("FAILED_PRECONDITION");
    }

    @Test
    void acknowledgingWhatWasNeverOfferedEndsTheStream() {
        var stream = service.subscribe(channel, 1);
        stream.acknowledge(newId(), ActionResult.ACTION_RESULT_DONE);

        assertThatThrownBy(stream::awaitEnd).hasMessageContaining("NOT_FOUND");
    }

    @Test
    void aSubscriptionThatBreaksItsRulesIsRefused() {
        var stream = service.subscribe(channel, 0);

        assertThatThrownBy(stream::awaitEnd)
                .hasMessageContaining("INVALID_ARGUMENT")
                .hasMessageContaining("max_in_flight");
    }

    @Test
    void aChannelThatSaysNoMoreIsAnsweredToTheEnd() throws Throwable {
        makeActions(3);
        var stream = service.subscribe(channel, 3);
        var actions = List.of(stream.nextAction(), stream.nextAction(), stream.nextAction());
        actions.forEach(action -> stream.acknowledge(action, ActionResult.ACTION_RESULT_DONE));
        stream.complete();
        stream.awaitEnd();

        assertThat(List.of(stream.awaitAcknowledged(), stream.awaitAcknowledged(), stream.awaitAcknowledged()))
                .containsExactlyElementsOf(actions.stream().map(Action::getId).toList());
    }

    @Test
    void aStreamThatIsOverIsForgotten() {
        eventually(() -> streams.count() == 0);
        var cancelled = service.subscribe(channel, 1);
        var completed = service.subscribe(channel, 1);
        service.open();
        eventually(() -> streams.count() == 3);

        cancelled.cancel();
        completed.complete();
        service.closeStreams();

        eventually(() -> streams.count() == 0);
    }

    @Test
    void aChannelThatFloodsIsAnsweredInItsOwnTime() {
        makeActions(1);
        var stream = service.subscribe(channel, 100);
        var action = stream.nextAction();
        for (int i = 0; i < 3_000; i++) {
            stream.acknowledge(action, ActionResult.ACTION_RESULT_DONE);
        }
        for (int i = 0; i < 3_000; i++) {
            assertThat(stream.awaitAcknowledged()).isEqualTo(action.getId());
        }
    }

    private void makeActions(int count) {
        for (int i = 0; i < count; i++) {
            journeys.tell(journey(newId(), anna, definition, 1, stalled(newId(), NOON.minusSeconds(count - i))), "");
        }
        journeys.awaitFollowed();
    }

    private static void eventually(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("it did not come about");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
