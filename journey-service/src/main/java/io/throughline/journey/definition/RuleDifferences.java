package io.throughline.journey.definition;

import io.throughline.journey.fold.Rule;
import io.throughline.journey.fold.RuleKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Tells what rules say otherwise, touchpoint by touchpoint. */
final class RuleDifferences {

    private static final String ALWAYS = "always";

    private final JourneyMap before;
    private final JourneyMap after;
    private final Told told;

    RuleDifferences(JourneyMap before, JourneyMap after, Told told) {
        this.before = before;
        this.after = after;
        this.told = told;
    }

    /** @param does what a touchpoint does that such a rule names */
    void ofKind(RuleKind kind, String field, String does) {
        rules(field, does, rule -> rule.kind() == kind);
    }

    void ofMoment(String name, String field) {
        rules(field, "reaches `" + name + "`", rule -> rule.kind() == RuleKind.MOMENT && rule.moment().equals(name));
    }

    /** @param was the stage, or none */
    void ofStage(String name, String field, List<Stage> was, List<Stage> is) {
        rules(field, "leads into `" + name + "`", conditions(was), conditions(is));
    }

    private void rules(String field, String does, Predicate<Rule> which) {
        rules(field, does, conditions(before, which), conditions(after, which));
    }

    /** @param was the conditions of each touchpoint that has a rule */
    private void rules(String field, String does, Map<String, Set<String>> was, Map<String, Set<String>> is) {
        for (var touchpoint : Told.union(was.keySet(), is.keySet())) {
            var old = was.getOrDefault(touchpoint, Set.of());
            var now = is.getOrDefault(touchpoint, Set.of());
            var subject = "`" + touchpoint + "` " + does;
            if (old.isEmpty()) {
                told.add(field, subject + " now" + (now.equals(Set.of("")) ? "" : ", when " + written(now)));
            } else if (now.isEmpty()) {
                told.add(field, subject + " no longer");
            } else if (!now.equals(old)) {
                told.add(field, subject + " " + when(now) + "; it did " + when(old));
            }
        }
    }

    private static Map<String, Set<String>> conditions(JourneyMap map, Predicate<Rule> which) {
        return map.rules().stream()
                .filter(which)
                .collect(Collectors.groupingBy(
                        Rule::touchpoint,
                        LinkedHashMap::new,
                        Collectors.mapping(Rule::expression, Collectors.toCollection(TreeSet::new))));
    }

    private static Map<String, Set<String>> conditions(List<Stage> stages) {
        var conditions = new LinkedHashMap<String, Set<String>>();
        stages.forEach(stage -> stage.touchpoints()
                .forEach(touchpoint -> conditions.put(touchpoint, Set.of(stage.expression()))));
        return conditions;
    }

    private static String when(Set<String> conditions) {
        return conditions.contains("") ? ALWAYS : "when " + written(conditions);
    }

    private static String written(Set<String> conditions) {
        return conditions.stream().map(condition -> "`" + condition + "`").collect(Collectors.joining(" or "));
    }
}
