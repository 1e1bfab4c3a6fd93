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

    private static final int LONGEST_TITLE = 200;

    /** Others count durations in whole microseconds, and nobody's customers notice less. */
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private DefinitionReader() {}

    /** What {@code document} says. Notes every mistake in it; what is answered then is not to be used. */
    public static JourneyMap read(YamlDocument document) {
        var root = document.root();
        var name = Names.check(root.text("name")).required();
        var moments = MomentReader.read(root);
        var rules = rules(root, moments);
        var touchpoints = rules.stream().map(WrittenRule::touchpoint).collect(Collectors.toSet());
        var correlateBy = root.text("correlate_by")
                .must(attribute -> !attribute.isBlank(), "is blank", "name an attribute, such as order_id")
                .optional();
        var stallAfter = silence(root, "stall_after");
        var abandonAfter = silence(root, "abandon_after");
        checkSilences(stallAfter, abandonAfter);
        var map = new JourneyMap(
                name,
                root.text("title")
                        .must(title -> !title.isBlank() && title.length() <= LONGEST_TITLE, "should be 1 to 200 characters", "")
                        .required(),
                root.text("goal").orElse(""),
                root.choice("lifecycle_stage", LifecycleStage.class).optional(),
                root.text("owner").orElse(""),
                moments.told(),
                rules.stream().map(WrittenRule::rule).toList(),
                TeamReader.read(root, touchpoints),
                stallAfter.optional(),
                abandonAfter.optional(),
                silence(root, "target_time").optional(),
                correlateBy,
                afterEnd(root, correlateBy),
                root.instant("effective_from").optional().map(time -> time.truncatedTo(ChronoUnit.MICROS)));
        document.check();
        return map;
    }

    private static List<WrittenRule> rules(Section root, MomentReader.Moments moments) {
        var reader = new RuleReader(moments.told().stream().map(Moment::name).toList());
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

    private static Field<Duration> silence(Section root, String name) {
        return root.duration(name)
                .must(
                        duration -> duration.compareTo(SHORTEST) >= 0,
                        "is shorter than a millisecond",
                        "make it longer, or leave it out")
                .must(duration -> duration.compareTo(LONGEST) <= 0, "is longer than a hundred years", "");
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
