package io.throughline.journey.retention;

import static io.restassured.RestAssured.given;
import static io.throughline.journey.testing.Bills.MONDAY;
import static io.throughline.journey.testing.Bills.met;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.throughline.identity.v1.Customer;
import io.throughline.identity.v1.CustomerChange;
import io.throughline.identity.v1.Departure;
import io.throughline.identity.v1.Identifier;
import io.throughline.journey.clock.ClockStore;
import io.throughline.journey.context.ReadingAppend;
import io.throughline.journey.feed.JourneyFeed;
import io.throughline.journey.intake.Intake;
import io.throughline.journey.intake.Outcome.Recorded;
import io.throughline.journey.interaction.Anchor;
import io.throughline.journey.interaction.CustomerLocks;
import io.throughline.journey.interaction.NewReading;
import io.throughline.journey.journey.JourneyFolding;
import io.throughline.journey.journey.RulebookSource;
import io.throughline.journey.redirect.CustomerMoves;
import io.throughline.journey.testing.Beginning;
import io.throughline.journey.testing.Bills;
import io.throughline.journey.testing.CountingDatabase;
import io.throughline.journey.testing.FailingDatabase;
import io.throughline.journey.testing.ScriptedIdentity;
import io.throughline.journey.v1.ExplainJourneyRequest;
import io.throughline.journey.v1.GetCustomerContextRequest;
import io.throughline.journey.v1.GetJourneyRequest;
import io.throughline.journey.v1.Interaction;
import io.throughline.journey.v1.InteractionServiceGrpc.InteractionServiceBlockingStub;
import io.throughline.journey.v1.Journey;
import io.throughline.journey.v1.JourneyServiceGrpc.JourneyServiceBlockingStub;
import io.throughline.journey.v1.JourneyState;
import io.throughline.journey.v1.MutinyInteractionServiceGrpc.MutinyInteractionServiceStub;
import io.throughline.journey.v1.RecordInteractionsRequest;
import io.throughline.journey.v1.StreamInteractionsRequest;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.test.PostgresResource;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is older than the horizon: refused at every door, sealed and removed where it stands. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RetentionIT {

    private static final Identifier ADAS = ScriptedIdentity.identifier("email", "ada@example.org");
    private static final UUID ADA = ScriptedIdentity.founded("email", "ada@example.org");
    private static final UUID EVE = ScriptedIdentity.founded("email", "eve@example.org");
    private static final Duration KEEP = Duration.ofDays(30);

    /** Without it nobody goes on with what is to be moved. */
    private static final long LOCK_OF_MOVES = 0x7468_7265_6164_0002L;

    /** When what is of Monday and the week after has gone. */
    private static final Instant LATER = MONDAY.plus(Duration.ofDays(100));

    private static final Instant HORIZON = LATER.minus(KEEP);

    @GrpcClient("self")
    InteractionServiceBlockingStub interactions;

    @GrpcClient("self")
    MutinyInteractionServiceStub stream;

    @GrpcClient("self")
    JourneyServiceBlockingStub journeys;

    @Inject
    Beginning beginning;

    @Inject
    Database database;

    @Inject
    Pool pool;

    @Inject
    Intake intake;

    @Inject
    CustomerMoves moves;

    @Inject
    JourneyFeed feed;

    @Inject
    JourneyFolding folding;

    @Inject
    RulebookSource rulebook;

    @Inject
    ScriptedIdentity identity;

    @Inject
    ReadingAppend readings;

    @BeforeEach
    void begin() {
        beginning.under(Bills.PAY_BILL);
        beginning.showTime(MONDAY.plus(Duration.ofDays(20)));
    }

    /** Others keep all. */
    @AfterEach
    void keepAllAgain() {
        beginning.under();
    }

    @Test
    void whatIsOlderIsRefusedByNameAtEveryDoorAndNobodyHearsOfIt() throws Exception {
        beginning.showTime(LATER);
        remove(database);
        var old = met("ada@example.org", "bill.sent", HORIZON.minusNanos(1000)).build();
        var good = met("eve@example.org", "bill.sent", HORIZON).build();

        var results = interactions.recordInteractions(RecordInteractionsRequest.newBuilder()
                        .addInteractions(old)
                        .addInteractions(good)
                        .build())
                .getResultsList();
        assertIsTooOld(results.getFirst().getRefused());
        assertThat(results.get(1).hasRecorded()).isTrue();
        assertThat(identity.calls()).isEqualTo(1);

        var acknowledgement = stream.streamInteractions(Multi.createFrom().item(
                        StreamInteractionsRequest.newBuilder().addInteractions(old).build()))
                .toUni()
                .await()
                .atMost(Duration.ofSeconds(20));
        assertIsTooOld(acknowledgement.getRefused(0).getStatus());

        given().contentType("application/json")
                .body(track("m-1", HORIZON.minusSeconds(1)))
                .post("/v1/track")
                .then()
                .statusCode(400)
                .body("violations[0].description", containsString("is before " + HORIZON));
        assertThat(count("select count(*) from interaction")).isEqualTo(1);
    }

    @Test
    void beforeTheHorizonAnItemOfABatchByHttpIsRefusedByNameAndWhatIsGoodBesideItIsKept() {
        beginning.showTime(LATER);
        remove(database);

        given().contentType("application/json")
                .body("{\"batch\": [" + track("m-1", HORIZON) + "," + track("m-2", HORIZON.minusSeconds(1)) + "]}")
                .post("/v1/batch")
                .then()
                .statusCode(400)
                .body("detail", startsWith("1 of 2 were refused; the others are recorded"))
                .body("violations.field", contains("batch[1].timestamp"))
                .body("violations.description", contains(startsWith("is before " + HORIZON)));
        given().contentType("application/cloudevents-batch+json")
                .body("[" + event("e-1", HORIZON.minusSeconds(1)) + "," + event("e-2", HORIZON) + "]")
                .post("/v1/events")
                .then()
                .statusCode(400)
                .body("detail", startsWith("1 of 2 were refused; the others are recorded"))
                .body("violations.field", contains("[0].time"))
                .body("violations.description", contains(startsWith("is before " + HORIZON)));

        assertThat(count("select count(*) from interaction where source = 'segment'")).isEqualTo(1);
        assertThat(count("select count(*) from interaction where source = '/billing'")).isEqualTo(1);
        assertThat(count("select count(*) from interaction_key")).isEqualTo(2);
    }

    private static String track(String id, Instant at) {
        return """
                {"type": "track", "event": "Bill Sent", "messageId": "%s", "userId": "ada", "timestamp": "%s"}
                """.formatted(id, at);
    }

    private static String event(String id, Instant at) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "/billing", "type": "bill.sent", "time": "%s",
                 "data": {"identifiers": [{"namespace": "crm", "value": "ada"}], "channel": "email"}}
                """.formatted(id, at);
    }

    /** The horizon moves after it was looked at first. */
    @Test
    void whatTheHorizonOvertakesOnItsWayInIsRefusedToo() throws Exception {
        beginning.showTime(LATER);
        var batch = List.of(
                met("ada@example.org", "bill.sent", MONDAY).build(), met("eve@example.org", "bill.sent", HORIZON).build());
        var prepared = intake.prepare(batch);

        remove(database);

        var outcomes = intake.write(prepared);
        assertIsTooOld(((io.throughline.journey.intake.Outcome.Refused) outcomes.getFirst()).status());
        assertThat(outcomes.get(1)).isInstanceOf(Recorded.class);
        assertThat(count("select count(*) from interaction_key")).isEqualTo(1);
    }

    @Test
    void theHorizonWaitsForWhoTakesInByTheOneBefore() throws Exception {
        beginning.showTime(LATER);
        try (var other = Executors.newVirtualThreadPerTaskExecutor()) {
            var moving = database.inTransaction(transaction -> {
                CustomerLocks.take(transaction, List.of(ADA));
                var started = other.submit(() -> remove(database));
                awaitLockWaiter(started);
                assertThat(ClockStore.read(transaction).horizon()).isEmpty();
                return started;
            });
            moving.get(20, TimeUnit.SECONDS);
        }
        assertThat(count("select count(*) from retention where horizon is not null")).isEqualTo(1);
    }

    private void awaitLockWaiter(Future<?> waiter) {
        while (count("select count(*) from pg_locks where locktype = 'advisory' and not granted") == 0) {
            assertThat(waiter.isDone()).as("did not wait").isFalse();
        }
    }

    @Test
    void anEndedJourneyStaysAsItWasWithoutItsInteractions() {
        record(bill("ada@example.org", MONDAY));
        var before = journeys.getJourney(GetJourneyRequest.newBuilder().setJourneyId(journey(ADA)).build());
        beginning.showTime(LATER);

        var done = remove(database);

        assertThat(done).isEqualTo(new Retention.Done(3, 1));
        assertThat(count("select count(*) from interaction") + count("select count(*) from interaction_key")).isZero();
        assertThat(journeys.getJourney(GetJourneyRequest.newBuilder().setJourneyId(journey(ADA)).build()))
                .isEqualTo(before);
        assertThat(count("select count(*) from removal_due")).isZero();
        // What goes on is another bill.
        record(bill("ada@example.org", LATER.minus(Duration.ofDays(10))));
        assertThat(count("select count(*) from journey")).isEqualTo(2);
    }

    @Test
    void itSaysThatItsInteractionsAreNoLongerKept() {
        record(bill("ada@example.org", MONDAY));
        beginning.showTime(LATER);
        remove(database);

        var explained = journeys.explainJourney(
                ExplainJourneyRequest.newBuilder().setJourneyId(journey(ADA)).build());

        assertThat(explained.getJourney().getState()).isEqualTo(JourneyState.JOURNEY_STATE_ACHIEVED);
        assertThat(explained.getJourney().getStepsList()).hasSize(3);
        assertThat(explained.getSealedBefore().getSeconds()).isEqualTo(HORIZON.getEpochSecond());
        assertThat(explained.getEventsList()).isEmpty();
        assertThatThrownBy(() -> journeys.explainJourney(ExplainJourneyRequest.newBuilder()
                        .setJourneyId(journey(ADA))
                        .setAsOf(Timestamp.newBuilder().setSeconds(HORIZON.getEpochSecond() - 1))
                        .build()))
                .hasMessageContaining("as_of: is before " + HORIZON);
    }

    @Test
    void whatAnOpenJourneyNeedsIsKept() {
        beginning.showTime(MONDAY.plus(Duration.ofDays(5)));
        record(List.of(
                met("ada@example.org", "agent.call", MONDAY.minusSeconds(1)).build(),
                met("ada@example.org", "bill.sent", MONDAY).build(),
                met("ada@example.org", "agent.call", MONDAY.plusSeconds(1)).build()));
        var retention = retention(database, Duration.ofDays(1), Retention.PORTION);

        retention.run();

        assertThat(count("select count(*) from interaction")).isEqualTo(2);
        // It is known still.
        assertThat(intake.record(List.of(met("ada@example.org", "bill.sent", MONDAY).build())))
                .first()
                .matches(outcome -> outcome instanceof Recorded recorded && recorded.repeated());
        // Silence has ended it by then.
        beginning.showTime(MONDAY.plus(Duration.ofDays(20)));
        retention.run();
        assertThat(count("select count(*) from interaction")).isZero();
    }

    @Test
    void whatWasReadBetweenInteractionsThatAreKeptIsKept() {
        beginning.showTime(MONDAY.plus(Duration.ofDays(5)));
        record(List.of(met("ada@example.org", "bill.sent", MONDAY).build(), call(MONDAY.plusSeconds(100))));
        readings.append(List.of(reading(MONDAY.minusSeconds(10)), reading(MONDAY.plusSeconds(50))));
        var retention = retention(database, Duration.ofDays(1), Retention.PORTION);

        retention.run();

        assertThat(count("select count(*) from interaction where touchpoint = ''")).isEqualTo(1);
        // The second is late, and has all folded again.
        record(List.of(call(MONDAY.plus(Duration.ofHours(110)))));
        record(List.of(call(MONDAY.plus(Duration.ofHours(100)))));
        var journey = journeys.getJourney(GetJourneyRequest.newBuilder().setJourneyId(journey(ADA)).build());
        assertThat(journey.getJourney().getTally().getInteractions()).isEqualTo(4);
        assertThat(journey.getJourney().getTally().getContextsPassed()).isEqualTo(1);
        // Then silence ends it, and nobody needs what was read.
        beginning.showTime(MONDAY.plus(Duration.ofDays(40)));
        retention.run();
        assertThat(count("select count(*) from interaction") + count("select count(*) from removal_due")).isZero();
        assertThat(readings.append(List.of(reading(MONDAY.plusSeconds(60))))).isFalse();
        assertThat(count("select count(*) from interaction")).as("what is older than the horizon").isZero();
    }

    private static Interaction call(Instant at) {
        return met("ada@example.org", "agent.call", at).setChannel("phone").build();
    }

    private static NewReading reading(Instant at) {
        return NewReading.of(ADA, new Anchor("email", "ada@example.org"), "phone", at);
    }

    @Test
    void aSealedJourneyGoesWithWhoeverHoldsTheAnchorOfItsEntry() {
        record(bill("ada@example.org", MONDAY));
        record(bill("eve@example.org", MONDAY.plusSeconds(60)));
        var adas = journey(ADA);
        beginning.showTime(LATER);
        remove(database);

        tell(Customer.newBuilder()
                .setId(ADA.toString())
                .setMergedInto(EVE.toString())
                .addDepartures(Departure.newBuilder().setIdentifier(ADAS).setCustomerId(EVE.toString())));
        while (moves.goOn()) {}
        assertThat(journeysOf(EVE)).hasSize(2).extracting(Journey::getId).contains(adas);
        assertThat(journeysOf(EVE)).extracting(Journey::getState).containsOnly(JourneyState.JOURNEY_STATE_ACHIEVED);

        tell(Customer.newBuilder().setId(ADA.toString()));
        tell(Customer.newBuilder()
                .setId(EVE.toString())
                .addDepartures(Departure.newBuilder().setIdentifier(ADAS).setCustomerId(ADA.toString())));
        while (moves.goOn()) {}
        assertThat(journeysOf(ADA)).extracting(Journey::getId).containsExactly(adas);
        assertThat(journeysOf(EVE)).hasSize(1);
    }

    @Test
    void whatFailsInBetweenIsFoundToDoAgain() {
        for (int i = 0; i < 20; i++) {
            record(bill("c" + i + "@example.org", MONDAY.plusSeconds(i)));
        }
        beginning.showTime(LATER);
        var portions = new AtomicInteger();
        var failing = new Database(pool) {
            @Override
            public <T> T inTransaction(Function<Transaction, T> work) {
                if (portions.incrementAndGet() == 5) {
                    return super.inTransaction(transaction -> {
                        work.apply(transaction);
                        throw new IllegalStateException("lost");
                    });
                }
                return super.inTransaction(work);
            }
        };

        assertThatThrownBy(() -> retention(failing, KEEP, 7).run()).hasMessage("lost");
        assertThat(count("select count(*) from interaction")).isPositive().isLessThan(60);
        assertThat(count("select count(*) from interaction")).isEqualTo(count("select count(*) from interaction_key"));

        retention(database, KEEP, 7).run();
        assertThat(count("select count(*) from interaction")).isZero();
        assertThat(count("select count(*) from journey_seal")).isEqualTo(20);
    }

    @Test
    void whereverItIsKilledTheNextRunEndsAsAnUndisturbedOne() {
        live();
        retention(database, KEEP, 4).run();
        var undisturbed = contents();
        assertThat(count("select count(*) from journey_seal")).isEqualTo(5);
        assertThat(count("select count(*) from interaction")).isEqualTo(5);

        int killed = 0;
        while (isKilledAfter(killed)) {
            assertThat(count("select count(*) from interaction")).isEqualTo(count("select count(*) from interaction_key"));
            retention(database, KEEP, 4).run();
            assertThat(contents()).as("when killed after statement " + killed).isEqualTo(undisturbed);
            killed++;
        }
        assertThat(killed).isGreaterThan(30);
        System.out.println("RetentionIT: killed after each of " + killed + " statements");
    }

    /** Whether all was not done yet after so many {@code statements} of a run of its own. */
    private boolean isKilledAfter(int statements) {
        beginning.under(Bills.PAY_BILL);
        live();
        try {
            retention(new FailingDatabase(pool, statements), KEEP, 4).run();
            return false;
        } catch (FailingDatabase.Killed expected) {
            return true;
        }
    }

    /** Five customers with a bill of old, and one whose journey began before the horizon and goes on. */
    private void live() {
        beginning.showTime(MONDAY.plus(Duration.ofDays(20)));
        for (int i = 0; i < 5; i++) {
            record(bill("c" + i + "@example.org", MONDAY.plusSeconds(i)));
        }
        beginning.showTime(LATER);
        record(List.of(met("ada@example.org", "bill.sent", HORIZON.minus(Duration.ofDays(2))).build()));
        for (int week = 0; week < 4; week++) {
            record(List.of(call(HORIZON.plus(Duration.ofDays(5 + 7 * week)))));
        }
    }

    /** What stands in all tables that removing concerns. */
    private List<String> contents() {
        var contents = new ArrayList<String>();
        for (var table : List.of(
                "interaction", "interaction_key", "journey", "journey_steps", "journey_seal", "journey_tombstone",
                "removal_due", "retention")) {
            // Each life has keys of its own.
            database.run("select (to_jsonb(t) - 'anchor_key')::text from " + table + " t order by 1")
                    .forEach(row -> contents.add(table + " " + row.getString(0)));
        }
        return contents;
    }

    /** A definition that is still folded through the past, or a customer who is still moving, needs what is there. */
    @Test
    void nothingGoesWhileJourneysAreBehind() {
        record(bill("ada@example.org", MONDAY));
        beginning.showTime(LATER);
        database.inTransaction(transaction -> {
            transaction.lock(List.of(LOCK_OF_MOVES));
            database.run("""
                    insert into move_unfinished (customer, occurred_at, source_sequence, id, circle, waits)
                    values (gen_random_uuid(), now(), 0, gen_random_uuid(), false, false)""");
            assertThat(remove(database).removed()).isZero();
            return database.run("delete from move_unfinished");
        });

        assertThat(remove(database).removed()).isEqualTo(3);
    }

    /** Whoever has nothing to go is not looked at, however many there are. */
    @Test
    void anIdlePassAsksAHandfulOfStatements() {
        for (int i = 0; i < 5; i++) {
            record(bill("c" + i + "@example.org", MONDAY));
        }
        beginning.showTime(MONDAY.plus(Duration.ofDays(31)));
        remove(database);
        var counting = new CountingDatabase(pool);

        assertThat(retention(counting, KEEP, 100).run()).isEqualTo(Retention.Done.NOTHING);

        assertThat(counting.statements()).hasSizeLessThanOrEqualTo(5);
    }

    private static void assertIsTooOld(Status refused) throws InvalidProtocolBufferException {
        assertThat(refused.getDetails(0).unpack(ErrorInfo.class).getReason()).isEqualTo("OLDER_THAN_HORIZON");
        var violation = refused.getDetails(1).unpack(BadRequest.class).getFieldViolations(0);
        assertThat(violation.getField()).isEqualTo("occurred_at");
        assertThat(violation.getDescription()).startsWith("is before " + HORIZON);
    }

    private Retention.Done remove(Database database) {
        return retention(database, KEEP, Retention.PORTION).run();
    }

    private Retention retention(Database database, Duration keep, int most) {
        return new Retention(database, rulebook, folding, feed, keep, most);
    }

    private void record(List<Interaction> batch) {
        assertThat(intake.record(batch)).allMatch(Recorded.class::isInstance);
    }

    /** Paid after a call. */
    private static List<Interaction> bill(String email, Instant at) {
        var touchpoints = List.of("bill.sent", "agent.call", "bill.paid");
        return IntStream.range(0, 3)
                .mapToObj(i -> met(email, touchpoints.get(i), at.plus(Duration.ofDays(i))).build())
                .toList();
    }

    private String journey(UUID customer) {
        return journeysOf(customer).getFirst().getId();
    }

    private List<Journey> journeysOf(UUID customer) {
        return journeys.getCustomerContext(GetCustomerContextRequest.newBuilder()
                        .setCustomerId(customer.toString())
                        .build())
                .getJourneysList();
    }

    private void tell(Customer.Builder customer) {
        database.inTransaction(transaction -> {
            moves.handle(transaction, List.of(CustomerChange.newBuilder().setCustomer(customer).build()));
            return null;
        });
    }

    private long count(String sql) {
        return database.run(sql).iterator().next().getLong(0);
    }
}
