package io.throughline.journey.definition;

import io.throughline.journey.fold.AfterEnd;
import io.throughline.journey.fold.RuleKind;
import io.throughline.kit.document.Field;
import io.throughline.kit.document.Names;
import io.throughline.kit.document.Section;
import io.throughline.kit.document.YamlDocument;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a definition from YAML; docs/definitions.md describes the form. */
public final class DefinitionReader {

    private DefinitionReader() {}

    /**
     * What is written in a document.
     *
     * @param rules those of the map
     * @param stages the rules by which a journey gets into its stages
     */
    record Written(JourneyMap map, List<WrittenRule> rules, List<WrittenRule> stages) {}

    /** What {@code document} says. Notes every mistake in it; what is answered then is not to be used. */
    public static JourneyMap read(YamlDocument document) {
        var written = written(document);
        OverlapChecks.check(written.rules);
        ReachChecks.check(written);
        CostChecks.check(written);
        return written.map;
    }

    /** What {@code document} says, which was accepted once: whatever else is refused since then, it stays readable. */
    static JourneyMap accepted(YamlDocument document) {
        return written(document).map;
    }

    private static Written written(YamlDocument document) {
        var root = document.root();
        var name = Names.check(root.text("name")).required();
        var moments = MomentReader.read(root);
        var rules = rules(root, moments);
        var touchpoints = rules.stream().map(WrittenRule::touchpoint).collect(Collectors.toSet());
        var correlateBy = root.text("correlate_by")
                .must(attribute -> !attribute.isBlank(), "is blank", "name an attribute, such as order_id")
                .optional();
        var stallAfter = Spans.read(root, "stall_after");
        var abandonAfter = Spans.read(root, "abandon_after");
        var targetTime = Spans.read(root, "target_time");
        checkSilences(stallAfter, abandonAfter);
        var stages = StageReader.read(root, moments.names(), touchpoints);
        var map = new JourneyMap(
                name,
                root.choice("status", DefinitionStatus.class).orElse(DefinitionStatus.LIVE),
                CharterReader.read(root),
                stages.told(),
                moments.told(),
                rules.stream().map(WrittenRule::rule).toList(),
                TeamReader.read(root, touchpoints),
                stallAfter.optional(),
                abandonAfter.optional(),
                targetTime.optional(),
                TargetReader.stretchTime(root, targetTime),
                correlateBy,
                afterEnd(root, correlateBy),
                root.instant("effective_from").optional().map(time -> time.truncatedTo(ChronoUnit.MICROS)));
        document.check();
        return new Written(map, rules, stages.rules());
    }

    private static List<WrittenRule> rules(Section root, MomentReader.Moments moments) {
        var reader = new RuleReader(moments.names());
        var entry = reader.rules(root, "entry", RuleKind.ENTRY);
        if (root.values("entry").orElse(List.of()).isEmpty()) {
            root.problem("entry", "names no touchpoint", "say with which touchpoints a journey begins");
        }
        var achieved = reader.rules(root, "achieved", RuleKind.GOAL);
        var exit = reader.rules(root, "exit", RuleKind.EXIT);
        var abandonment = reader.rules(root, "abandonment", RuleKind.ABANDONMENT);
        var errors = reader.rules(root, "errors", RuleKind.ERROR);
        var part = reader.rules(root, "touchpoints", RuleKind.PART);
        Stream.of(entry, achieved, exit, abandonment, part, errors).forEach(RuleChecks::withinList);
        RuleChecks.betweenEnds(achieved, exit, abandonment);

        var all = new ArrayList<WrittenRule>();
        Stream.of(entry, achieved, exit, abandonment, part, errors, moments.rules()).forEach(all::addAll);
        return all;
    }

    private static void checkSilences(Field<Duration> stallAfter, Field<Duration> abandonAfter) {
        if (stallAfter.optional().isPresent()
                && abandonAfter.optional().isPresent()
                && stallAfter.required().compareTo(abandonAfter.required()) >= 0) {
            stallAfter.problem(
                    "is not shorter than abandon_after (line " + abandonAfter.line() + "), so that no journey ever stalls",
                    "both count from the last interaction; make stall_after the shorter one");
        }
    }

    private static AfterEnd afterEnd(Section root, Optional<String> correlateBy) {
        return root.choice("after_end", AfterEnd.class)
                .orElse(correlateBy.isPresent() ? AfterEnd.ATTACH : AfterEnd.NEW);
    }
}
