package io.throughline.journey.conformance;

import io.throughline.journey.fold.DefinitionVersion;
import io.throughline.journey.fold.Rule;
import io.throughline.journey.fold.RuleKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * A part of a journey that has its place in the designed order. A journey comes to it with the first interaction that matches one
 * of its rules.
 */
record Phase(String name, List<Rule> rules) {

    Phase {
        rules = List.copyOf(rules);
    }

    /** The moments of truth of {@code version}, in the order in which it lists them. */
    static List<Phase> moments(DefinitionVersion version) {
        var rules = new LinkedHashMap<String, List<Rule>>();
        version.rules().stream()
                .filter(rule -> rule.kind() == RuleKind.MOMENT)
                .forEach(rule -> rules.computeIfAbsent(rule.moment(), _ -> new ArrayList<>()).add(rule));
        return rules.entrySet().stream()
                .map(moment -> new Phase(moment.getKey(), moment.getValue()))
                .toList();
    }
}
