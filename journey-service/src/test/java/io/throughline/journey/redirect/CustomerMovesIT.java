package io.throughline.journey.redirect;

import static io.throughline.journey.testing.Bills.MONDAY;
import static io.throughline.journey.testing.Bills.met;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.identity.v1.Customer;
import io.throughline.identity.v1.CustomerChange;
import io.throughline.identity.v1.Departure;
import io.throughline.identity.v1.Identifier;
import io.throughline.journey.intake.Intake;
import io.throughline.journey.interaction.CustomerLocks;
import io.throughline.journey.testing.Beginning;
import io.throughline.journey.testing.Bills;
import io.throughline.journey.testing.ScriptedIdentity;
import io.throughline.kit.database.Database;
import io.throughline.kit.test.PostgresResource;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the news of customers costs, and what becomes of what it leaves in a circle. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class CustomerMovesIT {

    private static final Identifier ADAS = ScriptedIdentity.identifier("email", "ada@example.org");
    private static final Identifier EVES = ScriptedIdentity.identifier("email", "eve@example.org");
    private static final UUID ADA = ScriptedIdentity.founded("email", "ada@example.org");
    private static final UUID EVE = ScriptedIdentity.founded("email", "eve@example.org");
    private static final UUID BOB = ScriptedIdentity.founded("email", "bob@example.org");

    /** As this service's tests are configured. */
    private static final int AT_ONCE = 5;

    @Inject
    Beginning beginning;

    @Inject
    Database database;

    @Inject
    Intake intake;

    @Inject
    CustomerMoves moves;

    @Inject
    ScriptedIdentity identity;

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
    void whatIsStoredWhileTheNewsGoesInACircleGoesOnWithTheRestOfIt() {
        tell(merged(ADA, EVE, ADAS));
        tell(apart(EVE, ADAS, ADA));
        intake.record(List.of(met("ada@example.org", "bill.sent", MONDAY).build()));
        assertThat(interactions(ADA)).isEqualTo(1);

        tell(whole(EVE));

        assertThat(interactions(ADA)).isZero();
        assertThat(interactions(EVE)).isEqualTo(1);
    }

    @Test
    void whatWasStoredBeforeTheCircleGoesOnToo() {
        intake.record(List.of(met("ada@example.org", "bill.sent", MONDAY).build()));
        tell(apart(EVE, ADAS, ADA), merged(ADA, EVE, ADAS));
        assertThat(interactions(ADA)).isEqualTo(1);

        tell(whole(EVE));

        assertThat(interactions(EVE)).isEqualTo(1);
    }

    @Test
    void whoWasMergedLongAgoIsNotWaitedFor() throws Exception {
        intake.record(List.of(
                met("ada@example.org", "bill.sent", MONDAY).build(),
                met("eve@example.org", "bill.paid", MONDAY.plusSeconds(1)).build()));
        tell(merged(ADA, EVE, ADAS));
        try (var other = Executors.newVirtualThreadPerTaskExecutor()) {
            database.inTransaction(transaction -> {
                CustomerLocks.take(transaction, List.of(ADA));
                return waitFor(other.submit(() -> tell(merged(EVE, BOB, ADAS, EVES))));
            });
        }
        assertThat(interactions(BOB)).isEqualTo(2);
    }

    @Test
    void whatIsTooMuchForOneTransactionIsMovedByTheNextOnes() {
        intake.record(IntStream.range(0, 12)
                .mapToObj(i -> met("ada@example.org", i == 0 ? "bill.sent" : "agent.call", MONDAY.plusSeconds(i))
                        .build())
                .toList());

        tell(merged(ADA, EVE, ADAS));
        assertThat(interactions(EVE)).isEqualTo(AT_ONCE);
        assertThat(moves.unfinished().changes()).isEqualTo(1);
        tell(merged(EVE, BOB, ADAS, EVES));
        assertThat(interactions(ADA)).isEqualTo(12 - 2 * AT_ONCE);

        while (moves.goOn()) {}
        assertThat(interactions(BOB)).isEqualTo(12);
        assertThat(moves.unfinished().changes()).isZero();
    }

    @Test
    void howLongSomethingHasBeenUnfinishedCountsFromItsFirstNews() {
        intake.record(IntStream.range(0, 4 * AT_ONCE)
                .mapToObj(i -> met("ada@example.org", "bill.sent", MONDAY.plusSeconds(i)).build())
                .toList());
        tell(merged(ADA, EVE, ADAS));
        database.run("update move_unfinished set since = since - interval '1 hour'");

        tell(merged(ADA, BOB, ADAS));
        assertThat(moves.unfinished().age()).isGreaterThan(Duration.ofHours(1));
        moves.goOn();
        assertThat(moves.unfinished().changes()).isEqualTo(1);
        assertThat(moves.unfinished().age()).isGreaterThan(Duration.ofHours(1));
    }

    @Test
    void newsThatIsNoneMovesNothing() {
        intake.record(List.of(met("ada@example.org", "bill.sent", MONDAY).build()));
        tell(apart(ADA, ScriptedIdentity.identifier("device", "tablet"), BOB));
        assertThatNoLockIsNeededBy(() -> tell(apart(ADA, ScriptedIdentity.identifier("device", "tablet"), BOB)));
    }

    private void assertThatNoLockIsNeededBy(Callable<Void> telling) {
        try (var other = Executors.newVirtualThreadPerTaskExecutor()) {
            database.inTransaction(transaction -> {
                CustomerLocks.take(transaction, List.of(ADA, BOB));
                return waitFor(other.submit(telling));
            });
        }
    }

    private static <T> T waitFor(Future<T> work) {
        try {
            return work.get(20, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private Void tell(CustomerChange... news) {
        return database.inTransaction(transaction -> {
            moves.handle(transaction, List.of(news));
            return null;
        });
    }

    private long interactions(UUID customer) {
        return database.run("select count(*) from interaction where customer = $1", Tuple.of(customer))
                .iterator()
                .next()
                .getLong(0);
    }

    private static CustomerChange whole(UUID customer) {
        return change(Customer.newBuilder().setId(customer.toString()));
    }

    private static CustomerChange merged(UUID customer, UUID into, Identifier... held) {
        var change = Customer.newBuilder().setId(customer.toString()).setMergedInto(into.toString());
        List.of(held).forEach(identifier -> change.addDepartures(
                Departure.newBuilder().setIdentifier(identifier).setCustomerId(into.toString())));
        return change(change);
    }

    private static CustomerChange apart(UUID customer, Identifier identifier, UUID holder) {
        return change(Customer.newBuilder()
                .setId(customer.toString())
                .addDepartures(
                        Departure.newBuilder().setIdentifier(identifier).setCustomerId(holder.toString())));
    }

    private static CustomerChange change(Customer.Builder customer) {
        return CustomerChange.newBuilder().setCustomer(customer).build();
    }
}
