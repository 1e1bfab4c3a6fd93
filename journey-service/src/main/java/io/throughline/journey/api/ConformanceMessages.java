package io.throughline.journey.api;

import io.throughline.journey.conformance.Conformance;
import io.throughline.journey.conformance.Finding;
import io.throughline.journey.conformance.OrderConformance;
import io.throughline.journey.conformance.VersionConformance;
import io.throughline.journey.v1.AfterEndTouchpoint;
import io.throughline.journey.v1.MomentConformance;
import io.throughline.journey.v1.OrderViolation;
import io.throughline.journey.v1.RuleConformance;
import io.throughline.journey.v1.StageConformance;
import io.throughline.journey.v1.SurveyProgress;
import io.throughline.journey.v1.UnmappedTouchpoint;
import java.util.List;
import java.util.UUID;

/** Designed against actual as the contract words it. */
final class ConformanceMessages {

    private ConformanceMessages() {}

    static SurveyProgress progress(long interactions) {
        return SurveyProgress.newBuilder().setInteractions(interactions).build();
    }

    static io.throughline.journey.v1.Conformance message(Conformance conformance) {
        var message = io.throughline.journey.v1.Conformance.newBuilder()
                .setDefinition(conformance.definition())
                .setInteractions(conformance.interactions());
        conformance.asOf().map(JourneyMessages::time).ifPresent(message::setAsOf);
        conformance.versions().forEach(version -> message.addVersions(message(version)));
        return message.build();
    }

    private static io.throughline.journey.v1.VersionConformance message(VersionConformance version) {
        var message = io.throughline.journey.v1.VersionConformance.newBuilder()
                .setVersion(version.version())
                .setJourneys(version.journeys())
                .setAchieved(version.achieved())
                .setJourneysOutOfOrder(version.moments().outOfOrder())
                .setJourneysOutOfStageOrder(version.stages().outOfOrder())
                .setUnmappedLeftOut(version.unmappedLeftOut())
                .setAfterEndLeftOut(version.afterEndLeftOut())
                .setOrderViolationsLeftOut(version.moments().violationsLeftOut())
                .setStageOrderViolationsLeftOut(version.stages().violationsLeftOut());
        version.moments().phases().forEach(met -> message.addMoments(moment(met)));
        version.stages().phases().forEach(met -> message.addStages(stage(met)));
        version.rules().forEach(matched -> message.addRules(message(matched)));
        version.unmapped().forEach(found -> message.addUnmapped(unmapped(found)));
        version.moments().violations().forEach(found -> message.addOrderViolations(violation(found)));
        version.stages().violations().forEach(found -> message.addStageOrderViolations(violation(found)));
        version.afterEnd().forEach(found -> message.addAfterEnd(afterEnd(found)));
        return message.build();
    }

    private static MomentConformance moment(OrderConformance.Met met) {
        return MomentConformance.newBuilder()
                .setMoment(met.phase())
                .setReached(met.reached())
                .setNotReached(met.notReached())
                .setAchievedWithout(met.achievedWithout())
                .build();
    }

    private static StageConformance stage(OrderConformance.Met met) {
        return StageConformance.newBuilder()
                .setStage(met.phase())
                .setReached(met.reached())
                .setNotReached(met.notReached())
                .setAchievedWithout(met.achievedWithout())
                .build();
    }

    private static RuleConformance message(VersionConformance.Matched matched) {
        return RuleConformance.newBuilder()
                .setRule(ExplanationMessages.rule(matched.rule()))
                .setInteractions(matched.interactions())
                .setJourneys(matched.journeys())
                .build();
    }

    private static UnmappedTouchpoint unmapped(Finding<VersionConformance.Unmapped> found) {
        return UnmappedTouchpoint.newBuilder()
                .setTouchpoint(found.what().touchpoint())
                .setNamed(found.what().named())
                .setInteractions(found.times())
                .setJourneys(found.journeys())
                .addAllExampleJourneyIds(ids(found.examples()))
                .build();
    }

    private static OrderViolation violation(Finding<OrderConformance.Inversion> found) {
        return OrderViolation.newBuilder()
                .setDesignedFirst(found.what().first())
                .setDesignedLater(found.what().later())
                .setJourneys(found.journeys())
                .addAllExampleJourneyIds(ids(found.examples()))
                .build();
    }

    private static AfterEndTouchpoint afterEnd(Finding<String> found) {
        return AfterEndTouchpoint.newBuilder()
                .setTouchpoint(found.what())
                .setInteractions(found.times())
                .setJourneys(found.journeys())
                .addAllExampleJourneyIds(ids(found.examples()))
                .build();
    }

    private static List<String> ids(List<UUID> ids) {
        return ids.stream().map(UUID::toString).toList();
    }
}
