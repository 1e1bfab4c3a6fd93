package io.throughline.journey.timer;

import static io.throughline.journey.testing.Bills.MONDAY;
import static io.throughline.journey.testing.Bills.met;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.journey.clock.Clock;
import io.throughline.journey.clock.ClockControl;
import io.throughline.journey.feed.JourneyFeed;
import io.throughline.journey.fold.JourneyState;
import io.throughline.journey.fold.Transition;
import io.throughline.journey.fold.TransitionKind;
import io.throughline.journey.intake.Intake;
import io.throughline.journey.interaction.InteractionStore;
import io.throughline.journey.journey.JourneyFolding;
import io.throughline.journey.journey.JourneyQueries;
import io.throughline.journey.journey.RulebookSource;
import io.throughline.journey.journey.WholeJourney;
import io.throughline.journey.testing.Beginning;
import io.throughline.journey.testing.Bills;
import io.throughline.journey.testing.FailingDatabase;
import io.throughline.journey.testing.InterruptedDatabase;
import io.throughline.journey.testing.ScriptedIdentity;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.test.PostgresResource;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Timers among others who work at the same time, and whatever was taken in. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class DueTimersIT {

    private static final int SLEEPERS = 20_000;

    private static final String FALL_ASLEEP = """
            insert into journey (customer, id, due_at, revision, ordinal, definition, correlation, state, standing, started_at)
            select gen_random_uuid(), gen_random_uuid(), due_at + n * interval '1 s', revision, ordinal, definition, correlation,
                   state, standing, started_at
            from journey cross join generate_series(1, %d) n
            """
            .formatted(SLEEPERS);

    private static final String ROWS_READ = """
            select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::bigint
            from pg_stat_xact_user_tables
            where relname in ('journey', 'interaction')
            """;

    @Inject
    Beginning beginning;

    @Inject
    Database database;

    @Inject
    Pool pool;

    @Inject
    Clock clock;

    @Inject
    ClockControl control;

    @Inject
    RulebookSource rulebook;

    @Inject
    JourneyFolding folding;

    @Inject
    JourneyFeed feed;

    @Inject
    JourneyQueries journeys;

    @Inject
    Intake intake;

    @BeforeEach
    void begin() {
        beginning.under(Bills.PAY_BILL);
    }

    @Test
    void timersGoByTheClockThatTheyHoldAShareIn() {
        var timers = new DueTimers(
                new InterruptedDatabase(pool, () -> {
                    control.startReplay();
                    intake.record(List.of(met("ada@example.org", "bill.sent", MONDAY.minus(Duration.ofDays(700))).build()));
                }),
                clock,
                rulebook,
                folding,
                feed);

        timers.fire();

        assertThat(onlyJourneyOf("ada@example.org").journey().state()).isEqualTo(JourneyState.ACTIVE);
    }

    @Test
    void replicasAtOnceFireEachTimerOnce() throws Exception {
        beginning.showTime(MONDAY);
        int customers = 1_200;
        for (int from = 0; from < customers; from += 600) {
            intake.record(IntStream.range(from, from + 600)
                    .mapToObj(i -> met("c" + i + "@example.org", "bill.sent", MONDAY.minusSeconds(i)).build())
                    .toList());
        }
        long told = count("select count(*) from feed");
        // The service's own timers are a third.
        control.advance(MONDAY.plus(Duration.ofDays(4)));

        try (var replicas = Executors.newVirtualThreadPerTaskExecutor()) {
            var firing = IntStream.range(0, 2)
                    .mapToObj(_ -> replicas.submit(() -> {
                        var timers = new DueTimers(new Database(pool), clock, rulebook, folding, feed);
                        while (timers.read().due() > 0) {
                            timers.fire();
                        }
                    }))
                    .toList();
            for (var replica : firing) {
                replica.get();
            }
        }

        assertThat(count("select count(*) from journey where revision = 2")).isEqualTo(customers);
        assertThat(count("select count(*) from feed") - told).isEqualTo(customers);
        assertThat(onlyJourneyOf("c7@example.org").journey().transitions())
                .extracting(Transition::kind)
                .containsExactly(TransitionKind.ENTERED, TransitionKind.STALLED);
    }

    /** However many of one customer wait: only so many are in memory at once. */
    @Test
    void whatWaitsIsWokenInPortions() {
        waitOfAda(450);
        var ada = List.of(ScriptedIdentity.founded("email", "ada@example.org"));

        var portions = database.inTransaction(transaction -> Stream.generate(() -> InteractionStore.wake(
                                transaction, ada, Optional.of(MONDAY.plus(Duration.ofDays(1))))
                        .size())
                .takeWhile(woken -> woken > 0)
                .toList());

        assertThat(portions).containsExactly(200, 200, 50);
    }

    @Test
    void whatIsWokenInPortionsIsFoldedWhole() {
        waitOfAda(450);
        control.advance(MONDAY.plus(Duration.ofDays(1)));
        fireAllThatIsDue();

        assertThat(onlyJourneyOf("ada@example.org").journey().tally().interactions()).isEqualTo(450);
    }

    /** So many interactions of one customer, a minute from now on. */
    private void waitOfAda(int number) {
        beginning.showTime(MONDAY);
        intake.record(IntStream.range(0, number)
                .mapToObj(i -> met("ada@example.org", i == 0 ? "bill.sent" : "agent.call", MONDAY.plusSeconds(60).plusMillis(i)).build())
                .toList());
    }

    private void fireAllThatIsDue() {
        var timers = new DueTimers(database, clock, rulebook, folding, feed);
        while (timers.read().due() > 0) {
            timers.fire();
        }
    }

    /** Who paid in time is not told to have forgotten, though the payment waited for its time beside hundreds. */
    @Test
    void noDeadlinePassesBeforeWhatWaitedIsWoken() {
        beginning.showTime(MONDAY);
        int customers = 400;
        intake.record(IntStream.range(0, customers)
                .mapToObj(i -> met("c" + i + "@example.org", "bill.sent", MONDAY).build())
                .toList());
        beginning.showTime(MONDAY.plus(Duration.ofDays(3)).minusSeconds(60));
        intake.record(IntStream.range(0, customers)
                .mapToObj(i -> met("c" + i + "@example.org", "bill.paid", MONDAY.plus(Duration.ofDays(3)).minusSeconds(30)).build())
                .toList());
        long told = count("select count(*) from feed");
        control.advance(MONDAY.plus(Duration.ofDays(4)));
        fireAllThatIsDue();

        assertThat(count("select count(*) from feed") - told).isEqualTo(customers);
        assertThat(count("select count(*) from journey where revision <> 2")).isZero();
        assertThat(onlyJourneyOf("c7@example.org").journey().transitions())
                .extracting(Transition::kind)
                .doesNotContain(TransitionKind.STALLED);
    }

    /** A replica that is killed in the middle, after any of its statements, has done nothing: another fires what it left. */
    @Test
    void noTimerIsLostOrFiredTwiceWhenReplicasDie() {
        beginning.showTime(MONDAY);
        int customers = 20;
        intake.record(IntStream.range(0, customers)
                .mapToObj(i -> met("c" + i + "@example.org", "bill.sent", MONDAY).build())
                .toList());
        long told = count("select count(*) from feed");

        int statements = 1;
        while (hasDied(new DueTimers(dying(statements), clock, rulebook, folding, feed))) {
            assertThat(count("select count(*) from feed")).isEqualTo(told);
            statements++;
        }

        assertThat(statements).isGreaterThan(5);
        assertThat(new DueTimers(database, clock, rulebook, folding, feed).fire()).isZero();
        assertThat(count("select count(*) from journey where revision = 2")).isEqualTo(customers);
        assertThat(count("select count(*) from feed") - told).isEqualTo(customers);
    }

    private static boolean hasDied(DueTimers replica) {
        try {
            replica.fire();
            return false;
        } catch (FailingDatabase.Killed killed) {
            return true;
        }
    }

    /** In each of its transactions it is four days later, which the service's own timers see only once one is committed. */
    private Database dying(int statements) {
        return new FailingDatabase(pool, statements) {
            @Override
            public <T> T inTransaction(Function<Transaction, T> work) {
                return super.inTransaction(transaction -> {
                    transaction.run("update clock set replay_time = replay_time + interval '4 days'", Tuple.tuple());
                    return work.apply(transaction);
                });
            }
        };
    }

    /** Law 7: an idle service is idle, however many journeys wait for their time. */
    @Test
    void journeysAsleepAreNotLookedAt() {
        beginning.showTime(MONDAY);
        intake.record(List.of(met("ada@example.org", "bill.sent", MONDAY).build()));
        long few = rowsReadToLook();
        database.run(FALL_ASLEEP);
        database.run("analyze journey");

        assertThat(count("select count(*) from journey where due_at > now() - interval '100 years'")).isGreaterThan(SLEEPERS);
        assertThat(rowsReadToLook()).isEqualTo(few).isLessThan(10);
    }

    /** What the service does every second while nothing is due. */
    private long rowsReadToLook() {
        var now = clock.read().now().orElseThrow();
        return database.inTransaction(transaction -> {
            long before = rowsRead(transaction);
            assertThat(TimerStore.due(transaction, now, 0, 500)).isEmpty();
            assertThat(InteractionStore.due(transaction, now, 0, 500)).isEmpty();
            assertThat(TimerStore.next(transaction)).hasValueSatisfying(next -> assertThat(next).isAfter(now));
            return rowsRead(transaction) - before;
        });
    }

    private static long rowsRead(Transaction transaction) {
        return transaction.run(ROWS_READ, Tuple.tuple()).iterator().next().getLong(0);
    }

    private long count(String sql) {
        return database.run(sql).iterator().next().getLong(0);
    }

    /** Each is small enough to be taken in; a reader of JSON may think otherwise. */
    @Test
    void whatWasTakenInIsFoldedWhateverItsAttributesAreCalled() {
        beginning.showTime(MONDAY);
        var outcomes = intake.record(List.of(
                met("ada@example.org", "bill.sent", MONDAY.plusSeconds(60))
                        .setAttributes(named("a".repeat(60_000)))
                        .build(),
                met("bob@example.org", "bill.sent", MONDAY.plusSeconds(60)).setAttributes(colliding(512)).build(),
                met("eve@example.org", "bill.sent", MONDAY.minus(Duration.ofDays(2))).build()));
        assertThat(outcomes).allMatch(io.throughline.journey.intake.Outcome.Recorded.class::isInstance);

        control.advance(MONDAY.plus(Duration.ofDays(2)));
        fireAllThatIsDue();

        assertThat(onlyJourneyOf("ada@example.org").journey().state()).isEqualTo(JourneyState.ACTIVE);
        assertThat(onlyJourneyOf("bob@example.org").journey().state()).isEqualTo(JourneyState.ACTIVE);
        assertThat(onlyJourneyOf("eve@example.org").journey().state()).isEqualTo(JourneyState.STALLED);
    }

    private static Struct named(String name) {
        return Struct.newBuilder()
                .putFields(name, Value.newBuilder().setBoolValue(true).build())
                .build();
    }

    /** Names with one hash code: each a sequence of pairs that have one each. */
    private static Struct colliding(int count) {
        var attributes = Struct.newBuilder();
        IntStream.range(0, count).forEach(number -> attributes.putFields(
                IntStream.range(0, 10)
                        .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
                        .collect(Collectors.joining()),
                Value.newBuilder().setNumberValue(number).build()));
        return attributes.build();
    }

    private WholeJourney onlyJourneyOf(String email) {
        return database.inTransaction(transaction -> journeys
                .of(transaction, ScriptedIdentity.founded("email", email), 2, Long.MAX_VALUE)
                .getFirst());
    }
}
