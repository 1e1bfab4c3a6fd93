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
import io.throughline.journey.feed.JourneyFeed;
import io.throughline.journey.intake.Intake;
import io.throughline.journey.intake.KnownIdentifiers;
import io.throughline.journey.testing.Bills;
import io.throughline.journey.testing.FollowingReader;
import io.throughline.journey.testing.GivenRules;
import io.throughline.journey.testing.ScriptedIdentity;
import io.throughline.journey.testing.Tables;
import io.throughline.journey.v1.GetCustomerContextRequest;
import io.throughline.journey.v1.GetCustomerContextResponse;
import io.throughline.journey.v1.GetJourneyRequest;
import io.throughline.journey.v1.Journey;
import io.throughline.journey.v1.JourneyServiceGrpc.JourneyServiceBlockingStub;
import io.throughline.journey.v1.JourneyState;
import io.throughline.journey.v1.RecentInteraction;
import io.throughline.kit.database.Database;
import io.throughline.kit.test.PostgresResource;
import jakarta.inject.Inject;
import java.time.Duration;
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
    Database database;

    @Inject
    Intake intake;

    @Inject
    JourneyFeed feed;

    @Inject
    ScriptedIdentity identity;

    @Inject
    KnownIdentifiers known;

    @Inject
    GivenRules rules;

    @BeforeEach
    void begin() {
        Tables.clear(database);
        identity.reset();
        known.clear();
        rules.are(List.of(Bills.PAY_BILL));
        database.run("update clock set mode = 'REPLAY', replay_time = '2026-03-03T08:00:00Z'");
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

        tellMerged(COOKIE, ADA);
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
        tellMerged(COOKIE, ADA);
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

    private void tellMerged(UUID loser, UUID winner) {
        identity.tell(CustomerChange.newBuilder()
                .setHeader(ChangeHeader.newBuilder()
                        .setSlot(3)
                        .setPosition(UUID.randomUUID().toString())
                        .setCustomerId(loser.toString())
                        .setRevision(2))
                .setCustomer(Customer.newBuilder()
                        .setId(loser.toString())
                        .setRevision(2)
                        .setMergedInto(winner.toString()))
                .build());
    }
}
