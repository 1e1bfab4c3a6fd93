package io.throughline.journey.definition;

import static java.util.stream.Collectors.toSet;

import io.throughline.journey.fold.RuleKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds rules that can never matter, because another one always speaks first. */
final class RuleChecks {

    private RuleChecks() {}

    /** Notes, in one list of rules, those that another rule of the same touchpoint makes superfluous. */
    static void withinList(List<WrittenRule> rules) {
        var before = new ArrayList<WrittenRule>();
        for (var rule : rules) {
            before.stream()
                    .filter(earlier -> earlier.touchpoint().equals(rule.touchpoint()))
                    .filter(earlier -> earlier.isUnconditional()
                            || rule.isUnconditional()
                            || earlier.expression().equals(rule.expression()))
                    .findFirst()
                    .ifPresent(earlier -> rule.place()
                            .problem(
                                    "names `" + rule.touchpoint() + "` again",
                                    "line " + earlier.place().line()
                                            + " names it already; keep one, or give each a when of its own"));
            before.add(rule);
        }
    }

    /**
     * Notes the rules for an end that is never reached, because the same interaction always ends the journey otherwise: reaching
     * the goal counts before leaving, and leaving before giving up.
     */
    static void betweenEnds(List<WrittenRule> achieved, List<WrittenRule> exit, List<WrittenRule> abandonment) {
        var achieves = unconditional(achieved);
        hidden(exit, achieves, "achieved");
        hidden(abandonment, achieves, "achieved");
        var exits = unconditional(exit);
        exits.removeAll(achieves);
        hidden(abandonment, exits, "exit");
    }

    private static void hidden(List<WrittenRule> rules, Set<String> touchpoints, String by) {
        rules.stream()
                .filter(rule -> touchpoints.contains(rule.touchpoint()))
                .forEach(rule -> rule.place()
                        .problem(
                                "`" + rule.touchpoint() + "` can never " + effect(rule.kind()),
                                "it always counts as " + by + "; give that rule a when, or take this one out"));
    }

    private static String effect(RuleKind kind) {
        return switch (kind) {
            case EXIT -> "exit the journey";
            case ABANDONMENT -> "abandon the journey";
            case ENTRY, PART, MOMENT, ERROR, GOAL -> throw new IllegalArgumentException(kind + " hides behind no other rule");
        };
    }

    private static Set<String> unconditional(List<WrittenRule> rules) {
        return rules.stream().filter(WrittenRule::isUnconditional).map(WrittenRule::touchpoint).collect(toSet());
    }
}
