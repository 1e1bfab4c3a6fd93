package io.throughline.journey.clock;

import static io.throughline.journey.testing.Bills.MONDAY;
import static io.throughline.journey.testing.Bills.met;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.journey.feed.JourneyFeed;
import io.throughline.journey.intake.Intake;
import io.throughline.journey.testing.Beginning;
import io.throughline.journey.testing.Bills;
import io.throughline.journey.testing.FollowingReader;
import io.throughline.journey.testing.ScriptedIdentity;
import io.throughline.journey.v1.AdvanceClockRequest;
import io.throughline.journey.v1.Clock;
import io.throughline.journey.v1.ClockMode;
import io.throughline.journey.v1.ClockServiceGrpc.ClockServiceBlockingStub;
import io.throughline.journey.v1.GetClockRequest;
import io.throughline.journey.v1.GetCustomerContextRequest;
import io.throughline.journey.v1.GoLiveRequest;
import io.throughline.journey.v1.Journey;
import io.throughline.journey.v1.JourneyServiceGrpc.JourneyServiceBlockingStub;
import io.throughline.journey.v1.JourneyState;
import io.throughline.journey.v1.StartReplayRequest;
import io.throughline.kit.test.PostgresResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ClockIT {

    @GrpcClient("self")
    ClockServiceBlockingStub clock;

    @GrpcClient("self")
    JourneyServiceBlockingStub journeys;

    @Inject
    Beginning beginning;

    @Inject
    Intake intake;

    @Inject
    JourneyFeed feed;

    private FollowingReader news;

    @BeforeEach
    void begin() {
        beginning.under(Bills.PAY_BILL);
        news = new FollowingReader(feed);
    }

    private Clock startReplay() {
        return clock.startReplay(StartReplayRequest.getDefaultInstance()).getClock();
    }

    private Clock advance(Instant to) {
        return clock.advanceClock(AdvanceClockRequest.newBuilder()
                        .setTo(com.google.protobuf.Timestamp.newBuilder()
                                .setSeconds(to.getEpochSecond())
                                .setNanos(to.getNano()))
                        .build())
                .getClock();
    }

    private static Instant now(Clock clock) {
        return Instant.ofEpochSecond(clock.getNow().getSeconds(), clock.getNow().getNanos());
    }

    /** What is due is fired in the background, and told like any other change. */
    private void awaitFired(JourneyState expected) {
        news.readUntil(standing -> standing.stream()
                .anyMatch(journey -> expected.name().equals("JOURNEY_STATE_" + journey.journey().state())));
        assertThat(clock.getClock(GetClockRequest.getDefaultInstance()).getClock().getTimersDue())
                .isZero();
        assertThat(onlyJourneyOfAda().getState()).isEqualTo(expected);
    }

    private Journey onlyJourneyOfAda() {
        return journeys.getCustomerContext(GetCustomerContextRequest.newBuilder()
                        .setIdentifier(ScriptedIdentity.identifier("email", "ada@example.org"))
                        .build())
                .getJourneys(0);
    }

    @Test
    void aNewClockIsLive() {
        var live = clock.getClock(GetClockRequest.getDefaultInstance()).getClock();

        assertThat(live.getMode()).isEqualTo(ClockMode.CLOCK_MODE_LIVE);
        assertThat(now(live)).isBetween(Instant.now().minusSeconds(5), Instant.now().plusSeconds(5));
        assertThatThrownBy(() -> advance(MONDAY)).hasMessageContaining("FAILED_PRECONDITION");
    }

    @Test
    void aClockInReplayMovesOnlyForward() {
        assertThat(startReplay().hasNow()).isFalse();

        assertThat(now(advance(MONDAY))).isEqualTo(MONDAY);
        assertThat(now(advance(MONDAY.minusSeconds(1)))).isEqualTo(MONDAY);
        assertThat(now(startReplay())).isEqualTo(MONDAY);
    }

    @Test
    void aReplayBeginsBeforeAnythingIsRecorded() {
        intake.record(List.of(met("ada@example.org", "bill.sent", MONDAY).build()));

        assertThatThrownBy(this::startReplay).hasMessageContaining("FAILED_PRECONDITION");
    }

    @Test
    void theFirstAdvanceReachesWhatHasHappened() {
        startReplay();
        intake.record(List.of(met("ada@example.org", "bill.sent", MONDAY).build()));

        assertThat(now(advance(MONDAY.minusSeconds(60)))).isEqualTo(MONDAY);
    }

    @Test
    void aClockAheadOfTheTimeOfDayCannotGoLive() {
        startReplay();
        advance(Instant.now().plus(1, ChronoUnit.HOURS));

        assertThatThrownBy(() -> clock.goLive(GoLiveRequest.getDefaultInstance()))
                .hasMessageContaining("FAILED_PRECONDITION");
    }

    @Test
    void advancingFiresWhatHasBecomeDue() {
        startReplay();
        advance(MONDAY);
        intake.record(List.of(met("ada@example.org", "bill.sent", MONDAY).build()));

        advance(MONDAY.plus(Duration.ofDays(4)));
        awaitFired(JourneyState.JOURNEY_STATE_STALLED);

        advance(MONDAY.plus(Duration.ofDays(10)));
        awaitFired(JourneyState.JOURNEY_STATE_ABANDONED);
        assertThat(onlyJourneyOfAda().getTransitionsCount()).isEqualTo(3);
    }

    @Test
    void whatOccursAheadOfTheClockWaitsForItsTime() {
        startReplay();
        advance(MONDAY);
        intake.record(List.of(
                met("ada@example.org", "bill.sent", MONDAY).build(),
                met("ada@example.org", "bill.paid", MONDAY.plusSeconds(120)).build()));
        assertThat(onlyJourneyOfAda().getState()).isEqualTo(JourneyState.JOURNEY_STATE_ACTIVE);

        advance(MONDAY.plusSeconds(120));

        awaitFired(JourneyState.JOURNEY_STATE_ACHIEVED);
    }

    /** As after a failover to a server whose time of day is behind. */
    @Test
    void aClockThatIsSetBackTakesNothingBack() {
        beginning.showTime(MONDAY.plusSeconds(120));
        intake.record(List.of(
                met("ada@example.org", "bill.sent", MONDAY).build(),
                met("ada@example.org", "bill.paid", MONDAY.plusSeconds(120)).build()));

        beginning.showTime(MONDAY.plusSeconds(60));
        intake.record(List.of(met("ada@example.org", "agent.call", MONDAY.plusSeconds(30)).build()));

        assertThat(onlyJourneyOfAda().getState()).isEqualTo(JourneyState.JOURNEY_STATE_ACHIEVED);
        assertThat(onlyJourneyOfAda().getTally().getInteractions()).isEqualTo(3);
    }
}
