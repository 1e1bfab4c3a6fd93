package io.throughline.journey.definition;

import static io.throughline.journey.testing.Bills.MONDAY;
import static io.throughline.journey.testing.Bills.met;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.feed.v1.SlotPosition;
import io.throughline.journey.journey.Refolding;
import io.throughline.journey.testing.Beginning;
import io.throughline.journey.testing.Caller;
import io.throughline.journey.testing.ScriptedIdentity;
import io.throughline.journey.v1.Journey;
import io.throughline.journey.v1.JourneyChange;
import io.throughline.journey.v1.JourneyChange.StateCase;
import io.throughline.journey.v1.JourneyServiceGrpc.JourneyServiceBlockingStub;
import io.throughline.journey.v1.JourneyState;
import io.throughline.journey.v1.ReadJourneyChangesRequest;
import io.throughline.journey.v1.ReadJourneySnapshotRequest;
import io.throughline.kit.database.Database;
import io.throughline.kit.test.PostgresResource;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Readers of the feed are told which changes came of folding what was recorded before, and are no news. Definitions stay applied
 * from test to test; so each test has a name of its own and touchpoints of its own.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class BackfillIT {

    private static final Instant NOW = MONDAY.plus(Duration.ofDays(100));
    private static final Instant LATER = NOW.plus(Duration.ofDays(5));
    private static final String ADA = "ada@example.org";

    private static final String UNREADABLE = """
            select exists (select from feed where transaction_id >= pg_snapshot_xmin(pg_current_snapshot())::text::bigint)
            """;

    @GrpcClient("self")
    JourneyServiceBlockingStub journeys;

    @Inject
    Beginning beginning;

    @Inject
    Caller caller;

    @Inject
    Database database;

    @Inject
    FoldingJob job;

    @Inject
    Refolding refolding;

    private final String[] positions = IntStream.range(0, 64).mapToObj(_ -> "").toArray(String[]::new);

    @BeforeEach
    void begin() {
        beginning.underThoseApplied();
        beginning.showTime(NOW);
    }

    @AfterEach
    void foldToTheEnd() {
        caller.awaitFolded();
    }

    @Test
    void whatADefinitionMakesOfThePastIsBackfill() {
        var everybody = IntStream.range(0, 120).mapToObj(i -> "past" + i + "@example.org").toList();
        everybody.forEach(customer -> caller.record(met(customer, "backfill.past.begun", MONDAY)));

        caller.apply("name: backfill-past\ntitle: Past\nentry: backfill.past.begun\nstall_after: 3d\n");
        caller.awaitFolded();

        assertThat(changes(1000))
                .hasSize(everybody.size())
                .allMatch(JourneyChange::getBackfill)
                .allMatch(change -> change.getJourney().getState() == JourneyState.JOURNEY_STATE_STALLED);
    }

    @Test
    void whatHappensIsNews() {
        caller.apply("name: backfill-news\ntitle: News\nentry: backfill.news.begun\nstall_after: 3d\n");
        caller.record(met(ADA, "backfill.news.begun", MONDAY), met("bob@example.org", "backfill.news.begun", NOW));

        assertThat(changes(1000)).hasSize(2).noneMatch(JourneyChange::getBackfill);
    }

    @Test
    void whatHappensToAJourneyThatWasFoldedFromThePastIsNews() {
        caller.record(met(ADA, "backfill.mixed.begun", MONDAY));
        caller.apply("name: backfill-mixed\ntitle: Mixed\nentry: backfill.mixed.begun\nachieved: backfill.mixed.done\n");
        caller.awaitFolded();
        caller.record(met(ADA, "backfill.mixed.done", NOW));

        assertThat(changes(1000))
                .extracting(JourneyChange::getStateCase, JourneyChange::getBackfill)
                .containsExactly(tuple(StateCase.TOLD_LATER, false), tuple(StateCase.JOURNEY, false));
    }

    @Test
    void aStateIsNoBackfillWhenItIsNewerThanTheChange() {
        caller.record(met(ADA, "backfill.newer.begun", MONDAY));
        caller.apply("name: backfill-newer\ntitle: Newer\nentry: backfill.newer.begun\nachieved: backfill.newer.done\n");
        caller.awaitFolded();
        caller.record(met(ADA, "backfill.newer.done", NOW));

        assertThat(changes(1)).singleElement().satisfies(change -> {
            assertThat(change.getHeader().getRevision()).isEqualTo(1);
            assertThat(change.getJourney().getState()).isEqualTo(JourneyState.JOURNEY_STATE_ACHIEVED);
            assertThat(change.getBackfill()).isFalse();
        });
    }

    @Test
    void whoKnowsTheNewsIsToldBackfillAloneAndWhoDoesNotIsToldNews() {
        caller.apply("name: backfill-follows\ntitle: Follows\nentry: backfill.follows.begun\n");
        caller.record(met(ADA, "backfill.follows.begun", MONDAY), met(ADA, "backfill.follows.done", MONDAY.plusSeconds(60)));
        assertThat(changes(1000)).hasSize(1).noneMatch(JourneyChange::getBackfill);

        applyFromMonday(
                "name: backfill-follows\ntitle: Follows\nentry: backfill.follows.begun\nachieved: backfill.follows.done\n");

        assertThat(changes(1000)).singleElement().satisfies(change -> {
            assertThat(change.getJourney().getState()).isEqualTo(JourneyState.JOURNEY_STATE_ACHIEVED);
            assertThat(change.getBackfill()).isTrue();
        });
        readAgainFromTheBeginning();
        assertThat(changes(1000))
                .extracting(JourneyChange::getStateCase, JourneyChange::getBackfill)
                .containsExactly(tuple(StateCase.TOLD_LATER, false), tuple(StateCase.JOURNEY, false));
    }

    @Test
    void aJourneyThatADefinitionWithdrawsIsBackfillAndSoIsTheOneInItsPlace() {
        caller.apply("name: backfill-gone\ntitle: Gone\nentry: backfill.gone.begun\n");
        caller.record(met(ADA, "backfill.gone.begun", MONDAY), met(ADA, "backfill.gone.done", MONDAY.plusSeconds(60)));
        changes(1000);

        applyFromMonday("name: backfill-gone\ntitle: Gone\nentry: backfill.gone.done\n");

        assertThat(changes(1000))
                .extracting(JourneyChange::getStateCase, JourneyChange::getBackfill)
                .containsExactlyInAnyOrder(tuple(StateCase.TOMBSTONE, true), tuple(StateCase.JOURNEY, true));
    }

    @Test
    void aTombstoneIsNoBackfillWhenItIsNewerThanTheChange() {
        caller.record(met(ADA, "backfill.buried.begun", MONDAY));
        caller.apply("name: backfill-buried\ntitle: Buried\nentry: backfill.buried.begun\n");
        caller.awaitFolded();
        // As when another customer has it now.
        database.run("""
                with gone as (delete from journey returning customer, id, revision + 1 as revision)
                insert into journey_tombstone (customer, id, revision) select customer, id, revision from gone
                """);

        assertThat(changes(1000))
                .extracting(JourneyChange::getStateCase, JourneyChange::getBackfill)
                .containsExactly(tuple(StateCase.TOMBSTONE, false));
    }

    @Test
    void aDeadlineThatPassesAfterADefinitionWasAppliedIsNews() {
        caller.record(
                met("long.ago@example.org", "backfill.waits.begun", MONDAY),
                met(ADA, "backfill.waits.begun", NOW.minus(Duration.ofDays(1))));

        whileNobodyFolds(() -> {
            caller.apply("name: backfill-waits\ntitle: Waits\nentry: backfill.waits.begun\nstall_after: 3d\n");
            beginning.showTime(LATER);
        });
        caller.awaitFolded();

        assertThat(changes(1000))
                .allMatch(change -> change.getJourney().getState() == JourneyState.JOURNEY_STATE_STALLED)
                .extracting(change -> change.getHeader().getCustomerId(), JourneyChange::getBackfill)
                .containsExactlyInAnyOrder(
                        tuple(customer("long.ago@example.org").toString(), true), tuple(customer(ADA).toString(), false));
    }

    @Test
    void whatIsAskedForAgainMeanwhileIsBackfillUpToTheFirstTime() {
        caller.record(met(ADA, "backfill.again.begun", NOW.minus(Duration.ofDays(1))));

        whileNobodyFolds(() -> {
            caller.apply("name: backfill-again\ntitle: Again\nentry: backfill.again.begun\nstall_after: 3d\n");
            beginning.showTime(LATER);
            caller.apply("name: backfill-again\ntitle: Again and again\nentry: backfill.again.begun\nstall_after: 3d\n");
        });
        caller.awaitFolded();

        assertThat(changes(1000)).hasSize(1).noneMatch(JourneyChange::getBackfill);
    }

    @Test
    void whatWasToldAfterADefinitionWasAppliedIsNoNewsOnceMore() {
        var yaml = "name: backfill-retold\ntitle: Told\nentry: backfill.retold.begun\ntouchpoints: backfill.retold.asked\n";
        caller.apply(yaml);
        caller.record(met(ADA, "backfill.retold.begun", MONDAY));

        whileNobodyFolds(() -> {
            caller.apply(yaml + "target_time: 7d\neffective_from: " + MONDAY + "\n");
            beginning.showTime(LATER);
            caller.record(met(ADA, "backfill.retold.asked", LATER));
            assertThat(changes(1000)).isNotEmpty().noneMatch(JourneyChange::getBackfill);
        });
        caller.awaitFolded();

        assertThat(changes(1000)).singleElement().satisfies(change -> {
            assertThat(change.getJourney().getVersion()).isEqualTo(2);
            assertThat(change.getBackfill()).isTrue();
        });
    }

    @Test
    void aTimerThatIsDueIsNewsWhoeverLetsItsTimePass() {
        caller.apply("name: backfill-timer\ntitle: Timer\nentry: backfill.timer.begun\nstall_after: 3d\n");
        caller.awaitFolded();
        caller.record(met(ADA, "backfill.timer.begun", NOW));
        changes(1000);

        refoldAt(LATER, "backfill-timer");

        assertThat(changes(1000)).singleElement().satisfies(change -> {
            assertThat(change.getJourney().getState()).isEqualTo(JourneyState.JOURNEY_STATE_STALLED);
            assertThat(change.getBackfill()).isFalse();
        });
    }

    @Test
    void whatHadToWaitForItsTimeIsNewsWhoeverWakesIt() {
        caller.apply("name: backfill-woken\ntitle: Woken\nentry: backfill.woken.begun\nachieved: backfill.woken.done\n");
        caller.awaitFolded();
        var soon = NOW.plusSeconds(60);
        caller.record(met(ADA, "backfill.woken.begun", MONDAY), met(ADA, "backfill.woken.done", soon));
        changes(1000);

        refoldAt(soon, "backfill-woken");

        assertThat(changes(1000)).singleElement().satisfies(change -> {
            assertThat(change.getJourney().getState()).isEqualTo(JourneyState.JOURNEY_STATE_ACHIEVED);
            assertThat(change.getBackfill()).isFalse();
        });
    }

    @Test
    void whereAnEarlierReleaseAskedEverythingIsNews() {
        caller.record(met(ADA, "backfill.earlier.begun", MONDAY));

        whileNobodyFolds(() -> {
            caller.apply("name: backfill-earlier\ntitle: Earlier\nentry: backfill.earlier.begun\n");
            database.run("update definition_folding set asked_at = null");
        });
        caller.awaitFolded();

        assertThat(changes(1000)).hasSize(1).noneMatch(JourneyChange::getBackfill);
    }

    @Test
    void aSnapshotDoesNotSayWhatIsNews() {
        caller.record(met(ADA, "backfill.snapshot.begun", MONDAY));
        caller.apply("name: backfill-snapshot\ntitle: Snapshot\nentry: backfill.snapshot.begun\n");
        caller.awaitFolded();

        var snapshot = journeys.readJourneySnapshot(ReadJourneySnapshotRequest.newBuilder()
                .addAllSlots(IntStream.range(0, 64).boxed().toList())
                .setPageSize(1000)
                .build());

        assertThat(snapshot.getChangesList()).hasSize(1).noneMatch(JourneyChange::getBackfill);
    }

    /** The next version of what has been applied, which journeys follow that began on Monday. */
    private void applyFromMonday(String yaml) {
        caller.apply(yaml + "effective_from: " + MONDAY + "\n");
        caller.awaitFolded();
    }

    /** As if another replica had its turn. */
    private void whileNobodyFolds(Runnable meanwhile) {
        database.inTransaction(transaction -> {
            while (!FoldingStore.takeTurn(transaction)) {
                Thread.onSpinWait();
            }
            meanwhile.run();
            return null;
        });
        job.wake();
    }

    /** Before the timers have seen that the clock shows {@code time}. */
    private void refoldAt(Instant time, String definition) {
        database.inTransaction(transaction -> {
            transaction.run("update clock set replay_time = '" + time + "'", Tuple.tuple());
            return refolding.refold(transaction, Set.of(customer(ADA)), definition, Optional.of(time));
        });
    }

    private static UUID customer(String email) {
        return ScriptedIdentity.founded("email", email);
    }

    /** Beyond what was read before: the next page. */
    private List<JourneyChange> changes(int most) {
        awaitReadable();
        var from = new ArrayList<SlotPosition>();
        for (int slot = 0; slot < positions.length; slot++) {
            from.add(SlotPosition.newBuilder().setSlot(slot).setPosition(positions[slot]).build());
        }
        var changes = journeys.readJourneyChanges(ReadJourneyChangesRequest.newBuilder()
                        .addAllPositions(from)
                        .setPageSize(most)
                        .build())
                .getChangesList();
        changes.forEach(change -> positions[change.getHeader().getSlot()] = change.getHeader().getPosition());
        return changes;
    }

    /** What is committed can be read when no older transaction runs, as those of timers and leases do. */
    private void awaitReadable() {
        while (database.run(UNREADABLE).iterator().next().getBoolean(0)) {
            Thread.onSpinWait();
        }
    }

    private void readAgainFromTheBeginning() {
        Arrays.fill(positions, "");
    }
}
