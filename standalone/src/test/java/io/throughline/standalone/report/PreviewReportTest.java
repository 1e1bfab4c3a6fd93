package io.throughline.standalone.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.throughline.journey.v1.DefinitionPreview;
import io.throughline.journey.v1.JourneyState;
import io.throughline.journey.v1.MomentPreview;
import io.throughline.journey.v1.PreviewCoverage;
import io.throughline.journey.v1.PreviewExample;
import io.throughline.journey.v1.SignalKind;
import io.throughline.journey.v1.SignalPreview;
import io.throughline.journey.v1.StateMove;
import io.throughline.journey.v1.StatePreview;
import io.throughline.journey.v1.TimeFigures;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PreviewReportTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void tellsWhatWouldChangeInTables() {
        var preview = DefinitionPreview.newBuilder()
                .setDefinition("pay-bill")
                .setVersion(4)
                .setInForceVersion(2)
                .setEffectiveFrom(Timestamp.newBuilder().setSeconds(NOON.getEpochSecond()))
                .setCoverage(PreviewCoverage.PREVIEW_COVERAGE_PAST)
                .setInteractions(9_999)
                .setJourneysBefore(1_200)
                .setJourneysAfter(1_100)
                .setJourneysChanged(150)
                .addStates(StatePreview.newBuilder()
                        .setState(JourneyState.JOURNEY_STATE_ACHIEVED)
                        .setJourneysBefore(900)
                        .setJourneysAfter(950))
                .addMoments(MomentPreview.newBuilder().setMoment("paid").setReachedBefore(7).setReachedAfter(7))
                .addSignals(SignalPreview.newBuilder()
                        .setKind(SignalKind.SIGNAL_KIND_OVER_TARGET)
                        .setJourneysBefore(3))
                .addSignals(SignalPreview.newBuilder().setKind(SignalKind.SIGNAL_KIND_LOOP))
                .setTimeToGoalAfter(TimeFigures.newBuilder()
                        .setMedian(Duration.newBuilder().setSeconds(7_200))
                        .setP90(Duration.newBuilder().setSeconds(90_000)))
                .addMoves(StateMove.newBuilder()
                        .setFrom(JourneyState.JOURNEY_STATE_ABANDONED)
                        .setTo(JourneyState.JOURNEY_STATE_ACHIEVED)
                        .setJourneys(50)
                        .setJourneysChanged(50)
                        .addExamples(PreviewExample.newBuilder()
                                .setJourneyId("journey-1")
                                .setCustomerId("customer-1")
                                .addChanges("is achieved; was abandoned"))
                        .addExamples(PreviewExample.newBuilder().setJourneyId("journey-2")))
                .addMoves(StateMove.newBuilder()
                        .setFrom(JourneyState.JOURNEY_STATE_ACTIVE)
                        .setJourneys(100)
                        .setJourneysChanged(100))
                .addMoves(StateMove.newBuilder()
                        .setFrom(JourneyState.JOURNEY_STATE_ACTIVE)
                        .setTo(JourneyState.JOURNEY_STATE_ACTIVE)
                        .setJourneys(1_050));

        assertThat(PreviewReport.of(preview.build()).lines())
                .contains(
                        "journey pay-bill, version 4, against what is in force (version 2)",
                        "over the past: as if all journeys had followed it; applied now, journeys that begin from " + NOON
                                + " on would",
                        "150 of 1,200 journeys would change",
                        "all               1,200     1,100    -100",
                        "achieved            900       950     +50",
                        "reached paid          7         7        ",
                        "with over target      3         0      -3",
                        "the goal             –       2 h                   –   1 d 1 h",
                        "50 journeys: abandoned now, would be achieved",
                        "  for example journey-1 of customer customer-1",
                        "    is achieved; was abandoned",
                        "100 journeys: active now, would not be there",
                        "9,999 interactions looked at; nothing was applied")
                .noneMatch(line -> line.contains("loop") || line.contains("journey-2") || line.contains("as now"));
    }

    @Test
    void saysForWhomItIsAndThatItIsInForceAlready() {
        var preview = DefinitionPreview.newBuilder()
                .setDefinition("pay-bill")
                .setVersion(1)
                .setInForceVersion(1)
                .setCoverage(PreviewCoverage.PREVIEW_COVERAGE_AS_APPLIED);

        assertThat(PreviewReport.of(preview.build()).lines())
                .contains(
                        "journey pay-bill, version 1, which is in force already, against what is in force (version 1)",
                        "as applied now: all journeys follow it")
                .noneMatch(line -> line.startsWith("time until"));
        assertThat(PreviewReport.of(preview.setCoverage(PreviewCoverage.PREVIEW_COVERAGE_MIGRATED).build()).lines())
                .contains("as applied and migrated to now: all journeys, and those under way, follow it");
        assertThat(PreviewReport.of(preview.setInForceVersion(0).build()).lines())
                .contains("journey pay-bill, version 1, against nothing: none is in force");
    }
}
