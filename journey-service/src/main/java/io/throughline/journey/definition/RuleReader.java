package io.throughline.journey.definition;

import io.throughline.journey.fold.RuleKind;
import io.throughline.kit.document.Section;
import io.throughline.kit.document.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads lists of rules: a touchpoint's name, or a section with touchpoints and a condition. */
final class RuleReader {

    /** As the contract has it, in characters. */
    static final int LONGEST_TOUCHPOINT = 128;

    private final List<String> moments;

    /** @param moments names of the moments that conditions may ask about */
    RuleReader(List<String> moments) {
        this.moments = moments;
    }

    /** The rules of the list {@code name} of {@code root}; empty when it is left out. */
    List<WrittenRule> rules(Section root, String name, RuleKind kind) {
        var rules = new ArrayList<WrittenRule>();
        for (var written : root.values(name).orElse(List.of())) {
            rules.addAll(
                    written.isText()
                            ? unconditional(written, kind).stream().toList()
                            : written.section().optional().map(section -> rules(section, kind, "")).orElse(List.of()));
        }
        return rules;
    }

    /** The rules that {@code section} writes down: one for each of its touchpoints. */
    List<WrittenRule> rules(Section section, RuleKind kind, String moment) {
        var when = Conditions.compile(section.text("when"), moments);
        var rules = new ArrayList<WrittenRule>();
        for (var place : touchpoints(section)) {
            touchpoint(place)
                    .map(touchpoint -> new WrittenRule(kind, touchpoint, when, moment, place))
                    .ifPresent(rules::add);
        }
        return rules;
    }

    private static List<Value> touchpoints(Section section) {
        var one = section.values("touchpoint");
        var several = section.values("touchpoints");
        if (one.isGiven() && several.isGiven()) {
            several.problem("stands beside touchpoint", "use one of the two; both take a name or a list of names");
        }
        if (!one.isGiven() && !several.isGiven()) {
            section.problem("touchpoint", "is missing", "name the touchpoint that the rule is about");
        }
        return one.isGiven() ? one.orElse(List.of()) : several.orElse(List.of());
    }

    private static Optional<WrittenRule> unconditional(Value place, RuleKind kind) {
        return touchpoint(place).map(name -> new WrittenRule(kind, name, When.ALWAYS, "", place));
    }

    /** The touchpoint that stands at {@code place}, literally; empty when it is none, which is noted. */
    static Optional<String> touchpoint(Value place) {
        return place.text()
                .must(name -> !name.isEmpty(), "is empty", "name a touchpoint")
                .must(
                        name -> name.codePointCount(0, name.length()) <= LONGEST_TOUCHPOINT,
                        "is longer than " + LONGEST_TOUCHPOINT + " characters",
                        "no interaction can have it")
                .must(
                        name -> !name.endsWith("*") && !name.startsWith("*"),
                        "is a pattern",
                        "touchpoints are literal: name each one, in a list if need be")
                .optional();
    }
}
