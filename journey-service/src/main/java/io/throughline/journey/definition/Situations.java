package io.throughline.journey.definition;

import static java.util.stream.Collectors.toSet;

import io.throughline.journey.fold.AfterEnd;
import io.throughline.journey.fold.Rule;
import io.throughline.journey.fold.RuleKind;
import io.throughline.kit.condition.Facts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is known of an interaction and the journey before it, wherever a rule of a definition is asked. */
final class Situations {

    private final JourneyMap map;

    /** What is known of every journey that is there. */
    private final Facts journey;

    Situations(JourneyMap map) {
        this.map = map;
        var touchpoints = map.rules().stream().map(Rule::touchpoint).collect(toSet());
        this.journey = Facts.NONE
                .between("journey.elapsed", 0, Double.POSITIVE_INFINITY, "no interaction comes before the entry")
                .between("journey.interactions", 1, Double.POSITIVE_INFINITY, "a journey has one interaction at least")
                .between("journey.handovers", 0, Double.POSITIVE_INFINITY, "handovers are counted from 0")
                .among("journey.last_touchpoint", touchpoints, "`journey.last_touchpoint` is one of this journey's touchpoints");
    }

    /** An interaction with {@code touchpoint} comes first. */
    Facts atEntry(String touchpoint) {
        var none = "no journey is under way when one begins";
        return about(Facts.NONE, touchpoint)
                .missing("journey.state", none)
                .missing("journey.started_at", none)
                .missing("journey.elapsed", none)
                .among("journey.interactions", Set.of(0), none)
                .among("journey.handovers", Set.of(0), none)
                .among("journey.last_touchpoint", Set.of(""), none)
                .among("journey.last_channel", Set.of(""), none)
                .keysAmong("journey.reached", Set.of(), none);
    }

    /**
     * A journey is there.
     *
     * @param rule that is asked
     * @param reached moments that the journey may have reached
     */
    Facts underWay(WrittenRule rule, Set<String> reached) {
        var states = states(rule.kind());
        return about(journey, rule.touchpoint())
                .among("journey.state", states, "`journey.state` is " + String.join(" or ", states) + " here")
                .keysAmong("journey.reached", reached, "the moment that it asks for cannot be reached before");
    }

    private static Facts about(Facts known, String touchpoint) {
        return known
                .among("interaction.touchpoint", Set.of(touchpoint), "the rule is about `" + touchpoint + "`")
                .between("interaction.nps", 0, 10, "NPS is 0 to 10")
                .between("interaction.csat", 1, 5, "CSAT is 1 to 5")
                .between("interaction.ces", 1, 7, "CES is 1 to 7");
    }

    /** In which a rule of that kind can do anything, in the order in which they come about. */
    private Set<String> states(RuleKind kind) {
        boolean goesOn = map.afterEnd() == AfterEnd.ATTACH;
        boolean ends = Set.of(RuleKind.GOAL, RuleKind.EXIT, RuleKind.ABANDONMENT).contains(kind);
        var states = new LinkedHashSet<>(List.of("active"));
        if (map.stallAfter().isPresent()) {
            states.add("stalled");
        }
        if (goesOn && kind != RuleKind.ABANDONMENT && (has(RuleKind.ABANDONMENT) || map.abandonAfter().isPresent())) {
            states.add("abandoned");
        }
        if (goesOn && !ends && has(RuleKind.GOAL)) {
            states.add("achieved");
        }
        if (goesOn && !ends && has(RuleKind.EXIT)) {
            states.add("exited");
        }
        return states;
    }

    private boolean has(RuleKind kind) {
        return map.rules().stream().anyMatch(rule -> rule.kind() == kind);
    }
}
