package io.throughline.standalone.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.journey.v1.AfterEndTouchpoint;
import io.throughline.journey.v1.Conformance;
import io.throughline.journey.v1.JourneyRule;
import io.throughline.journey.v1.JourneyRuleKind;
import io.throughline.journey.v1.MomentConformance;
import io.throughline.journey.v1.OrderViolation;
import io.throughline.journey.v1.RuleConformance;
import io.throughline.journey.v1.StageConformance;
import io.throughline.journey.v1.UnmappedTouchpoint;
import io.throughline.journey.v1.VersionConformance;
import org.junit.jupiter.api.Test;

class ConformanceReportTest {

    @Test
    void tellsWhatDeviatesInTables() {
        var version = VersionConformance.newBuilder()
                .setVersion(2)
                .setJourneys(1_200)
                .setAchieved(900)
                .addMoments(MomentConformance.newBuilder()
                        .setMoment("paid")
                        .setReached(1_000)
                        .setNotReached(200)
                        .setAchievedWithout(7))
                .addRules(RuleConformance.newBuilder()
                        .setRule(JourneyRule.newBuilder()
                                .setKind(JourneyRuleKind.JOURNEY_RULE_KIND_EXIT)
                                .setTouchpoint("bill.cancelled")
                                .setWhen("interaction.nps < 3")))
                .addRules(RuleConformance.newBuilder()
                        .setInteractions(5)
                        .setRule(JourneyRule.newBuilder().setTouchpoint("bill.sent")))
                .addUnmapped(UnmappedTouchpoint.newBuilder()
                        .setTouchpoint("shop.visited")
                        .setInteractions(12)
                        .setJourneys(3)
                        .addExampleJourneyIds("id-1")
                        .addExampleJourneyIds("id-2"))
                .addUnmapped(UnmappedTouchpoint.newBuilder().setTouchpoint("agent.call").setNamed(true))
                .setUnmappedLeftOut(44)
                .addOrderViolations(OrderViolation.newBuilder()
                        .setDesignedFirst("paid")
                        .setDesignedLater("sent")
                        .setJourneys(12))
                .setJourneysOutOfOrder(12)
                .addStages(StageConformance.newBuilder()
                        .setStage("owing")
                        .setReached(1_100)
                        .setNotReached(100)
                        .setAchievedWithout(2))
                .addStageOrderViolations(OrderViolation.newBuilder()
                        .setDesignedFirst("owing")
                        .setDesignedLater("settled")
                        .setJourneys(6))
                .setJourneysOutOfStageOrder(6)
                .addAfterEnd(AfterEndTouchpoint.newBuilder().setTouchpoint("bill.viewed").setInteractions(1));

        var report = ConformanceReport.of(Conformance.newBuilder()
                .setDefinition("pay-bill")
                .setInteractions(9_999)
                .addVersions(VersionConformance.newBuilder().setVersion(1))
                .addVersions(version)
                .build());

        assertThat(report.lines())
                .contains("journey pay-bill, version 1: 0 journeys")
                .contains("journey pay-bill, version 2: 1,200 journeys, 900 achieved (75.0 %)")
                .contains("  exit: bill.cancelled, when interaction.nps < 3")
                .contains("and 44 interactions at other touchpoints")
                .contains("12 journeys out of order (1.0 %)")
                .contains("6 journeys out of order (0.5 %)")
                .anySatisfy(line -> assertThat(line).matches("owing +1,100 +100 +2"))
                .anySatisfy(line -> assertThat(line).matches("settled before owing +6 +0.5 % *"))
                .contains("9,999 interactions looked at")
                .anySatisfy(line -> assertThat(line).matches("paid +1,000 +200 +7"))
                .anySatisfy(line -> assertThat(line).matches("shop.visited +12 +3 +id-1"))
                .anySatisfy(line -> assertThat(line).matches("agent.call \\(named, but no condition held\\) +0 +0 *"))
                .anySatisfy(line -> assertThat(line).matches("sent before paid +12 +1.0 % *"))
                .anySatisfy(line -> assertThat(line).matches("bill.viewed +1 +0 *"))
                .noneMatch(line -> line.contains("bill.sent"));
    }
}
