package io.throughline.journey.erasure;

import static io.throughline.journey.testing.Bills.MONDAY;
import static io.throughline.journey.testing.Bills.met;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.identity.v1.Customer;
import io.throughline.identity.v1.CustomerChange;
import io.throughline.identity.v1.Departure;
import io.throughline.identity.v1.Identifier;
import io.throughline.journey.clock.Clock;
import io.throughline.journey.context.ReadingAppend;
import io.throughline.journey.feed.JourneyFeed;
import io.throughline.journey.fold.Definition;
import io.throughline.journey.intake.Intake;
import io.throughline.journey.intake.KnownIdentifiers;
import io.throughline.journey.intake.Outcome;
import io.throughline.journey.intake.Outcome.Recorded;
import io.throughline.journey.intake.Outcome.Refused;
import io.throughline.journey.interaction.Anchor;
import io.throughline.journey.interaction.NewReading;
import io.throughline.journey.journey.ErasedJourneys;
import io.throughline.journey.journey.JourneyFolding;
import io.throughline.journey.journey.JourneyKey;
import io.throughline.journey.journey.JourneyQueries;
import io.throughline.journey.journey.Refolding;
import io.throughline.journey.journey.RulebookSource;
import io.throughline.journey.journey.Seal;
import io.throughline.journey.journey.SealStore;
import io.throughline.journey.redirect.CustomerMoves;
import io.throughline.journey.testing.Beginning;
import io.throughline.journey.testing.Bills;
import io.throughline.journey.testing.FollowingReader;
import io.throughline.journey.testing.ScriptedIdentity;
import io.throughline.journey.timer.DueTimers;
import io.throughline.journey.v1.Feedback;
import io.throughline.journey.v1.Interaction;
import io.throughline.journey.v1.InteractionServiceGrpc.InteractionServiceBlockingStub;
import io.throughline.journey.v1.RecordInteractionsRequest;
import io.throughline.kit.database.Database;
import io.throughline.kit.test.PostgresResource;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of what is stored when identity-service tells that customers are erased, and of what their senders repeat. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ErasureIT {

    private static final Identifier ADAS = ScriptedIdentity.identifier("email", "ada@example.org");
    private static final Identifier ADAS_PHONE = ScriptedIdentity.identifier("phone", "+441234");
    private static final UUID ADA = ScriptedIdentity.founded("email", "ada@example.org");
    private static final UUID EVE = ScriptedIdentity.founded("email", "eve@example.org");

    /** As this service's tests are configured. */
    private static final int AT_ONCE = 5;

    @GrpcClient("self")
    InteractionServiceBlockingStub interactions;

    @Inject
    Beginning beginning;

    @Inject
    Database database;

    @Inject
    Intake intake;

    @Inject
    KnownIdentifiers known;

    @Inject
    CustomerMoves moves;

    @Inject
    ScriptedIdentity identity;

    @Inject
    ReadingAppend readings;

    @Inject
    JourneyQueries journeys;

    @Inject
    RulebookSource rulebook;

    @Inject
    JourneyFolding folding;

    @Inject
    ErasedJourneys erasedJourneys;

    @Inject
    JourneyFeed feed;

    @Inject
    Refolding refolding;

    @Inject
    Clock clock;

    @BeforeEach
    void begin() throws InterruptedException {
        beginning.under(Bills.PAY_BILL);
        identity.feedGate().close();
        identity.feedGate().awaitArrivals(1);
    }

    @AfterEach
    void letFollow() {
        identity.feedGate().open();
    }

    @Test
    void nothingOfTheErasedIsInAnyTable() {
        beginning.under(new Definition("pay-bill", Optional.of("order"), Bills.PAY_BILL.versions()));
        beginning.showTime(MONDAY);
        var planted = met("ada@example.org", "bill.sent", MONDAY)
                .addIdentifiers(ADAS_PHONE)
                .setAttributes(Struct.newBuilder()
                        .putFields("order", text("order-of-ada"))
                        .putFields("note", text("note-of-ada")))
                .setFeedback(Feedback.newBuilder().setNps(3).setComment("comment-of-ada"));
        long key = identity.key(ADAS);
        intake.record(List.of(
                planted.build(), met("ada@example.org", "agent.call", MONDAY.plusSeconds(60)).build()));
        readings.append(List.of(NewReading.of(ADA, new Anchor("email", "ada@example.org", key), "phone", MONDAY)));
        seal(ADA, new Anchor("email", "ada@example.org", key));
        tell(change(Customer.newBuilder()
                .setId(EVE.toString())
                .addDepartures(Departure.newBuilder()
                        .setIdentifier(ADAS)
                        .setCustomerId(ADA.toString())
                        .setIdentifierKey(key))));
        var ofAda = List.of("ada@example.org", "+441234", "order-of-ada", "note-of-ada", "comment-of-ada");
        assertThat(tablesThatHold(ofAda))
                .contains("interaction", "journey", "journey_seal", "redirect")
                .doesNotContain("interaction_key", "feed");

        tell(erased(ADA), change(Customer.newBuilder()
                .setId(EVE.toString())
                .addDepartures(Departure.newBuilder().setIdentifierKey(key))));
        goOn();

        assertThat(tablesThatHold(ofAda)).isEmpty();
        assertThat(count("select count(*) from interaction")).isZero();
        assertThat(count("select count(*) from journey_seal")).isZero();
    }

    @Test
    void whatIsErasedIsToldSoToItsSenderAndIdentityServiceIsNotAskedAgain() {
        var bill = met("ada@example.org", "bill.sent", MONDAY).build();
        intake.record(List.of(bill));
        eraseAda();
        int asked = identity.calls();

        assertThat(intake.record(List.of(bill))).singleElement().satisfies(ErasureIT::isErased);
        known.clear();
        assertThat(intake.record(List.of(bill))).singleElement().satisfies(ErasureIT::isErased);

        assertThat(identity.calls()).isEqualTo(asked);
        assertThat(count("select count(*) from interaction")).isZero();
    }

    @Test
    void theContractNamesTheReasonItemByItem() throws InvalidProtocolBufferException {
        var bill = met("ada@example.org", "bill.sent", MONDAY).build();
        intake.record(List.of(bill));
        eraseAda();

        var results = interactions
                .recordInteractions(RecordInteractionsRequest.newBuilder()
                        .addInteractions(bill)
                        .addInteractions(met("eve@example.org", "bill.sent", MONDAY))
                        .build())
                .getResultsList();

        assertThat(results.get(0).getRefused().getCode()).isEqualTo(Code.ALREADY_EXISTS_VALUE);
        assertThat(reason(results.get(0).getRefused())).isEqualTo("ERASED");
        assertThat(results.get(0).getRefused().toString()).doesNotContain("ada");
        assertThat(results.get(1).hasRecorded()).isTrue();
    }

    @Test
    void theSameIdWithOtherContentIsErasedToo() {
        intake.record(List.of(met("ada@example.org", "bill.sent", MONDAY).build()));
        eraseAda();

        var other = met("ada@example.org", "bill.sent", MONDAY).setChannel("phone").build();

        assertThat(intake.record(List.of(other))).singleElement().satisfies(ErasureIT::isErased);
    }

    @Test
    void whatWasResolvedBeforeTheErasureIsWhoeverComesBack() {
        intake.record(List.of(met("ada@example.org", "bill.sent", MONDAY).build()));
        var prepared = intake.prepare(
                List.of(met("ada@example.org", "bill.paid", MONDAY.plusSeconds(1)).build()));

        eraseAda();
        var outcomes = intake.write(prepared);

        assertThat(identity.holder(ADAS)).isNotEqualTo(ADA);
        assertThat(outcomes).singleElement().isInstanceOfSatisfying(Recorded.class, recorded -> assertThat(recorded)
                .returns(identity.holder(ADAS), Recorded::customer)
                .returns(false, Recorded::repeated));
        assertThat(interactionsOf(ADA)).isZero();
        assertThat(interactionsOf(identity.holder(ADAS))).isEqualTo(1);
    }

    @Test
    void anAppendThatWaitsForTheCustomerFindsItErased() throws Exception {
        var bill = met("ada@example.org", "bill.sent", MONDAY).build();
        intake.record(List.of(bill));
        var prepared = intake.prepare(
                List.of(bill, met("ada@example.org", "bill.paid", MONDAY.plusSeconds(1)).build()));

        try (var other = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<Outcome>> waiting = database.inTransaction(transaction -> {
                identity.erase(ADAS);
                moves.handle(transaction, List.of(erased(ADA)));
                var append = other.submit(() -> intake.write(prepared));
                awaitWaiting();
                return append;
            });
            var outcomes = waiting.get(20, TimeUnit.SECONDS);

            assertThat(outcomes.get(0)).satisfies(ErasureIT::isErased);
            assertThat(outcomes.get(1)).isInstanceOfSatisfying(
                    Recorded.class, recorded -> assertThat(recorded.customer()).isEqualTo(identity.holder(ADAS)));
        }
        assertThat(interactionsOf(ADA)).isZero();
    }

    @Test
    void aLargeCustomerGoesInPortionsItsJourneysFirst() {
        var reader = new FollowingReader(feed);
        intake.record(IntStream.range(0, 2 * (AT_ONCE + 2))
                .mapToObj(i -> met("ada@example.org", i % 2 == 0 ? "bill.sent" : "bill.paid", MONDAY.plusSeconds(i))
                        .build())
                .toList());
        var ids = ids("select id from journey");
        assertThat(ids).hasSize(AT_ONCE + 2);
        while (reader.read(100) > 0) {}
        assertThat(reader.standing()).hasSize(AT_ONCE + 2);

        eraseAda();
        assertThat(count("select count(*) from journey")).isEqualTo(2);
        assertThat(count("select count(*) from interaction")).isEqualTo(2 * (AT_ONCE + 2));
        assertThatThrownBy(() -> database.inTransaction(transaction -> {
                    moves.handle(transaction, List.of(erased(ADA)));
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");
        // Another process goes on.
        var others = new CustomerMoves(database, rulebook, folding, erasedJourneys, feed, AT_ONCE);
        int portions = 0;
        while (others.goOn()) {
            portions++;
            assertThat(count("select count(*) from journey")).isZero();
        }

        assertThat(portions).isGreaterThan(2);
        assertThat(count("select count(*) from interaction")).isZero();
        assertThat(count("select count(*) from erased_interaction")).isEqualTo(2 * (AT_ONCE + 2));
        assertThat(count("select count(*) from journey_tombstone where replaced_by is null")).isEqualTo(AT_ONCE + 2);
        while (reader.read(100) > 0) {}
        assertThat(reader.standing()).isEmpty();
        assertThat(ids).allSatisfy(id -> assertThat(journeys.journey(id)).isEmpty());
    }

    @Test
    void betweenTwoPortionsNobodyFoldsWhatIsLeft() {
        var reader = new FollowingReader(feed);
        recordOrders(AT_ONCE + 2);
        while (reader.read(100) > 0) {}
        var ids = Set.copyOf(reader.ids());
        beginning.showTime(MONDAY.plus(Duration.ofDays(5)));

        eraseAda();
        assertThat(count("select count(*) from journey")).isEqualTo(2);
        do {
            long journeysLeft = count("select count(*) from journey");
            long waiting = count("select count(*) from interaction where waiting");
            timers().fire();
            assertThat(refoldAda()).isFalse();
            assertThat(count("select count(*) from journey where revision = 1")).isEqualTo(journeysLeft);
            assertThat(count("select count(*) from interaction where waiting")).isEqualTo(waiting);
        } while (moves.goOn());

        while (reader.read(100) > 0) {}
        assertThat(reader.ids()).isEqualTo(ids);
        assertThat(reader.standing()).isEmpty();
        assertThat(count("select count(*) from interaction")).isZero();
    }

    @Test
    void whatComesForAnotherWakesNothingOfTheErased() {
        recordOrders(AT_ONCE + 2);
        long key = tellErasedButForHerPhone();
        identity.give(ADAS_PHONE, ADA);

        intake.record(List.of(byPhone(order(100, "bill.sent", MONDAY.plusSeconds(100)))));
        assertThat(ids("select distinct customer from journey")).containsExactly(EVE);
        assertThat(count("select count(*) from interaction where waiting")).isEqualTo(1);

        intake.record(List.of(
                byPhone(order(100, "agent.call", MONDAY.plusSeconds(200))).toBuilder().setChannel("phone").build()));
        boolean told = readings.append(
                List.of(NewReading.of(ADA, new Anchor("phone", "+441234", key), "phone", MONDAY.plusSeconds(150))));
        assertThat(told).as("the reading belongs to a handover of Eve's journey").isTrue();
        assertThat(ids("select distinct customer from journey")).containsExactly(EVE);
        assertThat(count("select count(*) from interaction where waiting")).isEqualTo(1);
    }

    @Test
    void whatWaitsForItsTimeIsErasedWithTheRest() {
        beginning.showTime(MONDAY);
        intake.record(List.of(met("ada@example.org", "bill.sent", MONDAY.plusSeconds(60)).build()));
        assertThat(count("select count(*) from interaction where waiting")).isEqualTo(1);

        eraseAda();

        assertThat(count("select count(*) from interaction")).isZero();
    }

    @Test
    void whatHadDepartedFromTheErasedIsWhoseItIs() {
        identity.give(ADAS_PHONE, ADA);
        intake.record(List.of(
                met("ada@example.org", "bill.sent", MONDAY).build(),
                met("ada@example.org", "bill.sent", MONDAY.plusSeconds(1))
                        .clearIdentifiers()
                        .addIdentifiers(ADAS_PHONE)
                        .build()));

        tell(change(Customer.newBuilder()
                .setId(ADA.toString())
                .setErased(true)
                .addDepartures(Departure.newBuilder()
                        .setIdentifier(ADAS_PHONE)
                        .setCustomerId(EVE.toString())
                        .setIdentifierKey(identity.key(ADAS_PHONE)))));
        goOn();

        assertThat(interactionsOf(ADA)).isZero();
        assertThat(interactionsOf(EVE)).isEqualTo(1);
        assertThat(ids("select id from journey where customer = '" + EVE + "'")).hasSize(1);
        assertThat(count("select count(*) from journey")).isEqualTo(1);
    }

    @Test
    void whatWasErasedWithALaterHolderIsErasedWhereItStands() {
        identity.give(ADAS, EVE);
        intake.record(List.of(
                met("ada@example.org", "bill.sent", MONDAY).build(),
                met("eve@example.org", "bill.sent", MONDAY.plusSeconds(60)).build()));
        var adas = ids("select id from journey").getFirst();
        long key = identity.key(ADAS);

        tell(change(Customer.newBuilder()
                .setId(EVE.toString())
                .addDepartures(Departure.newBuilder().setIdentifierKey(key))));
        goOn();

        assertThat(interactionsOf(EVE)).isEqualTo(1);
        assertThat(ids("select id from journey")).hasSize(1).doesNotContain(adas);
        assertThat(count("select count(*) from journey_tombstone where replaced_by is not null")).isZero();
    }

    @Test
    void aReadingOfTheErasedIsNotRecorded() {
        intake.record(List.of(met("ada@example.org", "bill.sent", MONDAY).build()));
        eraseAda();

        readings.append(List.of(NewReading.of(ADA, new Anchor("email", "ada@example.org", 1), "phone", MONDAY)));

        assertThat(count("select count(*) from interaction")).isZero();
    }

    @Test
    void keysOfTheErasedAreForgottenWhenNobodySendsThemAnyMore() {
        var bills = IntStream.range(0, 5)
                .mapToObj(i -> met("ada@example.org", "bill.sent", MONDAY.plusSeconds(i)).build())
                .toList();
        intake.record(bills);
        eraseAda();
        goOn();
        database.run("""
                update erased_interaction set erased_at = now() - interval '31 days'
                where id in (select id from erased_interaction order by id limit 3)
                """);

        long forgotten = new ErasureUpkeep(database, Duration.ofDays(30), 2).forget();

        assertThat(forgotten).isEqualTo(3);
        assertThat(intake.record(bills).stream().filter(Refused.class::isInstance)).hasSize(2);
        assertThat(intake.record(bills).stream().filter(Recorded.class::isInstance)).hasSize(3);
    }

    private void eraseAda() {
        identity.erase(ADAS);
        tell(erased(ADA));
    }

    /** Journeys of Ada that are under way, each of two interactions; and one interaction that waits for its time. */
    private void recordOrders(int orders) {
        beginning.under(new Definition("pay-bill", Optional.of("order"), Bills.PAY_BILL.versions()));
        beginning.showTime(MONDAY.plusSeconds(60));
        var met = new ArrayList<Interaction>();
        for (int i = 0; i < orders; i++) {
            met.add(order(i, "bill.sent", MONDAY.plusSeconds(i)));
            met.add(order(i, "agent.call", MONDAY.plusSeconds(30 + i)));
        }
        met.add(order(orders, "bill.sent", MONDAY.plus(Duration.ofMinutes(3))));
        intake.record(met);
        assertThat(count("select count(*) from journey")).isEqualTo(orders);
        assertThat(count("select count(*) from interaction where waiting")).isEqualTo(1);
    }

    /** Tells that Ada is erased, and that her phone is Eve's, whose key it answers; her journeys are withdrawn. */
    private long tellErasedButForHerPhone() {
        beginning.showTime(MONDAY.plus(Duration.ofDays(5)));
        identity.erase(ADAS);
        long key = identity.key(ADAS_PHONE);
        tell(change(Customer.newBuilder()
                .setId(ADA.toString())
                .setErased(true)
                .addDepartures(Departure.newBuilder()
                        .setIdentifier(ADAS_PHONE)
                        .setCustomerId(EVE.toString())
                        .setIdentifierKey(key))));
        moves.goOn();
        assertThat(count("select count(*) from journey")).isZero();
        return key;
    }

    private static Interaction byPhone(Interaction interaction) {
        return interaction.toBuilder().clearIdentifiers().addIdentifiers(ADAS_PHONE).build();
    }

    private static Interaction order(int order, String touchpoint, Instant at) {
        return met("ada@example.org", touchpoint, at)
                .setAttributes(Struct.newBuilder().putFields("order", text("O-" + order)))
                .build();
    }

    private DueTimers timers() {
        return new DueTimers(database, clock, rulebook, folding, feed);
    }

    private boolean refoldAda() {
        return database.inTransaction(
                transaction -> refolding.refold(transaction, Set.of(ADA), "pay-bill", Optional.empty()));
    }

    private void goOn() {
        while (moves.goOn()) {}
    }

    /** As if the interactions of the customer's journeys were no longer kept. */
    private void seal(UUID customer, Anchor anchor) {
        database.inTransaction(transaction -> {
            var seals = new ArrayList<Seal>();
            journeys.of(transaction, customer, 10, Long.MAX_VALUE).forEach(whole -> seals.add(new Seal(
                    new JourneyKey(customer, whole.journey().definition(), whole.journey().correlation()),
                    anchor,
                    whole.journey())));
            assertThat(seals).isNotEmpty();
            SealStore.put(transaction, seals);
            return null;
        });
    }

    /** Until a transaction waits for an advisory lock. */
    private void awaitWaiting() {
        var deadline = Instant.now().plusSeconds(20);
        while (count("select count(*) from pg_locks where locktype = 'advisory' and not granted") == 0) {
            assertThat(Instant.now()).as("the append comes to the lock").isBefore(deadline);
            Thread.onSpinWait();
        }
    }

    private List<String> tablesThatHold(List<String> values) {
        var tables = new ArrayList<String>();
        for (Row row : database.run("select table_name from information_schema.tables where table_schema = 'public'")) {
            var found = database.run(
                    """
                    select from %s t
                    where exists (
                        select from unnest($1::text[]) as v(value)
                        where position(v.value in t::text) > 0
                           or position(encode(convert_to(v.value, 'UTF8'), 'hex') in t::text) > 0)
                    limit 1
                    """
                            .formatted(row.getString(0)),
                    Tuple.of((Object) values.toArray(String[]::new)));
            if (found.size() > 0) {
                tables.add(row.getString(0));
            }
        }
        return tables;
    }

    private static void isErased(Outcome outcome) {
        assertThat(outcome).isInstanceOfSatisfying(
                Refused.class, refused -> assertThat(reason(refused.status())).isEqualTo("ERASED"));
    }

    private static String reason(Status status) {
        return status.getDetailsList().stream()
                .filter(detail -> detail.is(ErrorInfo.class))
                .map(detail -> {
                    try {
                        return detail.unpack(ErrorInfo.class).getReason();
                    } catch (InvalidProtocolBufferException broken) {
                        throw new AssertionError(broken);
                    }
                })
                .findFirst()
                .orElseThrow();
    }

    private void tell(CustomerChange... news) {
        database.inTransaction(transaction -> {
            moves.handle(transaction, List.of(news));
            return null;
        });
    }

    private long interactionsOf(UUID customer) {
        return database.run("select count(*) from interaction where customer = $1", Tuple.of(customer))
                .iterator()
                .next()
                .getLong(0);
    }

    private List<UUID> ids(String sql) {
        var ids = new ArrayList<UUID>();
        for (Row row : database.run(sql)) {
            ids.add(row.getUUID(0));
        }
        return ids;
    }

    private long count(String sql) {
        return database.run(sql).iterator().next().getLong(0);
    }

    private static CustomerChange erased(UUID customer) {
        return change(Customer.newBuilder().setId(customer.toString()).setErased(true));
    }

    private static CustomerChange change(Customer.Builder customer) {
        return CustomerChange.newBuilder().setCustomer(customer).build();
    }

    private static Value text(String text) {
        return Value.newBuilder().setStringValue(text).build();
    }
}
