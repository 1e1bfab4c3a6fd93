package io.throughline.journey.api;

import static io.throughline.journey.testing.Bills.MONDAY;
import static io.throughline.journey.testing.Bills.met;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.Durations;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.identity.v1.Identifier;
import io.throughline.journey.definition.Definitions;
import io.throughline.journey.definition.FoldingJob;
import io.throughline.journey.definition.JourneyMaps;
import io.throughline.journey.testing.Beginning;
import io.throughline.journey.testing.GivenRules;
import io.throughline.journey.testing.ScriptedIdentity;
import io.throughline.journey.v1.ApplyDefinitionRequest;
import io.throughline.journey.v1.ApplyDefinitionResponse;
import io.throughline.journey.v1.Definition;
import io.throughline.journey.v1.DefinitionServiceGrpc.DefinitionServiceBlockingStub;
import io.throughline.journey.v1.GetCustomerContextRequest;
import io.throughline.journey.v1.GetDefinitionRequest;
import io.throughline.journey.v1.Interaction;
import io.throughline.journey.v1.InteractionServiceGrpc.InteractionServiceBlockingStub;
import io.throughline.journey.v1.Journey;
import io.throughline.journey.v1.JourneyServiceGrpc.JourneyServiceBlockingStub;
import io.throughline.journey.v1.JourneyState;
import io.throughline.journey.v1.LifecycleStage;
import io.throughline.journey.v1.ListDefinitionsRequest;
import io.throughline.journey.v1.RecordInteractionsRequest;
import io.throughline.kit.database.Database;
import io.throughline.kit.test.PostgresResource;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Definitions stay applied from test to test; so each test has a name of its own and touchpoints of its own. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class DefinitionServiceIT {

    private static final Instant NOW = MONDAY.plus(Duration.ofDays(100));

    @GrpcClient("self")
    DefinitionServiceBlockingStub definitions;

    @GrpcClient("self")
    InteractionServiceBlockingStub interactions;

    @GrpcClient("self")
    JourneyServiceBlockingStub journeys;

    @Inject
    Beginning beginning;

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
        awaitFolded();
    }

    @Test
    void anAppliedDefinitionIsToldAsItStands() {
        var yaml = """
                name: told
                title: Be told
                goal: Know how it stands
                lifecycle_stage: use
                owner: Teller
                entry: told.asked
                achieved: told.answered
                moments:
                  - name: answer
                    title: The answer comes
                    touchpoint: told.answered
                    owner: Desk
                    importance: 5
                target_time: 2d
                """;

        var applied = apply(yaml);

        assertThat(applied.getUnchanged()).isFalse();
        var definition = get("told");
        assertThat(definition.getVersion()).isEqualTo(1);
        assertThat(definition.getTitle()).isEqualTo("Be told");
        assertThat(definition.getGoal()).isEqualTo("Know how it stands");
        assertThat(definition.getOwner()).isEqualTo("Teller");
        assertThat(definition.getLifecycleStage()).isEqualTo(LifecycleStage.LIFECYCLE_STAGE_USE);
        assertThat(definition.getTargetTime()).isEqualTo(Durations.fromDays(2));
        assertThat(definition.getMoments(0).getName()).isEqualTo("answer");
        assertThat(definition.getMoments(0).getImportance()).isEqualTo(5);
        assertThat(definition.hasEffectiveFrom()).isFalse();
        assertThat(definition.getYaml()).isEqualTo(yaml);
    }

    @Test
    void applyingWhatIsInForceChangesNothing() {
        apply("name: same\ntitle: Same\nentry: same.x\n");

        var again = apply("# once more\ntitle: Same\nname: same\nentry: [same.x]\n".replace("[same.x]", "same.x"));

        assertThat(again.getUnchanged()).isTrue();
        assertThat(again.getDefinition().getVersion()).isEqualTo(1);
        assertThat(get("same").getYaml()).isEqualTo("name: same\ntitle: Same\nentry: same.x\n");
    }

    @Test
    void aChangeBecomesTheNextVersionFromNowOn() {
        apply("name: next\ntitle: First\nentry: next.x\n");

        var changed = apply("name: next\ntitle: Second\nentry: next.x\n");

        assertThat(changed.getUnchanged()).isFalse();
        assertThat(changed.getDefinition().getVersion()).isEqualTo(2);
        assertThat(changed.getDefinition().getTitle()).isEqualTo("Second");
        assertThat(changed.getDefinition().getEffectiveFrom().getSeconds()).isEqualTo(NOW.getEpochSecond());
    }

    @Test
    void everyMistakeIsNamedByPathAndLine() {
        var violations = refused("""
                name: wrong
                titel: Wrong
                entry:
                  - touchpoint: wrong.x
                    when: interaction.chanel == 'web'
                stall_after: soon
                """);

        assertThat(violations)
                .extracting(FieldViolation::getField)
                .containsExactly("title", "titel", "entry[0].when", "stall_after");
        assertThat(violations.get(2).getDescription())
                .isEqualTo("line 5: there is no field `chanel` (column 12); did you mean `channel`?");
        assertThat(statusOf(() -> get("wrong"))).isEqualTo(Status.Code.NOT_FOUND);
    }

    @Test
    void whatCannotBeStoredIsRefusedByPathAndLineAndNotAskedFor() {
        var violations = refused("""
                name: unstorable
                title: "Un\\0storable"
                entry: unstorable.begun
                moments:
                  - name: "paid\\0late"
                    touchpoint: unstorable.paid
                """);

        assertThat(violations).extracting(FieldViolation::getField).containsExactly("title", "moments[0].name");
        assertThat(statusOf(() -> get("a\0b"))).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(statusOf(() -> definitions.listDefinitions(
                        ListDefinitionsRequest.newBuilder().setPageToken("a\0b").build())))
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    @Test
    void whatIsNoYamlIsToldByItsLine() {
        assertThat(refused("name: broken\n\ttitle: x\n").getFirst().getDescription()).startsWith("line 2: ");
    }

    @Test
    void ofSeveralAppliersAtOnceOneIsFirst() throws Exception {
        var yaml = "name: raced\ntitle: Raced\nentry: raced.x\n";
        List<Boolean> unchanged = new ArrayList<>();
        try (var appliers = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, 8)
                    .mapToObj(_ -> (Callable<Boolean>) () -> apply(yaml).getUnchanged())
                    .toList();
            for (var answer : appliers.invokeAll(calls)) {
                unchanged.add(answer.get());
            }
        }

        assertThat(unchanged).containsOnlyOnce(false);
        assertThat(get("raced").getVersion()).isEqualTo(1);
    }

    @Test
    void definitionsAreListedByNamePageByPage() {
        apply("name: zz-a\ntitle: A\nentry: zz.x\n");
        apply("name: zz-b\ntitle: B\nentry: zz.x\n");
        apply("name: zz-c\ntitle: C\nentry: zz.x\n");

        var first = definitions.listDefinitions(ListDefinitionsRequest.newBuilder()
                .setPageToken("zz")
                .setPageSize(2)
                .build());
        var second = definitions.listDefinitions(ListDefinitionsRequest.newBuilder()
                .setPageToken(first.getNextPageToken())
                .setPageSize(2)
                .build());

        assertThat(first.getDefinitionsList()).extracting(Definition::getName).containsExactly("zz-a", "zz-b");
        assertThat(second.getDefinitionsList()).extracting(Definition::getName).containsExactly("zz-c");
        assertThat(second.getNextPageToken()).isEmpty();
    }

    @Test
    void largeDefinitionsAreListedOnPagesThatAnyClientTakes() {
        var names = IntStream.range(0, 10).mapToObj(number -> "zy-large-" + number).toList();
        var comment = "# a word or two on why it is so\n".repeat(8_000);
        names.forEach(name -> apply("name: %s\ntitle: Large\nentry: zy.x\n%s".formatted(name, comment)));

        var request = ListDefinitionsRequest.newBuilder().setPageToken("zy").setPageSize(10).build();
        var first = definitions.listDefinitions(request);
        var second = definitions.listDefinitions(
                request.toBuilder().setPageToken(first.getNextPageToken()).build());

        assertThat(first.getSerializedSize()).isLessThanOrEqualTo(2 * 1024 * 1024);
        assertThat(Stream.of(first, second).flatMap(page -> page.getDefinitionsList().stream()))
                .extracting(Definition::getName)
                .startsWith(names.toArray(String[]::new));
        assertThat(first.getDefinitionsList()).hasSize(8);
    }

    @Test
    void whatIsRecordedAfterwardsFollowsTheDefinition() {
        apply("name: after\ntitle: After\nentry: after.begun\nachieved: after.done\n");

        record(met("ada@example.org", "after.begun", MONDAY), met("ada@example.org", "after.done", MONDAY.plusSeconds(60)));

        assertThat(journeysOf("ada@example.org")).singleElement().satisfies(journey -> {
            assertThat(journey.getDefinition()).isEqualTo("after");
            assertThat(journey.getState()).isEqualTo(JourneyState.JOURNEY_STATE_ACHIEVED);
        });
    }

    @Test
    void whatWasRecordedBeforeIsFolded() {
        var everybody = IntStream.range(0, 120).mapToObj(i -> "customer" + i + "@example.org").toList();
        everybody.forEach(customer -> record(
                met(customer, "before.begun", MONDAY), met(customer, "before.done", MONDAY.plusSeconds(60))));

        apply("name: before\ntitle: Before\nentry: before.begun\nachieved: before.done\n");
        awaitFolded();

        assertThat(everybody).allSatisfy(customer -> assertThat(journeysOf(customer))
                .singleElement()
                .satisfies(journey ->
                        assertThat(journey.getState()).isEqualTo(JourneyState.JOURNEY_STATE_ACHIEVED)));
        assertThat(get("before").getFolding()).isFalse();
    }

    @Test
    void aVersionHoldsForJourneysThatBeginSinceItsTime() {
        apply("name: since\ntitle: Since\nentry: since.begun\n");
        record(
                met("early@example.org", "since.begun", MONDAY),
                met("early@example.org", "since.done", MONDAY.plus(Duration.ofDays(20))),
                met("late@example.org", "since.begun", MONDAY.plus(Duration.ofDays(10))),
                met("late@example.org", "since.done", MONDAY.plus(Duration.ofDays(20))));

        apply("name: since\ntitle: Since\nentry: since.begun\nachieved: since.done\neffective_from: "
                + MONDAY.plus(Duration.ofDays(5)) + "\n");
        awaitFolded();

        assertThat(journeysOf("early@example.org").getFirst().getState()).isEqualTo(JourneyState.JOURNEY_STATE_ACTIVE);
        assertThat(journeysOf("early@example.org").getFirst().getVersion()).isEqualTo(1);
        assertThat(journeysOf("late@example.org").getFirst().getState()).isEqualTo(JourneyState.JOURNEY_STATE_ACHIEVED);
        assertThat(journeysOf("late@example.org").getFirst().getVersion()).isEqualTo(2);
    }

    @Test
    void anInterruptedFoldingGoesOnWhereItWas() {
        apply("name: resumed\ntitle: Resumed\nentry: resumed.begun\n");
        awaitFolded();
        rules.are(List.of());
        var everybody = IntStream.range(0, 20)
                .mapToObj(i -> "resumed" + i + "@example.org")
                .sorted(Comparator.comparing(email -> ScriptedIdentity.founded("email", email).toString()))
                .toList();
        everybody.forEach(customer -> record(met(customer, "resumed.begun", MONDAY)));
        rules.areThoseApplied();

        database.run(
                "insert into definition_folding (definition, version, customer) values ('resumed', 1, $1)",
                Tuple.of(ScriptedIdentity.founded("email", everybody.get(9))));
        job.wake();
        awaitFolded();

        assertThat(everybody.subList(0, 10)).allSatisfy(done -> assertThat(journeysOf(done)).isEmpty());
        assertThat(everybody.subList(10, 20)).allSatisfy(rest -> assertThat(journeysOf(rest)).hasSize(1));
    }

    @Test
    void anotherReplicaSeesWhatWasAppliedInItsNextTransaction() {
        var replica = new Definitions(database, new JourneyMaps());
        database.inTransaction(replica::read);

        apply("name: replica\ntitle: Replica\nentry: replica.x\n");
        var seen = database.inTransaction(transaction -> replica.read(transaction).naming("replica.x"));

        assertThat(seen).extracting(definition -> definition.name()).containsExactly("replica");
    }

    @Test
    void whatIsRecordedWhileADefinitionIsAppliedIsFoldedOnceAndForAll() throws Exception {
        var everybody = IntStream.range(0, 100).mapToObj(i -> "meanwhile" + i + "@example.org").toList();
        try (var callers = Executors.newFixedThreadPool(4)) {
            var recorded = everybody.stream()
                    .map(customer -> callers.submit(() -> record(met(customer, "meanwhile.begun", MONDAY))))
                    .toList();
            apply("name: meanwhile\ntitle: Meanwhile\nentry: meanwhile.begun\n");
            for (var each : recorded) {
                each.get();
            }
        }
        awaitFolded();

        assertThat(everybody).allSatisfy(customer -> assertThat(journeysOf(customer)).hasSize(1));
    }

    private void record(Interaction.Builder... happened) {
        var request = RecordInteractionsRequest.newBuilder();
        Arrays.stream(happened).forEach(request::addInteractions);
        assertThat(interactions.recordInteractions(request.build()).getResultsList())
                .allMatch(result -> result.hasRecorded());
    }

    private List<Journey> journeysOf(String email) {
        return journeys.getCustomerContext(GetCustomerContextRequest.newBuilder()
                        .setIdentifier(Identifier.newBuilder().setNamespace("email").setValue(email))
                        .build())
                .getJourneysList();
    }

    private ApplyDefinitionResponse apply(String yaml) {
        return definitions.applyDefinition(
                ApplyDefinitionRequest.newBuilder().setYaml(yaml).build());
    }

    private Definition get(String name) {
        return definitions
                .getDefinition(GetDefinitionRequest.newBuilder().setName(name).build())
                .getDefinition();
    }

    private List<FieldViolation> refused(String yaml) {
        var refusal = catchThrowableOfType(StatusRuntimeException.class, () -> apply(yaml));
        assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        try {
            return StatusProto.fromThrowable(refusal)
                    .getDetails(1)
                    .unpack(BadRequest.class)
                    .getFieldViolationsList();
        } catch (InvalidProtocolBufferException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    private static Status.Code statusOf(Runnable call) {
        return catchThrowableOfType(StatusRuntimeException.class, call::run).getStatus().getCode();
    }

    /** Applying wakes the folding; it needs no more than the machine's time. */
    private void awaitFolded() {
        var deadline = Instant.now().plusSeconds(20);
        while (database.run("select from definition_folding").size() > 0) {
            assertThat(Instant.now()).as("folding comes to its end").isBefore(deadline);
            Thread.onSpinWait();
        }
    }
}
