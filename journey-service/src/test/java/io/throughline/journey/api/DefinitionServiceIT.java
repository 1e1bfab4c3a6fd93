package io.throughline.journey.api;

import static io.throughline.journey.testing.Bills.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import io.throughline.journey.definition.Definitions;
import io.throughline.journey.testing.Beginning;
import io.throughline.journey.testing.Caller;
import io.throughline.journey.v1.Definition;
import io.throughline.journey.v1.DefinitionServiceGrpc.DefinitionServiceBlockingStub;
import io.throughline.journey.v1.GetDefinitionRequest;
import io.throughline.journey.v1.LifecycleStage;
import io.throughline.journey.v1.ListDefinitionsRequest;
import io.throughline.kit.database.Database;
import io.throughline.kit.test.PostgresResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

    @Inject
    Database database;

    @Inject
    Beginning beginning;

    @Inject
    Caller caller;

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

        var applied = caller.apply(yaml);

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
        caller.apply("name: same\ntitle: Same\nentry: same.x\n");

        var again = caller.apply("# once more\ntitle: Same\nname: same\nentry: [same.x]\n".replace("[same.x]", "same.x"));

        assertThat(again.getUnchanged()).isTrue();
        assertThat(again.getDefinition().getVersion()).isEqualTo(1);
        assertThat(get("same").getYaml()).isEqualTo("name: same\ntitle: Same\nentry: same.x\n");
    }

    @Test
    void aChangeBecomesTheNextVersionFromNowOn() {
        caller.apply("name: next\ntitle: First\nentry: next.x\n");

        var changed = caller.apply("name: next\ntitle: Second\nentry: next.x\n");

        assertThat(changed.getUnchanged()).isFalse();
        assertThat(changed.getDefinition().getVersion()).isEqualTo(2);
        assertThat(changed.getDefinition().getTitle()).isEqualTo("Second");
        assertThat(changed.getDefinition().getEffectiveFrom().getSeconds()).isEqualTo(NOW.getEpochSecond());
    }

    /** Not even who holds the database's password changes what journeys are pinned to. */
    @Test
    void aVersionStaysAsItWasApplied() {
        caller.apply("name: stays\ntitle: First\nentry: stays.x\n");
        caller.apply("name: stays\ntitle: Second\nentry: stays.x\n");

        for (var change : List.of(
                "update definition set yaml = 'name: stays' where name = 'stays'",
                "delete from definition where name = 'stays' and version = 1")) {
            assertThatThrownBy(() -> database.run(change)).hasMessageContaining("stays as it was applied");
        }

        assertThat(definitions
                        .getDefinition(GetDefinitionRequest.newBuilder().setName("stays").setVersion(1).build())
                        .getDefinition()
                        .getYaml())
                .isEqualTo("name: stays\ntitle: First\nentry: stays.x\n");
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
                    .mapToObj(_ -> (Callable<Boolean>) () -> caller.apply(yaml).getUnchanged())
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
        caller.apply("name: zz-a\ntitle: A\nentry: zz.x\n");
        caller.apply("name: zz-b\ntitle: B\nentry: zz.x\n");
        caller.apply("name: zz-c\ntitle: C\nentry: zz.x\n");

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
        names.forEach(name -> caller.apply("name: %s\ntitle: Large\nentry: zy.x\n%s".formatted(name, comment)));

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

    private Definition get(String name) {
        return definitions
                .getDefinition(GetDefinitionRequest.newBuilder().setName(name).build())
                .getDefinition();
    }

    private List<FieldViolation> refused(String yaml) {
        var refusal = catchThrowableOfType(StatusRuntimeException.class, () -> caller.apply(yaml));
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
}
