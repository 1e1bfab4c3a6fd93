package io.throughline.journey.context;

import static io.throughline.journey.testing.Bills.MONDAY;
import static io.throughline.journey.testing.Bills.met;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.grpc.GrpcClient;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.journey.feed.JourneyFeed;
import io.throughline.journey.intake.Intake;
import io.throughline.journey.interaction.Anchor;
import io.throughline.journey.interaction.NewReading;
import io.throughline.journey.journey.JourneyFolding;
import io.throughline.journey.journey.RulebookSource;
import io.throughline.journey.testing.Beginning;
import io.throughline.journey.testing.Bills;
import io.throughline.journey.testing.CountingDatabase;
import io.throughline.journey.testing.FollowingReader;
import io.throughline.journey.testing.ScriptedIdentity;
import io.throughline.journey.v1.ExplainJourneyRequest;
import io.throughline.journey.v1.GetCustomerContextRequest;
import io.throughline.journey.v1.GetCustomerContextResponse;
import io.throughline.journey.v1.Journey;
import io.throughline.journey.v1.JourneyEvent;
import io.throughline.journey.v1.JourneyServiceGrpc.JourneyServiceBlockingStub;
import io.throughline.journey.v1.RecentInteraction;
import io.throughline.journey.v1.Signal;
import io.throughline.journey.v1.SignalKind;
import io.throughline.kit.database.Database;
import io.throughline.kit.test.PostgresResource;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A channel that has read the context of a customer. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ReadingIT {

    private static final UUID ADA = ScriptedIdentity.founded("email", "ada@example.org");
    private static final Anchor ADAS = new Anchor("email", "ada@example.org");
    private static final Instant READ = MONDAY.plusSeconds(60);
    private static final Instant CALL = MONDAY.plusSeconds(120);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @GrpcClient("self")
    JourneyServiceBlockingStub journeys;

    @Inject
    Beginning beginning;

    @Inject
    Database database;

    @Inject
    Intake intake;

    @Inject
    JourneyFeed feed;

    @Inject
    ReadingAppend append;

    @Inject
    Pool pool;

    @Inject
    RulebookSource rulebook;

    @Inject
    JourneyFolding folding;

    @BeforeEach
    void begin() {
        beginning.under(Bills.PAY_BILL);
        beginning.showTime(MONDAY);
        intake.record(List.of(met("ada@example.org", "bill.sent", MONDAY).build()));
    }

    private GetCustomerContextResponse read(String channel) {
        return journeys.getCustomerContext(GetCustomerContextRequest.newBuilder()
                .setCustomerId(ADA.toString())
                .setChannel(channel)
                .build());
    }

    private Journey journey() {
        return read("").getJourneys(0);
    }

    private void call(String channel) {
        beginning.showTime(CALL);
        intake.record(List.of(
                met("ada@example.org", "agent.call", CALL).setChannel(channel).build()));
    }

    private long stored() {
        return database.run("select count(*) from interaction where touchpoint = ''").iterator().next().getLong(0);
    }

    private void awaitStored(long number) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (stored() < number && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        assertThat(stored()).isEqualTo(number);
    }

    private static Signal handover(Journey journey) {
        return journey.getSignalsList().stream()
                .filter(signal -> signal.getKind() == SignalKind.SIGNAL_KIND_HANDOVER)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void contextIsPassedToTheChannelThatHasRead() {
        beginning.showTime(READ);
        var before = read("phone");
        awaitStored(1);

        assertThat(journey()).as("nothing of the journey is changed by it").isEqualTo(before.getJourneys(0));
        call("phone");

        assertThat(handover(journey()).getTimes()).isEqualTo(1);
        assertThat(handover(journey()).getContextsPassed()).isEqualTo(1);
        assertThat(journey().getTally().getContextsPassed()).isEqualTo(1);
        assertThat(journey().getStepsCount()).isEqualTo(2);
        assertThat(read("").getRecentInteractionsList())
                .extracting(RecentInteraction::getTouchpoint)
                .containsExactly("agent.call", "bill.sent");
        assertThat(journeys.explainJourney(ExplainJourneyRequest.newBuilder()
                                .setJourneyId(journey().getId())
                                .build())
                        .getEventsList())
                .extracting(JourneyEvent::getContextPassed)
                .containsExactly(false, true);
    }

    /** Whoever reads waits for nothing, and a hundred who read cost one statement for each thing to be done. */
    @Test
    void readingsAreRecordedInBatches() throws InterruptedException {
        var counting = new CountingDatabase(pool);
        var recorder = new ReadingRecorder(new ReadingAppend(counting, rulebook, folding), feed);
        int readings = 100;
        IntStream.range(0, readings)
                .forEach(i -> recorder.record(NewReading.of(ADA, ADAS, "channel-" + i, READ.plusSeconds(i))));

        recorder.start(new StartupEvent());
        recorder.stop(new ShutdownEvent());

        assertThat(stored()).isEqualTo(readings);
        assertThat(counting.statements()).filteredOn(sql -> sql.contains("insert into interaction")).hasSize(1);
    }

    @Test
    void aReadingByIdentifierCountsAlike() {
        beginning.showTime(READ);
        journeys.getCustomerContext(GetCustomerContextRequest.newBuilder()
                .setIdentifier(ScriptedIdentity.identifier("email", "ada@example.org"))
                .setChannel("phone")
                .build());
        awaitStored(1);
        call("phone");

        assertThat(journey().getTally().getContextsPassed()).isEqualTo(1);
    }

    @Test
    void whatAnotherChannelHasReadPassesNothing() {
        beginning.showTime(READ);
        read("shop");
        awaitStored(1);
        call("phone");

        assertThat(handover(journey()).getTimes()).isEqualTo(1);
        assertThat(handover(journey()).getContextsPassed()).isZero();
    }

    @Test
    void lookingAgainWhileNothingHappensLeavesNothingBehind() {
        append.append(List.of(reading(READ), reading(READ.plusSeconds(1))));
        append.append(List.of(reading(READ.plusSeconds(1)), reading(READ), reading(READ.plusSeconds(30))));
        assertThat(stored()).isEqualTo(1);

        call("phone");
        append.append(List.of(reading(CALL), reading(CALL.plusSeconds(1)), reading(CALL.plusSeconds(2))));
        assertThat(stored()).as("at the time of the call is before it").isEqualTo(2);
    }

    @Test
    void aLateReadingHasItsJourneyFoldedAgain() {
        call("phone");
        var reader = new FollowingReader(feed);
        while (reader.read(100) > 0) {}
        long revision = journey().getRevision();

        assertThat(append.append(List.of(reading(READ)))).isTrue();

        assertThat(journey().getTally().getContextsPassed()).isEqualTo(1);
        assertThat(journey().getRevision()).isEqualTo(revision + 1);
    }

    @Test
    void aReadingInOrderTellsTheFeedNothing() {
        long before = database.run("select count(*) from feed").iterator().next().getLong(0);

        assertThat(append.append(List.of(reading(READ)))).isFalse();

        assertThat(database.run("select count(*) from feed").iterator().next().getLong(0)).isEqualTo(before);
    }

    @Test
    void aStopRecordsWhatIsWaiting() throws Exception {
        var recorder = new ReadingRecorder(append, feed);
        recorder.start(null);
        recorder.record(reading(READ));
        recorder.stop(null);

        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void aContextWithoutAnythingInItIsNotRecorded() {
        database.run("truncate interaction, journey");
        journeys.getCustomerContext(GetCustomerContextRequest.newBuilder()
                .setIdentifier(ScriptedIdentity.identifier("email", "ada@example.org"))
                .setChannel("phone")
                .build());
        intake.record(List.of(met("bob@example.org", "bill.sent", MONDAY).build()));
        journeys.getCustomerContext(GetCustomerContextRequest.newBuilder()
                .setIdentifier(ScriptedIdentity.identifier("email", "bob@example.org"))
                .setChannel("phone")
                .build());

        awaitStored(1);
    }

    @Test
    void aLongJourneyIsToldWhole() {
        beginning.showTime(READ);
        intake.record(IntStream.range(1, 300)
                .mapToObj(i -> met("ada@example.org", "agent.call", MONDAY.plusMillis(i)).build())
                .toList());

        assertThat(journey().getStepsList())
                .hasSize(300)
                .extracting(step -> step.getOccurredAt().getNanos())
                .isSorted();
    }

    private static NewReading reading(Instant at) {
        return NewReading.of(ADA, ADAS, "phone", at);
    }
}
