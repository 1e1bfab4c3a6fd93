package io.throughline.journey.api;

import static io.throughline.journey.testing.Bills.MONDAY;
import static io.throughline.journey.testing.Bills.met;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import com.google.protobuf.util.Durations;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.journey.testing.Beginning;
import io.throughline.journey.testing.ScriptedIdentity;
import io.throughline.journey.v1.ApplyDefinitionRequest;
import io.throughline.journey.v1.DefinitionServiceGrpc.DefinitionServiceBlockingStub;
import io.throughline.journey.v1.DirectlyFollows;
import io.throughline.journey.v1.DiscoverDefinitionRequest;
import io.throughline.journey.v1.DiscoverDefinitionResponse;
import io.throughline.journey.v1.DiscoveredDefinition;
import io.throughline.journey.v1.DiscoveredTouchpoint;
import io.throughline.journey.v1.DiscoveredVariant;
import io.throughline.journey.v1.DiscoveryServiceGrpc.DiscoveryServiceBlockingStub;
import io.throughline.journey.v1.GetCustomerContextRequest;
import io.throughline.journey.v1.GetDefinitionRequest;
import io.throughline.journey.v1.Interaction;
import io.throughline.journey.v1.InteractionChoice;
import io.throughline.journey.v1.InteractionServiceGrpc.InteractionServiceBlockingStub;
import io.throughline.journey.v1.Journey;
import io.throughline.journey.v1.JourneyServiceGrpc.JourneyServiceBlockingStub;
import io.throughline.journey.v1.LikelyEnd;
import io.throughline.journey.v1.LikelyEndKind;
import io.throughline.journey.v1.LikelyStart;
import io.throughline.journey.v1.RecordInteractionsRequest;
import io.throughline.kit.test.PostgresResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Definitions stay applied from test to test; so each test has touchpoints of its own. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class DiscoveryIT {

    @GrpcClient("self")
    DiscoveryServiceBlockingStub discovery;

    @GrpcClient("self")
    DefinitionServiceBlockingStub definitions;

    @GrpcClient("self")
    InteractionServiceBlockingStub interactions;

    @GrpcClient("self")
    JourneyServiceBlockingStub journeys;

    @Inject
    Beginning beginning;

    @BeforeEach
    void begin() {
        beginning.underThoseApplied();
        beginning.showTime(at(1_000));
    }

    @Test
    void casesAreToldWithTheirFigures() {
        record(
                of("1", met("ada@x.test", "claim.made", at(0))),
                of("1", met("ada@x.test", "claim.checked", at(2))),
                of("2", met("ada@x.test", "claim.made", at(3))),
                of("1", met("ada@x.test", "claim.paid", at(4))),
                of("2", met("ada@x.test", "claim.checked", at(9))),
                of("2", met("ada@x.test", "claim.paid", at(10))),
                of("1", met("bob@x.test", "claim.made", at(1))),
                of("1", met("bob@x.test", "claim.rejected", at(5))),
                met("bob@x.test", "claim.asked", at(6)));

        var found = discover(correlated());

        assertThat(found.getCases()).isEqualTo(3);
        assertThat(found.getInteractions()).isEqualTo(8);
        assertThat(found.getLookedAt()).isEqualTo(9);
        assertThat(found.getWithoutAttribute()).isEqualTo(1);
        assertThat(found.getClaimed()).isZero();
        assertThat(found.getFirstOccurredAt().getSeconds()).isEqualTo(at(0).getEpochSecond());
        assertThat(found.getLastOccurredAt().getSeconds()).isEqualTo(at(10).getEpochSecond());
        assertThat(found.getVariantsList())
                .extracting(
                        DiscoveredVariant::getTouchpointsList,
                        DiscoveredVariant::getLength,
                        DiscoveredVariant::getCases,
                        DiscoveredVariant::getShare)
                .containsExactly(
                        tuple(List.of("claim.made", "claim.checked", "claim.paid"), 3L, 2L, 2 / 3.0),
                        tuple(List.of("claim.made", "claim.rejected"), 2L, 1L, 1 / 3.0));
        assertThat(found.getDistinctVariants()).isEqualTo(2);
        assertThat(found.getPairsList())
                .extracting(
                        DirectlyFollows::getTouchpoint,
                        DirectlyFollows::getFollowedBy,
                        DirectlyFollows::getTimes,
                        pair -> Durations.toSeconds(pair.getTime().getMean()))
                .containsExactly(
                        tuple("claim.checked", "claim.paid", 2L, 3_600L * 3 / 2),
                        tuple("claim.made", "claim.checked", 2L, 3_600L * 4),
                        tuple("claim.made", "claim.rejected", 1L, 3_600L * 4));
        assertThat(found.getTouchpointsList())
                .extracting(
                        DiscoveredTouchpoint::getTouchpoint,
                        DiscoveredTouchpoint::getInteractions,
                        DiscoveredTouchpoint::getCases,
                        DiscoveredTouchpoint::getCasesBegun,
                        DiscoveredTouchpoint::getCasesEnded)
                .containsExactly(
                        tuple("claim.made", 3L, 3L, 3L, 0L),
                        tuple("claim.checked", 2L, 2L, 0L, 0L),
                        tuple("claim.paid", 2L, 2L, 0L, 2L),
                        tuple("claim.rejected", 1L, 1L, 0L, 1L));
        assertThat(found.getStartsList()).extracting(LikelyStart::getTouchpoint).containsExactly("claim.made");
        assertThat(found.getEndsList())
                .extracting(LikelyEnd::getTouchpoint, LikelyEnd::getKind)
                .containsExactly(
                        tuple("claim.paid", LikelyEndKind.LIKELY_END_KIND_GOAL),
                        tuple("claim.rejected", LikelyEndKind.LIKELY_END_KIND_ABANDONMENT));
        assertThat(found.getCaseDuration().getCount()).isEqualTo(3);
        assertThat(found.getPauses().getCount()).isEqualTo(5);
        assertThat(Stream.of(
                        found.getCasesOfOtherVariants(),
                        found.getVariantCountsLowBy(),
                        found.getOtherPairs(),
                        found.getAtOtherTouchpoints(),
                        found.getCasesClosedEarly()))
                .as("nothing was cut")
                .containsOnly(0L);
    }

    @Test
    void theDraftIsApplicableAndMakesAJourneyOfEachCase() {
        record(
                of("1", met("ada@x.test", "move.announced", at(0))),
                of("1", met("ada@x.test", "move.done", at(2))),
                of("2", met("ada@x.test", "move.done", at(4))),
                of("3", met("bob@x.test", "move.announced", at(1))));
        var yaml = discover(correlated().setName("house-move")).getYaml();

        definitions.applyDefinition(ApplyDefinitionRequest.newBuilder().setYaml(yaml).build());
        awaitFolded("house-move");

        assertThat(journeys("ada@x.test")).extracting(Journey::getCorrelation).containsExactlyInAnyOrder("1", "2");
        assertThat(journeys("bob@x.test")).extracting(Journey::getCorrelation).containsExactly("3");
        var left = discover(correlated());
        assertThat(left.getClaimed()).isEqualTo(4);
        assertThat(left.getCases()).isZero();
        assertThat(left.getYaml()).isEmpty();
        assertThat(left.hasCaseDuration()).isFalse();
        assertThat(discover(correlated().setChoice(InteractionChoice.INTERACTION_CHOICE_ALL)).getCases()).isEqualTo(3);
    }

    @Test
    void whatBelongsToAJourneyIsJudgedByItsRulesAndNotByItsTouchpoint() {
        definitions.applyDefinition(ApplyDefinitionRequest.newBuilder()
                .setYaml("""
                        name: repair
                        title: Repair
                        entry: repair.asked
                        achieved: {touchpoint: repair.done, when: interaction.channel == 'phone'}
                        after_end: new
                        """)
                .build());
        record(
                met("ada@x.test", "repair.done", at(0)),
                met("ada@x.test", "repair.asked", at(1)),
                met("ada@x.test", "repair.done", at(2)),
                met("ada@x.test", "repair.done", at(3)).setChannel("phone"),
                met("ada@x.test", "repair.done", at(4)).setChannel("phone"));

        var found = discover(DiscoverDefinitionRequest.newBuilder());

        assertThat(found.getClaimed()).isEqualTo(2);
        assertThat(found.getVariantsList()).singleElement().satisfies(variant -> assertThat(variant.getTouchpointsList())
                .containsExactly("repair.done", "repair.done", "repair.done"));
    }

    @Test
    void onlyTheTimeAskedForCounts() {
        for (int hour = 0; hour < 10; hour++) {
            record(met("ada@x.test", "hour." + hour, at(hour)));
        }

        var found = discover(
                DiscoverDefinitionRequest.newBuilder().setFrom(time(at(3))).setUntil(time(at(6))));

        assertThat(found.getVariants(0).getTouchpointsList()).containsExactly("hour.3", "hour.4", "hour.5");
        assertThat(found.getOutOfRange()).isEqualTo(7);
        assertThat(discover(DiscoverDefinitionRequest.newBuilder().setVariants(1).setPairs(2)).getPairsList()).hasSize(2);
    }

    @Test
    void aRequestThatBreaksItsRulesIsRefusedByName() {
        assertThatThrownBy(() -> discover(DiscoverDefinitionRequest.newBuilder().setName("Not A Name")))
                .hasMessageStartingWith("INVALID_ARGUMENT: name");
        assertThatThrownBy(() -> discover(DiscoverDefinitionRequest.newBuilder().setVariants(1_001)))
                .hasMessageStartingWith("INVALID_ARGUMENT: variants");
        assertThatThrownBy(() -> discover(DiscoverDefinitionRequest.newBuilder().setCorrelateBy("  ")))
                .hasMessageStartingWith("INVALID_ARGUMENT: correlate_by");
        assertThatThrownBy(() -> discover(DiscoverDefinitionRequest.newBuilder().setChoiceValue(9)))
                .hasMessageStartingWith("INVALID_ARGUMENT: choice");
    }

    private DiscoveredDefinition discover(DiscoverDefinitionRequest.Builder request) {
        var answers = new ArrayList<DiscoverDefinitionResponse>();
        discovery
                .withDeadlineAfter(60, TimeUnit.SECONDS)
                .discoverDefinition(request.build())
                .forEachRemaining(answers::add);
        assertThat(answers.subList(0, answers.size() - 1)).allMatch(DiscoverDefinitionResponse::hasProgress);
        assertThat(answers.getLast().hasDiscovered()).isTrue();
        return answers.getLast().getDiscovered();
    }

    private static DiscoverDefinitionRequest.Builder correlated() {
        return DiscoverDefinitionRequest.newBuilder().setCorrelateBy("case");
    }

    private void record(Interaction.Builder... met) {
        var answer = interactions.recordInteractions(RecordInteractionsRequest.newBuilder()
                .addAllInteractions(Stream.of(met).map(Interaction.Builder::build).toList())
                .build());
        assertThat(answer.getResultsList()).hasSize(met.length).noneMatch(result -> result.hasRefused());
    }

    private void awaitFolded(String name) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (definitions
                .getDefinition(GetDefinitionRequest.newBuilder().setName(name).build())
                .getDefinition()
                .getFolding()) {
            assertThat(System.nanoTime()).as("folded in time").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private List<Journey> journeys(String email) {
        return journeys.getCustomerContext(GetCustomerContextRequest.newBuilder()
                        .setIdentifier(ScriptedIdentity.identifier("email", email))
                        .build())
                .getJourneysList();
    }

    private static Interaction.Builder of(String name, Interaction.Builder interaction) {
        return interaction.setAttributes(
                Struct.newBuilder().putFields("case", Value.newBuilder().setStringValue(name).build()));
    }

    private static Timestamp time(Instant time) {
        return Timestamp.newBuilder().setSeconds(time.getEpochSecond()).build();
    }

    private static Instant at(int hours) {
        return MONDAY.plus(Duration.ofHours(hours));
    }
}
