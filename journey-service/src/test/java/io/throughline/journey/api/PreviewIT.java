package io.throughline.journey.api;

import static io.restassured.RestAssured.given;
import static io.throughline.journey.testing.Bills.MONDAY;
import static io.throughline.journey.testing.Bills.met;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.journey.survey.Surveys;
import io.throughline.journey.testing.Beginning;
import io.throughline.journey.v1.ApplyDefinitionRequest;
import io.throughline.journey.v1.DefinitionPreview;
import io.throughline.journey.v1.DefinitionServiceGrpc.DefinitionServiceBlockingStub;
import io.throughline.journey.v1.Interaction;
import io.throughline.journey.v1.InteractionServiceGrpc.InteractionServiceBlockingStub;
import io.throughline.journey.v1.Journey;
import io.throughline.journey.v1.JourneyServiceGrpc.JourneyServiceBlockingStub;
import io.throughline.journey.v1.JourneyState;
import io.throughline.journey.v1.ListDefinitionsRequest;
import io.throughline.journey.v1.ListJourneysRequest;
import io.throughline.journey.v1.MomentPreview;
import io.throughline.journey.v1.PreviewCoverage;
import io.throughline.journey.v1.PreviewDefinitionRequest;
import io.throughline.journey.v1.PreviewDefinitionResponse;
import io.throughline.journey.v1.PreviewServiceGrpc.PreviewServiceBlockingStub;
import io.throughline.journey.v1.RecordInteractionsRequest;
import io.throughline.journey.v1.Signal;
import io.throughline.journey.v1.SignalKind;
import io.throughline.journey.v1.SignalPreview;
import io.throughline.journey.v1.StateMove;
import io.throughline.journey.v1.StatePreview;
import io.throughline.journey.v1.Transition;
import io.throughline.journey.v1.TransitionKind;
import io.throughline.kit.database.Database;
import io.throughline.kit.test.PostgresResource;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Definitions stay applied from test to test; so each test has a name of its own and touchpoints of its own. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class PreviewIT {

    private static final String ORDER = """
            name: porder
            title: Order
            entry: porder.placed
            achieved: porder.received
            touchpoints: [porder.looked]
            moments:
              - {name: paid, touchpoint: porder.paid}
            stall_after: 2d
            abandon_after: 5d
            """;

    /** Waits longer, gives another touchpoint a meaning, and has one moment less and one more. */
    private static final String PATIENT = """
            name: porder
            title: Order
            entry: porder.placed
            achieved: porder.received
            exit: porder.cancelled
            touchpoints: [porder.paid]
            moments:
              - {name: looked, touchpoint: porder.looked}
            stall_after: 4d
            abandon_after: 20d
            """;

    @GrpcClient("self")
    PreviewServiceBlockingStub previews;

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
    Surveys surveys;

    @BeforeEach
    void begin() {
        beginning.underThoseApplied();
        beginning.showTime(at(100 * 24));
    }

    /** What it would be held against is another by the time that it has its turn. */
    @Test
    void itIsRefusedWhenAnotherVersionCameIntoForceMeanwhile() throws Exception {
        apply(ORDER.replace("porder", "pmeanwhile"));
        var others = new CountDownLatch(2);
        var done = new CountDownLatch(1);
        for (int i = 0; i < 2; i++) {
            surveys.answer(_ -> {
                        others.countDown();
                        return awaitUntil(done);
                    })
                    .subscribeAsCompletionStage();
        }
        try {
            assertThat(awaitUntil(others)).isTrue();
            var heard = previews.withDeadlineAfter(30, TimeUnit.SECONDS)
                    .previewDefinition(PreviewDefinitionRequest.newBuilder()
                            .setYaml(PATIENT.replace("porder", "pmeanwhile"))
                            .build());
            assertThat(heard.next().hasProgress()).as("it waits for its turn").isTrue();
            apply(ORDER.replace("porder", "pmeanwhile").replace("stall_after: 2d", "stall_after: 3d"));
            done.countDown();

            assertThatThrownBy(() -> heard.forEachRemaining(news -> assertThat(news.hasPreview()).isFalse()))
                    .isInstanceOfSatisfying(StatusRuntimeException.class, refused -> {
                        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
                        assertThat(StatusProto.fromThrowable(refused).toString()).contains("DEFINITION_CHANGED");
                    });
        } finally {
            done.countDown();
        }
    }

    private static boolean awaitUntil(CountDownLatch happened) {
        try {
            return happened.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    @Test
    void whatWouldChangeIsToldAndNothingIsWritten() {
        apply(ORDER);
        beginning.showTime(at(200 * 24));
        record(
                // Given up after five days; the new version waits.
                met("ada@x.test", "porder.placed", at(0)),
                met("ada@x.test", "porder.paid", at(1)),
                met("ada@x.test", "porder.received", at(10 * 24)),
                // As before in all but a moment.
                met("bob@x.test", "porder.placed", at(0)),
                met("bob@x.test", "porder.looked", at(2)),
                met("bob@x.test", "porder.received", at(3)),
                // Wholly as before.
                met("cyd@x.test", "porder.placed", at(0)),
                met("cyd@x.test", "porder.received", at(5)),
                met("dan@x.test", "porder.placed", at(0)),
                met("dan@x.test", "porder.cancelled", at(1)),
                // What another version's journey took is the second's beginning in this one.
                met("eve@x.test", "porder.placed", at(0)),
                met("eve@x.test", "porder.placed", at(8 * 24)),
                met("eve@x.test", "porder.received", at(8 * 24 + 1)));
        var before = all("porder");
        var standing = standing();

        var preview = preview(PreviewDefinitionRequest.newBuilder().setYaml(PATIENT));

        assertThat(standing()).isEqualTo(standing);
        assertThat(preview.getDefinition()).isEqualTo("porder");
        assertThat(preview.getInForceVersion()).isEqualTo(1);
        assertThat(preview.getVersion()).isEqualTo(2);
        assertThat(preview.getCoverage()).isEqualTo(PreviewCoverage.PREVIEW_COVERAGE_PAST);
        assertThat(preview.getEffectiveFrom().getSeconds()).isEqualTo(at(200 * 24).getEpochSecond());
        assertThat(preview.getAsOf().getSeconds()).isEqualTo(at(200 * 24).getEpochSecond());
        assertThat(preview.getInteractions()).isEqualTo(13);
        assertThat(preview.getJourneysBefore()).isEqualTo(6);
        assertThat(preview.getJourneysAfter()).isEqualTo(5);
        assertThat(preview.getJourneysChanged()).isEqualTo(5);
        assertThat(preview.getStatesList())
                .extracting(StatePreview::getState, StatePreview::getJourneysBefore, StatePreview::getJourneysAfter)
                .containsExactly(
                        tuple(JourneyState.JOURNEY_STATE_ACTIVE, 0L, 0L),
                        tuple(JourneyState.JOURNEY_STATE_STALLED, 0L, 0L),
                        tuple(JourneyState.JOURNEY_STATE_ACHIEVED, 3L, 4L),
                        tuple(JourneyState.JOURNEY_STATE_ABANDONED, 3L, 0L),
                        tuple(JourneyState.JOURNEY_STATE_EXITED, 0L, 1L));
        assertThat(preview.getMomentsList())
                .extracting(MomentPreview::getMoment, MomentPreview::getReachedBefore, MomentPreview::getReachedAfter)
                .containsExactly(tuple("looked", 0L, 1L), tuple("paid", 1L, 0L));
        assertThat(preview.getMoments(0).getTimeAfter().getMedian().getSeconds()).isBetween(7_128L, 7_272L);
        assertThat(signals(preview)).containsEntry(SignalKind.SIGNAL_KIND_INACTION, List.of(3L, 2L, 3L, 2L));
        assertThat(signals(preview)).containsEntry(SignalKind.SIGNAL_KIND_REPEAT, List.of(0L, 1L, 0L, 1L));
        assertThat(preview.getTimeToGoalBefore().getCount()).isEqualTo(3);
        assertThat(preview.getTimeToGoalBefore().getMedian().getSeconds()).isBetween(10_692L, 10_908L);
        assertThat(preview.getTimeToGoalAfter().getCount()).isEqualTo(4);
        assertThat(preview.getMovesList())
                .extracting(StateMove::getFrom, StateMove::getTo, StateMove::getJourneys, StateMove::getJourneysChanged)
                .containsExactly(
                        tuple(JourneyState.JOURNEY_STATE_ABANDONED, JourneyState.JOURNEY_STATE_ACHIEVED, 2L, 2L),
                        tuple(JourneyState.JOURNEY_STATE_ACHIEVED, JourneyState.JOURNEY_STATE_ACHIEVED, 2L, 1L),
                        tuple(JourneyState.JOURNEY_STATE_ACHIEVED, JourneyState.JOURNEY_STATE_UNSPECIFIED, 1L, 1L),
                        tuple(JourneyState.JOURNEY_STATE_ABANDONED, JourneyState.JOURNEY_STATE_EXITED, 1L, 1L));
        var exited = preview.getMoves(3).getExamples(0);
        assertThat(before).anyMatch(journey -> journey.getId().equals(exited.getJourneyId())
                && journey.getCustomerId().equals(exited.getCustomerId()));
        assertThat(exited.getChangesList())
                .containsExactly(
                        "is exited; was abandoned",
                        "exited: " + at(1) + "; was: never",
                        "stalled: never; was: " + at(2 * 24),
                        "abandoned: never; was: " + at(5 * 24),
                        "signal inaction: not noticed; was: at " + at(2 * 24),
                        "interactions at `porder.cancelled`: 1; was: 0");
    }

    @Test
    void whatIsFirstOfItsNameIsComparedWithNothing() {
        record(met("ada@x.test", "pfirst.x", at(0)), met("bob@x.test", "pfirst.x", at(1)));

        var preview = preview(PreviewDefinitionRequest.newBuilder()
                .setYaml("name: pfirst\ntitle: First\nstatus: draft\nentry: pfirst.x\n")
                .setCoverage(PreviewCoverage.PREVIEW_COVERAGE_AS_APPLIED)
                .setExamples(1));

        assertThat(preview.getInForceVersion()).isZero();
        assertThat(preview.getVersion()).isEqualTo(1);
        assertThat(preview.hasEffectiveFrom()).isFalse();
        assertThat(preview.getJourneysBefore()).isZero();
        assertThat(preview.getMovesList()).singleElement().satisfies(move -> {
            assertThat(move.getFrom()).isEqualTo(JourneyState.JOURNEY_STATE_UNSPECIFIED);
            assertThat(move.getTo()).isEqualTo(JourneyState.JOURNEY_STATE_ACTIVE);
            assertThat(move.getJourneysChanged()).isEqualTo(2);
            assertThat(move.getExamplesList()).hasSize(1);
        });
        assertThat(definitions.listDefinitions(ListDefinitionsRequest.newBuilder().setDrafts(true).build())
                        .getDefinitionsList())
                .noneMatch(definition -> definition.getName().equals("pfirst"));
    }

    @Test
    void whatIsInForceChangesNothingAndWhatIsRetiredEndsAll() {
        var yaml = "name: pshut\ntitle: Shut\nentry: pshut.x\n";
        apply(yaml);
        record(met("ada@x.test", "pshut.x", at(0)));

        var same = preview(PreviewDefinitionRequest.newBuilder().setYaml(yaml));
        var retired = preview(PreviewDefinitionRequest.newBuilder().setYaml(yaml + "status: retired\n"));
        var now = preview(PreviewDefinitionRequest.newBuilder()
                .setYaml(yaml + "status: retired\n")
                .setCoverage(PreviewCoverage.PREVIEW_COVERAGE_AS_APPLIED));

        assertThat(same.getVersion()).isEqualTo(same.getInForceVersion()).isEqualTo(1);
        assertThat(same.getJourneysBefore()).isEqualTo(same.getJourneysAfter()).isEqualTo(1);
        assertThat(same.getJourneysChanged()).isZero();
        assertThat(retired.getJourneysAfter()).isZero();
        assertThat(retired.getMoves(0).getExamples(0).getChangesList())
                .containsExactly("is not there; began at " + at(0) + " and was active");
        assertThat(now.getJourneysAfter()).isEqualTo(1);
        assertThat(now.getJourneysChanged()).isZero();
    }

    @Test
    void whatMigratingBringsAtOnceIsToldBeforeIt() {
        apply("name: pmigrate\ntitle: Patient\nentry: pmigrate.x\n");
        record(met("ada@x.test", "pmigrate.x", at(0)), met("bob@x.test", "pmigrate.x", at(100 * 24 - 1)));
        var impatient = PreviewDefinitionRequest.newBuilder()
                .setYaml("name: pmigrate\ntitle: Impatient\nentry: pmigrate.x\nabandon_after: 1d\n");

        var applied = preview(impatient.setCoverage(PreviewCoverage.PREVIEW_COVERAGE_AS_APPLIED));
        var migrated = preview(impatient.setCoverage(PreviewCoverage.PREVIEW_COVERAGE_MIGRATED));

        assertThat(applied.getJourneysChanged()).isZero();
        assertThat(migrated.getCoverage()).isEqualTo(PreviewCoverage.PREVIEW_COVERAGE_MIGRATED);
        assertThat(migrated.getJourneysChanged()).isEqualTo(1);
        assertThat(migrated.getMovesList())
                .filteredOn(move -> move.getJourneysChanged() > 0)
                .singleElement()
                .satisfies(move -> assertThat(move.getExamples(0).getChangesList())
                        .contains("is abandoned; was active", "abandoned: " + at(100 * 24) + "; was: never"));
        given().body(impatient.getYaml())
                .post("/v1/definitions/pmigrate/preview?migrated=true")
                .then()
                .statusCode(200)
                .body("asApplied", equalTo(true), "migrated", equalTo(true), "journeysChanged", equalTo(1));
    }

    @Test
    void mistakesAreThoseOfApplying() {
        apply("name: pwrong\ntitle: Wrong\ncorrelate_by: order\nentry: pwrong.x\n");

        assertThatThrownBy(() -> preview(PreviewDefinitionRequest.newBuilder()
                        .setYaml("name: pwrong\ntitle: Wrong\nentry: pwrong.x\nstahl_after: 3d\n")))
                .hasMessageStartingWith("INVALID_ARGUMENT")
                .hasMessageContaining("stahl_after");
        assertThatThrownBy(() -> preview(PreviewDefinitionRequest.newBuilder()
                        .setYaml("name: pwrong\ntitle: Wrong\nentry: pwrong.y\n")))
                .hasMessageStartingWith("INVALID_ARGUMENT")
                .hasMessageContaining("correlate_by");
        assertThatThrownBy(() -> preview(PreviewDefinitionRequest.newBuilder()
                        .setYaml("name: pwrong2\ntitle: Wrong\nentry: pwrong.y\n")
                        .setExamples(21)))
                .hasMessageStartingWith("INVALID_ARGUMENT: examples");
    }

    @Test
    void isAskedByHttpToo() {
        apply("name: phttp\ntitle: Http\nentry: phttp.x\n");
        record(met("ada@x.test", "phttp.x", at(0)), met("ada@x.test", "phttp.y", at(1)));
        var yaml = "name: phttp\ntitle: Http\nentry: phttp.x\nachieved: phttp.y\n";

        given().body(yaml)
                .contentType("application/x-www-form-urlencoded")
                .post("/v1/definitions/phttp/preview")
                .then()
                .statusCode(200)
                .body("version", equalTo(2))
                .body("asApplied", equalTo(false))
                .body("journeysChanged", equalTo(1))
                .body("timeToGoalBefore", nullValue())
                .body("moves[0].from", equalTo("active"))
                .body("moves[0].to", equalTo("achieved"))
                .body("moves[0].examples[0].changes[0]", equalTo("is achieved; was active"));
        given().body(yaml)
                .contentType("application/x-www-form-urlencoded")
                .queryParam("asApplied", true)
                .post("/v1/definitions/phttp/preview")
                .then()
                .statusCode(200)
                .body("asApplied", equalTo(true))
                .body("journeysChanged", equalTo(0));
        given().body(yaml)
                .contentType("application/x-www-form-urlencoded")
                .post("/v1/definitions/another/preview")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("name"));
        given().body(yaml)
                .contentType("application/x-www-form-urlencoded")
                .queryParam("examples", 21)
                .post("/v1/definitions/phttp/preview")
                .then()
                .statusCode(400)
                .body("violations[0].description", containsString("0 to 20"));
    }

    @Test
    void aCallWhoseTimeIsOverTakesNobodysTurn() {
        record(met("ada@x.test", "pslow.x", at(0)));
        var request = PreviewDefinitionRequest.newBuilder().setYaml("name: pslow\ntitle: Slow\nentry: pslow.x\n");

        database.inTransaction(transaction -> {
            transaction.run("lock table interaction in access exclusive mode", Tuple.tuple());
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> previews.withDeadlineAfter(300, TimeUnit.MILLISECONDS)
                                .previewDefinition(request.build())
                                .forEachRemaining(_ -> {}))
                        .hasMessageStartingWith("DEADLINE_EXCEEDED");
            }
            return null;
        });

        for (int i = 0; i < 3; i++) {
            assertThat(preview(request).getJourneysAfter()).isEqualTo(1);
        }
    }

    /** The journeys that are stored before and after it is applied, compared by hand, are what the preview told. */
    @Test
    void whatIsToldIsWhatApplyingBrings() {
        long seed = Long.getLong("throughline.seed", System.nanoTime());
        System.out.println("PreviewIT: seed " + seed);
        var random = new Random(seed);
        for (int life = 0; life < 4; life++) {
            var name = "plife" + life;
            applyAndCompare(name, random, PreviewCoverage.PREVIEW_COVERAGE_AS_APPLIED);
            applyAndCompare(name + "p", random, PreviewCoverage.PREVIEW_COVERAGE_PAST);
        }
    }

    private void applyAndCompare(String name, Random random, PreviewCoverage coverage) {
        boolean correlated = random.nextBoolean();
        var first = definition(name, name, random, correlated);
        var second = definition(name, name, random, correlated);
        apply(first);
        record(life(name, random));
        awaitFolded();
        var was = all(name);
        boolean past = coverage == PreviewCoverage.PREVIEW_COVERAGE_PAST;
        var yaml = past ? second : second + "effective_from: " + at(random.nextInt(10 * 24)) + "\n";

        var preview = preview(PreviewDefinitionRequest.newBuilder()
                .setYaml(yaml)
                .setCoverage(coverage)
                .setExamples(20));

        // What is first of its name covers the past; its journeys are told apart by what they began with.
        var applied = past ? name + "-afresh" : name;
        apply(past ? second.replace("name: " + name, "name: " + applied) : yaml);
        awaitFolded();
        compare(preview, was, all(applied), first + yaml);
    }

    private static void compare(DefinitionPreview preview, List<Journey> was, List<Journey> becomes, String what) {
        assertThat(preview.getJourneysBefore()).as(what).isEqualTo(was.size());
        assertThat(preview.getJourneysAfter()).as(what).isEqualTo(becomes.size());
        var before = was.stream().collect(toMap(PreviewIT::entry, identity()));
        var after = becomes.stream().collect(toMap(PreviewIT::entry, identity()));
        for (var state : preview.getStatesList()) {
            assertThat(state.getJourneysBefore()).as(what).isEqualTo(count(was, state.getState()));
            assertThat(state.getJourneysAfter()).as(what).isEqualTo(count(becomes, state.getState()));
        }
        for (var moment : preview.getMomentsList()) {
            assertThat(moment.getReachedBefore()).as(what).isEqualTo(reached(was, moment.getMoment()));
            assertThat(moment.getReachedAfter()).as(what).isEqualTo(reached(becomes, moment.getMoment()));
        }
        for (var signal : preview.getSignalsList()) {
            assertThat(List.of(signal.getJourneysBefore(), signal.getTimesBefore()))
                    .as(what)
                    .isEqualTo(noticed(was, signal.getKind()));
            assertThat(List.of(signal.getJourneysAfter(), signal.getTimesAfter()))
                    .as(what)
                    .isEqualTo(noticed(becomes, signal.getKind()));
        }
        assertThat(preview.getTimeToGoalAfter().getCount())
                .as(what)
                .isEqualTo(count(becomes, JourneyState.JOURNEY_STATE_ACHIEVED));
        Set<List<String>> entries = new HashSet<>(before.keySet());
        entries.addAll(after.keySet());
        var moves = entries.stream()
                .collect(groupingBy(entry -> List.of(state(before.get(entry)), state(after.get(entry))), counting()));
        var changed = entries.stream()
                .filter(entry -> !same(before.get(entry), after.get(entry)))
                .collect(groupingBy(entry -> List.of(state(before.get(entry)), state(after.get(entry))), counting()));
        assertThat(preview.getMovesList().stream()
                        .collect(toMap(move -> List.of(move.getFrom(), move.getTo()), StateMove::getJourneys)))
                .as(what)
                .isEqualTo(moves);
        assertThat(preview.getMovesList().stream()
                        .filter(move -> move.getJourneysChanged() > 0)
                        .collect(toMap(move -> List.of(move.getFrom(), move.getTo()), StateMove::getJourneysChanged)))
                .as(what)
                .isEqualTo(changed);
        assertThat(preview.getJourneysChanged())
                .as(what)
                .isEqualTo(changed.values().stream().mapToLong(Long::longValue).sum());
        assertThat(preview.getMovesList()).as(what).allSatisfy(move -> {
            assertThat(move.getExamplesCount()).isEqualTo((int) Math.min(20, move.getJourneysChanged()));
            assertThat(move.getExamplesList()).allMatch(example -> example.getChangesCount() > 0);
        });
    }

    private static boolean same(Journey was, Journey becomes) {
        return was != null
                && becomes != null
                && was.getState() == becomes.getState()
                && was.getStage().equals(becomes.getStage())
                && was.getStepsList().equals(becomes.getStepsList())
                && transitions(was).equals(transitions(becomes))
                && signals(was).equals(signals(becomes));
    }

    private static Set<List<Object>> transitions(Journey journey) {
        var told = new HashSet<List<Object>>();
        for (Transition one : journey.getTransitionsList()) {
            told.add(List.of(one.getKind(), one.getMoment(), one.getOccurredAt()));
        }
        return told;
    }

    private static Set<List<Object>> signals(Journey journey) {
        var told = new HashSet<List<Object>>();
        for (Signal one : journey.getSignalsList()) {
            told.add(List.of(one.getKind(), one.getTimes(), one.getFirstAt(), one.getLastAt()));
        }
        return told;
    }

    private static Map<SignalKind, List<Long>> signals(DefinitionPreview preview) {
        return preview.getSignalsList().stream()
                .collect(toMap(SignalPreview::getKind, one -> List.of(
                        one.getJourneysBefore(), one.getJourneysAfter(), one.getTimesBefore(), one.getTimesAfter())));
    }

    private static JourneyState state(Journey journey) {
        return journey == null ? JourneyState.JOURNEY_STATE_UNSPECIFIED : journey.getState();
    }

    private static List<String> entry(Journey journey) {
        return List.of(
                journey.getCustomerId(),
                journey.getTransitionsList().stream()
                        .filter(one -> one.getKind() == TransitionKind.TRANSITION_KIND_ENTERED)
                        .findFirst()
                        .orElseThrow()
                        .getInteractionId());
    }

    private static long count(List<Journey> journeys, JourneyState state) {
        return journeys.stream().filter(journey -> journey.getState() == state).count();
    }

    private static long reached(List<Journey> journeys, String moment) {
        return journeys.stream()
                .filter(journey -> journey.getTransitionsList().stream()
                        .anyMatch(one -> one.getMoment().equals(moment)))
                .count();
    }

    private static List<Long> noticed(List<Journey> journeys, SignalKind kind) {
        var signals = journeys.stream()
                .flatMap(journey -> journey.getSignalsList().stream())
                .filter(signal -> signal.getKind() == kind)
                .toList();
        return List.of((long) signals.size(), signals.stream().mapToLong(Signal::getTimes).sum());
    }

    private static String definition(String name, String prefix, Random random, boolean correlated) {
        var touchpoints = new ArrayList<>(List.of("a", "b", "c", "d", "e", "f"));
        java.util.Collections.shuffle(touchpoints, random);
        var yaml = new StringBuilder("""
                name: %1$s
                title: Life
                entry: %2$s.%3$s
                achieved: %2$s.%4$s
                exit: %2$s.%5$s
                touchpoints: %2$s.%6$s
                errors: %2$s.%6$s
                moments:
                  - {name: moment-%8$d, touchpoint: %2$s.%7$s}
                stages:
                  - {name: begun, touchpoint: %2$s.%3$s}
                  - {name: met-%8$d, touchpoint: %2$s.%7$s}
                """.formatted(
                        name,
                        prefix,
                        touchpoints.get(0),
                        touchpoints.get(1),
                        touchpoints.get(2),
                        touchpoints.get(3),
                        touchpoints.get(4),
                        random.nextInt(2)));
        yaml.append("after_end: ").append(List.of("attach", "new", "ignore").get(random.nextInt(3))).append('\n');
        yaml.append("stall_after: ").append(1 + random.nextInt(24)).append("h\n");
        yaml.append("abandon_after: ").append(30 + random.nextInt(60)).append("h\n");
        yaml.append("target_time: ").append(1 + random.nextInt(96)).append("h\n");
        if (correlated) {
            yaml.append("correlate_by: amount\n");
        }
        return yaml.toString();
    }

    private static Interaction.Builder[] life(String prefix, Random random) {
        return random.ints(300)
                .mapToObj(_ -> met(
                        "c" + random.nextInt(40) + "@" + prefix + ".test",
                        prefix + "." + (char) ('a' + random.nextInt(6)),
                        at(random.nextInt(10 * 24)).plusSeconds(random.nextInt(2) * 1800)))
                .collect(toMap(Interaction.Builder::getId, identity(), (one, _) -> one))
                .values()
                .toArray(Interaction.Builder[]::new);
    }

    private DefinitionPreview preview(PreviewDefinitionRequest.Builder request) {
        var answers = new ArrayList<PreviewDefinitionResponse>();
        previews.withDeadlineAfter(60, TimeUnit.SECONDS)
                .previewDefinition(request.build())
                .forEachRemaining(answers::add);
        assertThat(answers.getLast().hasPreview()).isTrue();
        assertThat(answers.subList(0, answers.size() - 1)).allMatch(PreviewDefinitionResponse::hasProgress);
        return answers.getLast().getPreview();
    }

    /** All that a preview could have written. */
    private List<String> standing() {
        return Stream.of("definition", "definition_folding", "interaction", "journey", "journey_tombstone", "feed")
                .map(table -> table + " "
                        + database.run("select coalesce(md5(string_agg(t::text, '' order by t::text)), '') from " + table + " t")
                                .iterator()
                                .next()
                                .getString(0))
                .toList();
    }

    private List<Journey> all(String name) {
        var all = new ArrayList<Journey>();
        var request = ListJourneysRequest.newBuilder().setDefinition(name).setPageSize(1_000);
        do {
            var page = journeys.listJourneys(request.build());
            all.addAll(page.getJourneysList());
            request.setPageToken(page.getNextPageToken());
        } while (!request.getPageToken().isEmpty());
        return all;
    }

    private void apply(String yaml) {
        definitions.applyDefinition(ApplyDefinitionRequest.newBuilder().setYaml(yaml).build());
    }

    /** Applying wakes the folding; it needs no more than the machine's time. */
    private void awaitFolded() {
        var deadline = Instant.now().plusSeconds(60);
        while (database.run("select from definition_folding").size() > 0) {
            assertThat(Instant.now()).as("folding comes to its end").isBefore(deadline);
        }
    }

    private void record(Interaction.Builder... met) {
        var batch = Arrays.stream(met).map(Interaction.Builder::build).toList();
        var answer = interactions.recordInteractions(
                RecordInteractionsRequest.newBuilder().addAllInteractions(batch).build());
        assertThat(answer.getResultsList()).hasSize(batch.size()).noneMatch(result -> result.hasRefused());
    }

    private static Instant at(int hours) {
        return MONDAY.plus(Duration.ofHours(hours));
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }
}
