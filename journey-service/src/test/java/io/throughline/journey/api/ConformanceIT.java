package io.throughline.journey.api;

import static io.throughline.journey.testing.Bills.MONDAY;
import static io.throughline.journey.testing.Bills.met;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.journey.testing.Beginning;
import io.throughline.journey.testing.Caller;
import io.throughline.journey.v1.CheckConformanceRequest;
import io.throughline.journey.v1.CheckConformanceResponse;
import io.throughline.journey.v1.Conformance;
import io.throughline.journey.v1.ConformanceServiceGrpc.ConformanceServiceBlockingStub;
import io.throughline.journey.v1.Interaction;
import io.throughline.journey.v1.Journey;
import io.throughline.journey.v1.MomentConformance;
import io.throughline.journey.v1.OrderViolation;
import io.throughline.journey.v1.StageConformance;
import io.throughline.journey.v1.UnmappedTouchpoint;
import io.throughline.journey.v1.VersionConformance;
import io.throughline.kit.database.Database;
import io.throughline.kit.test.PostgresResource;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Definitions stay applied from test to test; so each test has a name of its own and touchpoints of its own. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ConformanceIT {

    @GrpcClient("self")
    ConformanceServiceBlockingStub conformance;

    @Inject
    Beginning beginning;

    @Inject
    Caller caller;

    @Inject
    Database database;

    @BeforeEach
    void begin() {
        beginning.underThoseApplied();
        beginning.showTime(at(100 * 24));
    }

    @Test
    void designedIsToldAgainstActual() {
        caller.apply("""
                name: order
                title: Order
                entry: order.placed
                achieved: order.received
                exit: order.cancelled
                moments:
                  - {name: paid, touchpoint: order.paid}
                  - {name: sent, touchpoint: order.sent}
                  - {name: complained, touchpoint: order.call, when: interaction.channel == 'phone'}
                stages:
                  - {name: buying, touchpoints: [order.placed, order.paid]}
                  - {name: giving up, touchpoint: order.cancelled}
                  - {name: waiting, touchpoint: order.sent}
                  - {name: having, touchpoint: order.received}
                after_end: attach
                abandon_after: 10d
                """);
        caller.record(
                met("ada@x.test", "order.placed", at(0)),
                met("ada@x.test", "order.sent", at(1)),
                met("ada@x.test", "order.looked", at(2)),
                met("ada@x.test", "order.paid", at(3)),
                met("ada@x.test", "order.received", at(4)),
                met("ada@x.test", "order.looked", at(5)),
                met("ada@x.test", "order.paid", at(6)),
                met("bob@x.test", "order.looked", at(0)),
                met("bob@x.test", "order.placed", at(1)),
                met("bob@x.test", "order.call", at(2)),
                met("bob@x.test", "order.looked", at(3)),
                met("bob@x.test", "order.looked", at(20 * 24)),
                met("cyd@x.test", "order.looked", at(1)));

        var answer = check(CheckConformanceRequest.newBuilder().setDefinition("order"));

        assertThat(answer.getDefinition()).isEqualTo("order");
        assertThat(answer.getInteractions()).isEqualTo(13);
        assertThat(answer.getAsOf().getSeconds()).isEqualTo(at(100 * 24).getEpochSecond());
        var version = answer.getVersions(0);
        assertThat(version.getVersion()).isEqualTo(1);
        assertThat(version.getJourneys()).isEqualTo(2);
        assertThat(version.getAchieved()).isEqualTo(1);
        assertThat(version.getMomentsList())
                .extracting(
                        MomentConformance::getMoment,
                        MomentConformance::getReached,
                        MomentConformance::getNotReached,
                        MomentConformance::getAchievedWithout)
                .containsExactly(tuple("paid", 1L, 1L, 0L), tuple("sent", 1L, 1L, 0L), tuple("complained", 0L, 2L, 1L));
        assertThat(neverOccurred(version)).containsExactly("order.cancelled", "order.call");
        assertThat(version.getUnmappedList())
                .extracting(
                        UnmappedTouchpoint::getTouchpoint,
                        UnmappedTouchpoint::getNamed,
                        UnmappedTouchpoint::getInteractions,
                        UnmappedTouchpoint::getJourneys)
                .containsExactly(tuple("order.looked", false, 2L, 2L), tuple("order.call", true, 1L, 1L));
        var ada = journey("ada@x.test").getId();
        assertThat(version.getOrderViolationsList()).singleElement().satisfies(violation -> {
            assertThat(violation.getDesignedFirst()).isEqualTo("paid");
            assertThat(violation.getDesignedLater()).isEqualTo("sent");
            assertThat(violation.getJourneys()).isEqualTo(1);
            assertThat(violation.getExampleJourneyIdsList()).containsExactly(ada);
        });
        assertThat(version.getJourneysOutOfOrder()).isEqualTo(1);
        assertThat(version.getStagesList())
                .extracting(
                        StageConformance::getStage,
                        StageConformance::getReached,
                        StageConformance::getNotReached,
                        StageConformance::getAchievedWithout)
                .containsExactly(
                        tuple("buying", 2L, 0L, 0L),
                        tuple("giving up", 0L, 2L, 1L),
                        tuple("waiting", 1L, 1L, 0L),
                        tuple("having", 1L, 1L, 0L));
        assertThat(version.getStageOrderViolationsList()).as("paid for after it was sent, but placed before").isEmpty();
        assertThat(version.getJourneysOutOfStageOrder()).isZero();
        assertThat(version.getAfterEndList()).singleElement().satisfies(after -> {
            assertThat(after.getTouchpoint()).isEqualTo("order.paid");
            assertThat(after.getExampleJourneyIdsList()).containsExactly(ada);
        });
    }

    @Test
    void stagesThatJourneysCameIntoInAnotherOrderAreToldWithExamples() {
        caller.apply("""
                name: lesson
                title: Lesson
                entry: lesson.x
                touchpoints: [lesson.y, lesson.z]
                stages:
                  - {name: learning, touchpoint: lesson.y, when: interaction.channel == 'web'}
                  - {name: asking, touchpoint: lesson.y}
                  - {name: doing, touchpoint: lesson.z}
                """);
        caller.record(
                met("ada@x.test", "lesson.x", at(0)),
                met("ada@x.test", "lesson.z", at(1)),
                met("ada@x.test", "lesson.y", at(2)).setChannel("phone"),
                met("ada@x.test", "lesson.y", at(3)),
                met("bob@x.test", "lesson.x", at(0)),
                met("bob@x.test", "lesson.y", at(1)),
                met("bob@x.test", "lesson.z", at(2)),
                met("bob@x.test", "lesson.y", at(3)));

        var version = check(CheckConformanceRequest.newBuilder().setDefinition("lesson")).getVersions(0);

        assertThat(version.getStageOrderViolationsList())
                .extracting(OrderViolation::getDesignedFirst, OrderViolation::getDesignedLater, OrderViolation::getJourneys)
                .containsExactly(tuple("asking", "doing", 1L), tuple("learning", "asking", 1L), tuple("learning", "doing", 1L));
        assertThat(version.getStageOrderViolationsList())
                .allSatisfy(violation -> assertThat(violation.getExampleJourneyIdsList())
                        .containsExactly(journey("ada@x.test").getId()));
        assertThat(version.getJourneysOutOfStageOrder()).isEqualTo(1);
        assertThat(version.getOrderViolationsList()).isEmpty();
    }

    @Test
    void withCorrelationOnlyWhatCarriesTheValueCanPassAJourneyBy() {
        caller.apply("name: parcel\ntitle: Parcel\ncorrelate_by: parcel\nentry: parcel.sent\n");
        caller.record(
                of("1", met("ada@x.test", "parcel.sent", at(0))),
                of("2", met("ada@x.test", "parcel.lost", at(1))),
                met("ada@x.test", "parcel.lost", at(2)),
                of("1", met("ada@x.test", "parcel.lost", at(3))),
                of("1", met("ada@x.test", "parcel.found", at(4))));

        var version = check(CheckConformanceRequest.newBuilder().setDefinition("parcel")).getVersions(0);

        assertThat(version.getUnmappedList())
                .extracting(UnmappedTouchpoint::getTouchpoint, UnmappedTouchpoint::getInteractions)
                .containsExactly(tuple("parcel.found", 1L), tuple("parcel.lost", 1L));
    }

    @Test
    void eachVersionIsToldByItselfAndCanBeAskedForAlone() {
        caller.apply("name: visit\ntitle: Visit\nentry: visit.x\n");
        beginning.showTime(at(10 * 24));
        caller.apply("name: visit\ntitle: Visit\nentry: visit.x\nachieved: visit.y\n");
        beginning.showTime(at(100 * 24));
        caller.record(
                met("ada@x.test", "visit.x", at(0)),
                met("ada@x.test", "visit.y", at(1)),
                met("bob@x.test", "visit.x", at(11 * 24)),
                met("bob@x.test", "visit.y", at(12 * 24)));

        var all = check(CheckConformanceRequest.newBuilder().setDefinition("visit")).getVersionsList();
        var second = check(CheckConformanceRequest.newBuilder().setDefinition("visit").setVersion(2));

        assertThat(all).extracting(VersionConformance::getJourneys).containsExactly(1L, 1L);
        assertThat(all).extracting(VersionConformance::getAchieved).containsExactly(0L, 1L);
        assertThat(all.get(0).getUnmapped(0).getTouchpoint()).isEqualTo("visit.y");
        assertThat(second.getVersionsList()).containsExactly(all.get(1));
        assertThat(second.getInteractions()).isEqualTo(4);
    }

    @Test
    void nothingIsMissedOrSeenTwiceBetweenPages() {
        caller.apply("name: page\ntitle: Page\nentry: page.x\ntouchpoints: page.y\n");
        var many = new ArrayList<Interaction.Builder>();
        for (int i = 0; i < 1_500; i++) {
            many.add(met("one@x.test", i == 0 ? "page.x" : i % 3 == 0 ? "page.z" : "page.y", MONDAY.plusSeconds(i)));
        }
        for (int i = 0; i < 800; i++) {
            many.add(met("c" + i + "@x.test", "page.x", MONDAY));
            many.add(met("c" + i + "@x.test", "page.y", MONDAY.plusSeconds(1)));
        }
        caller.record(many.toArray(Interaction.Builder[]::new));

        var answer = check(CheckConformanceRequest.newBuilder().setDefinition("page").setExamples(5));

        assertThat(answer.getInteractions()).isEqualTo(1_500 + 1_600);
        var version = answer.getVersions(0);
        assertThat(version.getJourneys()).isEqualTo(801);
        assertThat(version.getRules(0).getInteractions()).isEqualTo(801);
        assertThat(version.getRules(1).getInteractions()).isEqualTo(1_000 + 800);
        assertThat(version.getRules(1).getJourneys()).isEqualTo(801);
        assertThat(version.getUnmapped(0).getInteractions()).isEqualTo(499);
        assertThat(version.getUnmapped(0).getExampleJourneyIdsList()).containsExactly(journey("one@x.test").getId());
    }

    @Test
    void whatIsNotKnownIsNamed() {
        caller.apply("name: known\ntitle: Known\nentry: known.x\n");

        assertThatThrownBy(() -> check(CheckConformanceRequest.newBuilder().setDefinition("unheard-of")))
                .hasMessageStartingWith("NOT_FOUND")
                .hasMessageContaining("`unheard-of`");
        assertThatThrownBy(() -> check(CheckConformanceRequest.newBuilder().setDefinition("known").setVersion(7)))
                .hasMessageStartingWith("NOT_FOUND")
                .hasMessageContaining("version 7");
        assertThatThrownBy(() -> check(CheckConformanceRequest.newBuilder().setDefinition("known").setExamples(21)))
                .hasMessageStartingWith("INVALID_ARGUMENT: examples");
    }

    @Test
    void aCallWhoseTimeIsOverTakesNobodysTurn() {
        caller.apply("name: slow\ntitle: Slow\nentry: slow.x\n");
        caller.record(met("ada@x.test", "slow.x", at(0)));
        var request = CheckConformanceRequest.newBuilder().setDefinition("slow").build();

        database.inTransaction(transaction -> {
            transaction.run("lock table interaction in access exclusive mode", Tuple.tuple());
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> conformance
                                .withDeadlineAfter(300, TimeUnit.MILLISECONDS)
                                .checkConformance(request)
                                .forEachRemaining(_ -> {}))
                        .hasMessageStartingWith("DEADLINE_EXCEEDED");
            }
            return null;
        });

        for (int i = 0; i < 3; i++) {
            assertThat(check(request.toBuilder()).getVersions(0).getJourneys()).isEqualTo(1);
        }
    }

    private Conformance check(CheckConformanceRequest.Builder request) {
        var answers = new ArrayList<CheckConformanceResponse>();
        conformance
                .withDeadlineAfter(60, TimeUnit.SECONDS)
                .checkConformance(request.build())
                .forEachRemaining(answers::add);
        assertThat(answers.getLast().hasConformance()).isTrue();
        assertThat(answers.subList(0, answers.size() - 1)).allMatch(CheckConformanceResponse::hasProgress);
        return answers.getLast().getConformance();
    }

    private static List<String> neverOccurred(VersionConformance version) {
        return version.getRulesList().stream()
                .filter(rule -> rule.getInteractions() == 0)
                .map(rule -> rule.getRule().getTouchpoint())
                .toList();
    }

    private Journey journey(String email) {
        return caller.journeysOf(email).getFirst();
    }

    private static Interaction.Builder of(String parcel, Interaction.Builder interaction) {
        return interaction.setAttributes(
                Struct.newBuilder().putFields("parcel", Value.newBuilder().setStringValue(parcel).build()));
    }

    private static Instant at(int hours) {
        return MONDAY.plus(Duration.ofHours(hours));
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }
}
