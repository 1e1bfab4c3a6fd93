package io.throughline.journey.intake;

import static io.throughline.journey.testing.Bills.MONDAY;
import static io.throughline.journey.testing.Bills.met;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.journey.clock.Clock;
import io.throughline.journey.feed.JourneyFeed;
import io.throughline.journey.journey.JourneyFolding;
import io.throughline.journey.journey.RulebookSource;
import io.throughline.journey.testing.Beginning;
import io.throughline.journey.testing.Bills;
import io.throughline.journey.testing.CountingDatabase;
import io.throughline.journey.testing.InterruptedDatabase;
import io.throughline.journey.v1.Interaction;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.test.PostgresResource;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What storing, folding and publishing costs in statements, whatever the size of the batch; and that it is done once. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AppendIT {

    @Inject
    Beginning beginning;

    @Inject
    Pool pool;

    @Inject
    Clock clock;

    @Inject
    InteractionRules rules;

    @Inject
    Resolver resolver;

    @Inject
    RulebookSource rulebook;

    @Inject
    JourneyFolding folding;

    @Inject
    KnownIdentifiers known;

    @Inject
    IntakeConfiguration configuration;

    @Inject
    JourneyFeed feed;

    private CountingDatabase database;
    private Intake intake;

    @BeforeEach
    void begin() {
        beginning.under(Bills.PAY_BILL);
        beginning.showTime(MONDAY.plus(Duration.ofDays(30)));
        database = new CountingDatabase(pool);
        var append = new Append(database, rulebook, folding, known, configuration);
        intake = new Intake(clock, rules, resolver, append, feed);
    }

    @Test
    void journeysBeginWithAsManyStatementsForOneAsForAThousand() {
        assertSameStatements(
                batch(1, "bill.sent", MONDAY),
                batch(1_001, "bill.sent", MONDAY.plusSeconds(1)).subList(1, 1_001));
    }

    @Test
    void journeysGoOnWithAsManyStatementsForOneAsForAThousand() {
        intake.record(batch(1_000, "bill.sent", MONDAY));
        database.statements();

        assertSameStatements(
                batch(1, "agent.call", MONDAY.plusSeconds(1)), batch(1_000, "bill.paid", MONDAY.plusSeconds(2)));
    }

    @Test
    void whatIsLateIsFoldedWithAsManyStatementsForOneAsForAThousand() {
        intake.record(batch(1_000, "bill.sent", MONDAY));
        intake.record(batch(1_000, "bill.paid", MONDAY.plusSeconds(60)));
        database.statements();

        assertSameStatements(
                batch(1, "agent.call", MONDAY.plusSeconds(1)), batch(1_000, "agent.call", MONDAY.plusSeconds(2)));
    }

    /** The caller cannot know that it was committed; sending it again is right in any case. */
    @Test
    void whatWasCommittedWhileTheConnectionWasLostIsARepetition() {
        var losing = new Database(pool) {
            @Override
            public <T> T inTransaction(Function<Transaction, T> work) {
                super.inTransaction(work);
                throw new UncheckedIOException(new ClosedChannelException());
            }
        };
        var batch = batch(3, "bill.sent", MONDAY);
        var unlucky = new Intake(
                clock, rules, resolver, new Append(losing, rulebook, folding, known, configuration), feed);
        assertThatThrownBy(() -> unlucky.record(batch)).isInstanceOf(UncheckedIOException.class);

        assertThat(intake.record(batch))
                .allSatisfy(outcome -> assertThat(((Outcome.Recorded) outcome).repeated()).isTrue());
        assertThat(database.run("select count(*) from journey where revision = 1").iterator().next().getLong(0))
                .isEqualTo(3);
    }

    /** As an erased interaction's key is in the end: who has met it is to record, and nothing is recorded without a key. */
    @Test
    void whatIsForgottenWhileItsKeyIsAskedForIsRecordedAnew() {
        var batch = batch(2, "bill.sent", MONDAY);
        var meeting = new InterruptedDatabase(pool, "insert into interaction_key", () -> {
            database.run("delete from interaction_key where id in (select id from interaction_key order by id limit 1)");
            database.run("delete from interaction i where not exists (select from interaction_key k where k.id = i.id)");
            database.run("delete from journey where customer not in (select customer from interaction)");
        });
        var meets = new Intake(clock, rules, resolver, new Append(meeting, rulebook, folding, known, configuration), feed);
        var prepared = meets.prepare(batch);
        intake.record(batch);

        var outcomes = meets.write(prepared);

        assertThat(outcomes)
                .extracting(outcome -> ((Outcome.Recorded) outcome).repeated())
                .containsExactlyInAnyOrder(false, true);
        for (var table : List.of("interaction_key", "interaction", "journey")) {
            assertThat(database.run("select count(*) from " + table).iterator().next().getLong(0)).as(table).isEqualTo(2);
        }
    }

    private void assertSameStatements(List<Interaction> small, List<Interaction> large) {
        intake.record(small);
        var ofSmall = database.statements();
        intake.record(large);
        assertThat(database.statements()).isNotEmpty().isEqualTo(ofSmall);
    }

    private static List<Interaction> batch(int customers, String touchpoint, Instant at) {
        return IntStream.range(0, customers)
                .mapToObj(i -> met("c" + i + "@example.org", touchpoint, at).build())
                .toList();
    }
}
