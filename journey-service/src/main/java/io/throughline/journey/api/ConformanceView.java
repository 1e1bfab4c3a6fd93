package io.throughline.journey.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.throughline.journey.conformance.Conformance;
import io.throughline.journey.conformance.OrderConformance;
import io.throughline.journey.conformance.VersionConformance;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Conformance", description = "Designed against actual; docs/discovery.md says what is counted")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConformanceView(
        @Schema(description = "The definition's name") String definition,
        @Schema(description = "Journeys are as they were then; none while the clock shows nothing yet") Instant asOf,
        @Schema(description = "Interactions that were looked at") long interactions,
        @Schema(description = "In order of their numbers") List<VersionView> versions) {

    @Schema(name = "VersionConformance", description = "The journeys of one version against its design")
    record VersionView(
            int version,
            @Schema(description = "Journeys that follow this version") long journeys,
            @Schema(description = "Those of them that were achieved") long achieved,
            @Schema(description = "The moments of truth, in the order in which they are listed") List<MetView> moments,
            @Schema(description = "The stages, in their order") List<StageView> stages,
            @Schema(description = "Every rule, in the definition's order; one with no interaction never occurred")
                    List<RuleView> rules,
            @Schema(description = "What passed journeys by while they were under way, most interactions first")
                    List<UnmappedView> unmapped,
            @Schema(description = "Moments reached in another order than listed, most journeys first")
                    List<ViolationView> orderViolations,
            @Schema(description = "Stages come into in another order than listed, most journeys first")
                    List<ViolationView> stageOrderViolations,
            @Schema(description = "What journeys took after their end, most interactions first") List<AfterEndView> afterEnd,
            @Schema(description = "Journeys with one order violation of moments or several") long journeysOutOfOrder,
            @Schema(description = "Journeys with one order violation of stages or several") long journeysOutOfStageOrder,
            @Schema(description = "Interactions at touchpoints that `unmapped` has no room for") long unmappedLeftOut,
            @Schema(description = "Journeys of pairs that `orderViolations` has no room for") long orderViolationsLeftOut,
            @Schema(description = "Journeys of pairs that `stageOrderViolations` has no room for")
                    long stageOrderViolationsLeftOut,
            @Schema(description = "Interactions at touchpoints that `afterEnd` has no room for") long afterEndLeftOut) {

        static VersionView of(VersionConformance version) {
            return new VersionView(
                    version.version(),
                    version.journeys(),
                    version.achieved(),
                    version.moments().phases().stream()
                            .map(met -> new MetView(met.phase(), met.reached(), met.notReached(), met.achievedWithout()))
                            .toList(),
                    version.stages().phases().stream()
                            .map(met -> new StageView(met.phase(), met.reached(), met.notReached(), met.achievedWithout()))
                            .toList(),
                    version.rules().stream().map(RuleView::of).toList(),
                    version.unmapped().stream()
                            .map(found -> new UnmappedView(
                                    found.what().touchpoint(),
                                    found.what().named(),
                                    found.times(),
                                    found.journeys(),
                                    found.examples()))
                            .toList(),
                    violations(version.moments()),
                    violations(version.stages()),
                    version.afterEnd().stream()
                            .map(found -> new AfterEndView(
                                    found.what(), found.times(), found.journeys(), found.examples()))
                            .toList(),
                    version.moments().outOfOrder(),
                    version.stages().outOfOrder(),
                    version.unmappedLeftOut(),
                    version.moments().violationsLeftOut(),
                    version.stages().violationsLeftOut(),
                    version.afterEndLeftOut());
        }

        private static List<ViolationView> violations(OrderConformance order) {
            return order.violations().stream()
                    .map(found -> new ViolationView(
                            found.what().first(), found.what().later(), found.journeys(), found.examples()))
                    .toList();
        }
    }

    @Schema(name = "MomentConformance", description = "A moment of truth as it was met")
    record MetView(
            String moment,
            @Schema(description = "Journeys that reached it") long reached,
            @Schema(description = "Journeys that did not (yet)") long notReached,
            @Schema(description = "Journeys that achieved the goal without it") long achievedWithout) {}

    @Schema(name = "StageConformance", description = "A stage as it was met")
    record StageView(
            String stage,
            @Schema(description = "Journeys that came into it") long reached,
            @Schema(description = "Journeys that did not (yet)") long notReached,
            @Schema(description = "Journeys that achieved the goal without it") long achievedWithout) {}

    @Schema(name = "RuleConformance", description = "A rule as it was met")
    record RuleView(
            @Schema(examples = "goal") String kind,
            String touchpoint,
            @Schema(description = "The condition as written; empty when it always holds") String when,
            @Schema(description = "Name of the moment of truth; empty for other kinds") String moment,
            @Schema(description = "Interactions of journeys that it matched") long interactions,
            @Schema(description = "Journeys that these belong to") long journeys) {

        static RuleView of(VersionConformance.Matched matched) {
            var rule = matched.rule();
            return new RuleView(
                    Parameters.word(rule.kind()),
                    rule.touchpoint(),
                    rule.expression(),
                    rule.moment(),
                    matched.interactions(),
                    matched.journeys());
        }
    }

    @Schema(name = "UnmappedTouchpoint", description = "What occurred beside journeys under way, and is no part of them")
    record UnmappedView(
            String touchpoint,
            @Schema(description = "The version names it, but no condition of its rules held") boolean named,
            long interactions,
            long journeys,
            @Schema(description = "Some of those journeys") List<UUID> exampleJourneyIds) {}

    @Schema(name = "OrderViolation", description = "Journeys that came to both moments, or stages, and to the later listed one first")
    record ViolationView(
            String designedFirst,
            String designedLater,
            long journeys,
            @Schema(description = "Some of those journeys") List<UUID> exampleJourneyIds) {}

    @Schema(name = "AfterEndTouchpoint", description = "What journeys took after their end")
    record AfterEndView(
            String touchpoint,
            long interactions,
            long journeys,
            @Schema(description = "Some of those journeys") List<UUID> exampleJourneyIds) {}

    static ConformanceView of(Conformance conformance) {
        return new ConformanceView(
                conformance.definition(),
                conformance.asOf().orElse(null),
                conformance.interactions(),
                conformance.versions().stream().map(VersionView::of).toList());
    }
}
