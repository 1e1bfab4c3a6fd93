package io.throughline.journey.definition;

import static io.throughline.journey.definition.PartDifferences.written;

import io.throughline.journey.fold.RuleKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Finds out what a definition says otherwise than another one, in the order of docs/definitions.md. */
final class Differences {

    private final JourneyMap before;
    private final JourneyMap after;
    private final Told told = new Told();

    private Differences(JourneyMap before, JourneyMap after) {
        this.before = before;
        this.after = after;
    }

    /** Empty when both say the same, whatever their words. */
    static List<Difference> between(JourneyMap before, JourneyMap after) {
        return new Differences(before, after).found();
    }

    private List<Difference> found() {
        var rules = new RuleDifferences(before, after, told);
        var parts = new PartDifferences(before, after, told);
        value("status", map -> map.status().word());
        value("title", map -> map.charter().title());
        value("goal", map -> map.charter().goal());
        value("outcome", map -> map.charter().outcome());
        value("lifecycle_stage", map -> word(map.charter().lifecycleStage()));
        value("owner", map -> map.charter().owner());
        value("review_date", map -> map.charter().reviewDate().map(LocalDate::toString).orElse(""));
        parts.personas();
        rules.ofKind(RuleKind.ENTRY, "entry", "begins a journey");
        rules.ofKind(RuleKind.GOAL, "achieved", "achieves the goal");
        rules.ofKind(RuleKind.EXIT, "exit", "ends a journey as exited");
        rules.ofKind(RuleKind.ABANDONMENT, "abandonment", "ends a journey as abandoned");
        rules.ofKind(RuleKind.ERROR, "errors", "is an error");
        rules.ofKind(RuleKind.PART, "touchpoints", "is named under touchpoints");
        parts.stages();
        parts.moments();
        parts.teams();
        parts.kpis();
        value("correlate_by", map -> map.correlateBy().orElse(""));
        value("after_end", map -> word(Optional.of(map.afterEnd())));
        value("stall_after", map -> written(map.stallAfter()));
        value("abandon_after", map -> written(map.abandonAfter()));
        value("target_time", map -> written(map.targetTime()));
        value("stretch_time", map -> written(map.stretchTime()));
        value("effective_from", map -> map.effectiveFrom().map(Instant::toString).orElse(""));
        return told.differences();
    }

    private static String word(Optional<? extends Enum<?>> constant) {
        return constant.map(one -> one.name().toLowerCase(Locale.ROOT)).orElse("");
    }

    private void value(String field, Function<JourneyMap, String> of) {
        told.value(field, "`" + field + "`", of.apply(before), of.apply(after));
    }
}
