package io.throughline.journey.api;

import static io.throughline.journey.testing.Bills.MONDAY;
import static io.throughline.journey.testing.Bills.met;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.journey.definition.Definitions;
import io.throughline.journey.definition.FoldingJob;
import io.throughline.journey.definition.JourneyMaps;
import io.throughline.journey.testing.Beginning;
import io.throughline.journey.testing.Caller;
import io.throughline.journey.testing.GivenRules;
import io.throughline.journey.testing.ScriptedIdentity;
import io.throughline.journey.v1.DefinitionServiceGrpc.DefinitionServiceBlockingStub;
import io.throughline.journey.v1.GetDefinitionRequest;
import io.throughline.journey.v1.JourneyState;
import io.throughline.kit.database.Database;
import io.throughline.kit.test.PostgresResource;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What was recorded before a definition is applied, and after, follows it. Definitions stay applied from test to test; so each test has a
 * name of its own and touchpoints of its own.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class DefinitionFoldingIT {

    private static final Instant NOW = MONDAY.plus(Duration.ofDays(100));

    @GrpcClient("self")
    DefinitionServiceBlockingStub definitions;

    @Inject
    Beginning beginning;

    @Inject
    Caller caller;

    @Inject
    Database database;

    @Inject
    GivenRules rules;

    @Inject
    FoldingJob job;

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
    void whatIsRecordedAfterwardsFollowsTheDefinition() {
        caller.apply("name: after\ntitle: After\nentry: after.begun\nachieved: after.done\n");

        caller.record(met("ada@example.org", "after.begun", MONDAY), met("ada@example.org", "after.done", MONDAY.plusSeconds(60)));

        assertThat(caller.journeysOf("ada@example.org")).singleElement().satisfies(journey -> {
            assertThat(journey.getDefinition()).isEqualTo("after");
            assertThat(journey.getState()).isEqualTo(JourneyState.JOURNEY_STATE_ACHIEVED);
        });
    }

    @Test
    void whatWasRecordedBeforeIsFolded() {
        var everybody = IntStream.range(0, 120).mapToObj(i -> "customer" + i + "@example.org").toList();
        everybody.forEach(customer -> caller.record(
                met(customer, "before.begun", MONDAY), met(customer, "before.done", MONDAY.plusSeconds(60))));

        caller.apply("name: before\ntitle: Before\nentry: before.begun\nachieved: before.done\n");
        caller.awaitFolded();

        assertThat(everybody).allSatisfy(customer -> assertThat(caller.journeysOf(customer))
                .singleElement()
                .satisfies(journey ->
                        assertThat(journey.getState()).isEqualTo(JourneyState.JOURNEY_STATE_ACHIEVED)));
        assertThat(definitions.getDefinition(GetDefinitionRequest.newBuilder().setName("before").build())
                        .getDefinition()
                        .getFolding()).isFalse();
    }

    @Test
    void aVersionHoldsForJourneysThatBeginSinceItsTime() {
        caller.apply("name: since\ntitle: Since\nentry: since.begun\n");
        caller.record(
                met("early@example.org", "since.begun", MONDAY),
                met("early@example.org", "since.done", MONDAY.plus(Duration.ofDays(20))),
                met("late@example.org", "since.begun", MONDAY.plus(Duration.ofDays(10))),
                met("late@example.org", "since.done", MONDAY.plus(Duration.ofDays(20))));

        caller.apply("name: since\ntitle: Since\nentry: since.begun\nachieved: since.done\neffective_from: "
                + MONDAY.plus(Duration.ofDays(5)) + "\n");
        caller.awaitFolded();

        assertThat(caller.journeysOf("early@example.org").getFirst().getState()).isEqualTo(JourneyState.JOURNEY_STATE_ACTIVE);
        assertThat(caller.journeysOf("early@example.org").getFirst().getVersion()).isEqualTo(1);
        assertThat(caller.journeysOf("late@example.org").getFirst().getState()).isEqualTo(JourneyState.JOURNEY_STATE_ACHIEVED);
        assertThat(caller.journeysOf("late@example.org").getFirst().getVersion()).isEqualTo(2);
    }

    @Test
    void anInterruptedFoldingGoesOnWhereItWas() {
        caller.apply("name: resumed\ntitle: Resumed\nentry: resumed.begun\n");
        caller.awaitFolded();
        rules.are(List.of());
        var everybody = IntStream.range(0, 20)
                .mapToObj(i -> "resumed" + i + "@example.org")
                .sorted(Comparator.comparing(email -> ScriptedIdentity.founded("email", email).toString()))
                .toList();
        everybody.forEach(customer -> caller.record(met(customer, "resumed.begun", MONDAY)));
        rules.areThoseApplied();

        database.run(
                "insert into definition_folding (definition, version, customer) values ('resumed', 1, $1)",
                Tuple.of(ScriptedIdentity.founded("email", everybody.get(9))));
        job.wake();
        caller.awaitFolded();

        assertThat(everybody.subList(0, 10)).allSatisfy(done -> assertThat(caller.journeysOf(done)).isEmpty());
        assertThat(everybody.subList(10, 20)).allSatisfy(rest -> assertThat(caller.journeysOf(rest)).hasSize(1));
    }

    @Test
    void anotherReplicaSeesWhatWasAppliedInItsNextTransaction() {
        var replica = new Definitions(database, new JourneyMaps());
        database.inTransaction(replica::read);

        caller.apply("name: replica\ntitle: Replica\nentry: replica.x\n");
        var seen = database.inTransaction(transaction -> replica.read(transaction).naming("replica.x"));

        assertThat(seen).extracting(definition -> definition.name()).containsExactly("replica");
    }

    @Test
    void whatIsRecordedWhileADefinitionIsAppliedIsFoldedOnceAndForAll() throws Exception {
        var everybody = IntStream.range(0, 100).mapToObj(i -> "meanwhile" + i + "@example.org").toList();
        try (var callers = Executors.newFixedThreadPool(4)) {
            var recorded = everybody.stream()
                    .map(customer -> callers.submit(() -> caller.record(met(customer, "meanwhile.begun", MONDAY))))
                    .toList();
            caller.apply("name: meanwhile\ntitle: Meanwhile\nentry: meanwhile.begun\n");
            for (var each : recorded) {
                each.get();
            }
        }
        caller.awaitFolded();

        assertThat(everybody).allSatisfy(customer -> assertThat(caller.journeysOf(customer)).hasSize(1));
    }
}
