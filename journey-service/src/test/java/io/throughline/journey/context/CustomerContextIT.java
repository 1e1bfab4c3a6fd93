package io.throughline.journey.context;

import static io.throughline.journey.testing.Bills.MONDAY;
import static io.throughline.journey.testing.Bills.met;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.feed.v1.ChangeHeader;
import io.throughline.identity.v1.Customer;
import io.throughline.identity.v1.CustomerChange;
import io.throughline.identity.v1.Departure;
import io.throughline.journey.feed.JourneyFeed;
import io.throughline.journey.intake.Intake;
import io.throughline.journey.testing.Beginning;
import io.throughline.journey.testing.Bills;
import io.throughline.journey.testing.FollowingReader;
import io.throughline.journey.testing.ScriptedIdentity;
import io.throughline.journey.v1.GetCustomerContextRequest;
import io.throughline.journey.v1.GetCustomerContextResponse;
import io.throughline.journey.v1.GetFollowingRequest;
import io.throughline.journey.v1.GetJourneyRequest;
import io.throughline.journey.v1.Interaction;
import io.throughline.journey.v1.Journey;
import io.throughline.journey.v1.JourneyServiceGrpc.JourneyServiceBlockingStub;
import io.throughline.journey.v1.JourneyState;
import io.throughline.journey.v1.RecentInteraction;
import io.throughline.kit.test.PostgresResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class CustomerContextIT {

    private static final UUID ADA = ScriptedIdentity.founded("email", "ada@example.org");
    private static final UUID COOKIE = ScriptedIdentity.founded("email", "c0@example.org");

    @GrpcClient("self")
    JourneyServiceBlockingStub journeys;

    @Inject
    Beginning beginning;

    @Inject
    Intake intake;

    @Inject
    JourneyFeed feed;

    @Inject
    ScriptedIdentity identity;

    @BeforeEach
    void begin() {
        beginning.under(Bills.PAY_BILL);
        beginning.showTime(Instant.parse("2026-03-03T08:00:00Z"));
    }

    private GetCustomerContextResponse contextOf(UUID customer) {
        return journeys.getCustomerContext(GetCustomerContextRequest.newBuilder()
                .setCustomerId(customer.toString())
                .setRecentInteractions(2)
                .build());
    }

    @Test
    void journeysUnderWayComeFirstAndTheLatestInteractionsAreTold() {
        intake.record(List.of(
                met("ada@example.org", "bill.sent", MONDAY).build(),
                met("ada@example.org", "bill.paid", MONDAY.plusSeconds(10)).build(),
                met("ada@example.org", "bill.sent", MONDAY.plusSeconds(20)).build(),
                met("ada@example.org", "shop.visited", MONDAY.plusSeconds(30)).build()));

        var context = contextOf(ADA);

        assertThat(context.getJourneysList())
                .extracting(Journey::getState)
                .containsExactly(JourneyState.JOURNEY_STATE_ACTIVE, JourneyState.JOURNEY_STATE_ACHIEVED);
        assertThat(context.getRecentInteractionsList())
                .extracting(RecentInteraction::getTouchpoint)
                .containsExactly("shop.visited", "bill.sent");
    }

    @Test
    void ofManyJourneysTheOnesUnderWayAndTheLatestAreTold() {
        var interactions = new ArrayList<Interaction>();
        interactions.add(met("ada@example.org", "bill.sent", MONDAY).build());
        for (int i = 1; i <= 101; i++) {
            interactions.add(met("ada@example.org", "bill.paid", MONDAY.plusSeconds(60 * i)).build());
            interactions.add(met("ada@example.org", "bill.sent", MONDAY.plusSeconds(60 * i + 1)).build());
        }
        intake.record(interactions);

        var told = contextOf(ADA).getJourneysList();

        assertThat(told).hasSize(100);
        assertThat(told.getFirst().getState()).isEqualTo(JourneyState.JOURNEY_STATE_ACTIVE);
        assertThat(told)
                .extracting(journey -> journey.getStartedAt().getSeconds())
                .isSortedAccordingTo(Comparator.reverseOrder())
                .doesNotContain(MONDAY.getEpochSecond(), MONDAY.getEpochSecond() + 61);
    }

    @Test
    void howFarTheJourneysAreBehindIsTold() {
        identity.goBehind(7);
        assertThat(journeys.getFollowing(GetFollowingRequest.getDefaultInstance()).getChangesBehind())
                .isEqualTo(7);

        identity.goDown();
        assertThatThrownBy(() -> journeys.getFollowing(GetFollowingRequest.getDefaultInstance()))
                .hasMessageContaining("UNAVAILABLE");
    }

    @Test
    void nobodyIsNotFound() {
        assertThatThrownBy(() -> contextOf(UUID.randomUUID())).hasMessageContaining("NOT_FOUND");
    }

    @Test
    void afterAMergeTheOldIdAnswersWithAllOfBoth() {
        intake.record(List.of(
                met("c0@example.org", "bill.sent", MONDAY).build(),
                met("ada@example.org", "bill.paid", MONDAY.plus(Duration.ofHours(1))).build()));
        var before = contextOf(COOKIE).getJourneys(0);
        assertThat(before.getState()).isEqualTo(JourneyState.JOURNEY_STATE_ACTIVE);

        tellThatTheCookieBecameAda();
        awaitMerge();

        var after = contextOf(COOKIE).getJourneys(0);
        assertThat(after.getState()).isEqualTo(JourneyState.JOURNEY_STATE_ACHIEVED);
        assertThat(after.getId()).isEqualTo(before.getId());
        assertThat(after.getRevision()).isGreaterThan(before.getRevision() + 1);
        assertThat(journeys.getJourney(GetJourneyRequest.newBuilder()
                                .setJourneyId(before.getId())
                                .build())
                        .getJourney())
                .isEqualTo(after);
    }

    @Test
    void anAnswerOfIdentityServiceThatHasGrownOldIsCorrected() {
        intake.record(List.of(met("c0@example.org", "bill.sent", MONDAY).build()));
        tellThatTheCookieBecameAda();
        awaitMerge();
        int calls = identity.calls();

        intake.record(List.of(met("c0@example.org", "bill.paid", MONDAY.plusSeconds(60)).build()));

        assertThat(identity.calls()).isEqualTo(calls);
        assertThat(contextOf(ADA).getJourneys(0).getState()).isEqualTo(JourneyState.JOURNEY_STATE_ACHIEVED);
    }

    /** The journeys of both are told anew when identity-service's news has been dealt with. */
    private void awaitMerge() {
        new FollowingReader(feed).readUntil(standing -> !standing.isEmpty()
                && standing.stream().allMatch(journey -> journey.customer().equals(ADA)));
        assertThat(contextOf(COOKIE).getCustomerId()).isEqualTo(ADA.toString());
    }

    private void tellThatTheCookieBecameAda() {
        identity.tell(CustomerChange.newBuilder()
                .setHeader(ChangeHeader.newBuilder()
                        .setSlot(3)
                        .setPosition(UUID.randomUUID().toString())
                        .setCustomerId(COOKIE.toString())
                        .setRevision(2))
                .setCustomer(Customer.newBuilder()
                        .setId(COOKIE.toString())
                        .setRevision(2)
                        .setMergedInto(ADA.toString())
                        .addDepartures(Departure.newBuilder()
                                .setIdentifier(ScriptedIdentity.identifier("email", "c0@example.org"))
                                .setCustomerId(ADA.toString())))
                .build());
    }
}
