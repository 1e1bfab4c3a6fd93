package io.throughline.journey.definition;

import io.throughline.journey.fold.Rule;
import io.throughline.journey.fold.RuleKind;
import io.throughline.kit.document.Durations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds out what a definition says otherwise than another one, in the order of docs/definitions.md. */
final class Differences {

    private static final String ALWAYS = "always";

    private final JourneyMap before;
    private final JourneyMap after;
    private final List<Difference> found = new ArrayList<>();

    private Differences(JourneyMap before, JourneyMap after) {
        this.before = before;
        this.after = after;
    }

    /** Empty when both say the same, whatever their words. */
    static List<Difference> between(JourneyMap before, JourneyMap after) {
        return new Differences(before, after).found();
    }

    private List<Difference> found() {
        value("title", JourneyMap::title);
        value("goal", JourneyMap::goal);
        value("lifecycle_stage", map -> word(map.lifecycleStage()));
        value("owner", JourneyMap::owner);
        rules("entry", RuleKind.ENTRY, "begins a journey");
        rules("achieved", RuleKind.GOAL, "achieves the goal");
        rules("exit", RuleKind.EXIT, "ends a journey as exited");
        rules("abandonment", RuleKind.ABANDONMENT, "ends a journey as abandoned");
        rules("errors", RuleKind.ERROR, "is an error");
        rules("touchpoints", RuleKind.PART, "is named under touchpoints");
        moments();
        teams();
        value("correlate_by", map -> map.correlateBy().orElse(""));
        value("after_end", map -> word(Optional.of(map.afterEnd())));
        value("stall_after", map -> map.stallAfter().map(Durations::written).orElse(""));
        value("abandon_after", map -> map.abandonAfter().map(Durations::written).orElse(""));
        value("target_time", map -> map.targetTime().map(Durations::written).orElse(""));
        value("effective_from", map -> map.effectiveFrom().map(Instant::toString).orElse(""));
        return List.copyOf(found);
    }

    private static String word(Optional<? extends Enum<?>> constant) {
        return constant.map(one -> one.name().toLowerCase(Locale.ROOT)).orElse("");
    }

    private void value(String field, Function<JourneyMap, String> of) {
        value(field, "`" + field + "`", of.apply(before), of.apply(after));
    }

    /** @param was empty when it was left out, as {@code is} */
    private void value(String field, String subject, String was, String is) {
        if (was.equals(is)) {
            return;
        }
        if (was.isEmpty()) {
            add(field, subject + " is now " + is);
        } else if (is.isEmpty()) {
            add(field, subject + " is left out; it was " + was);
        } else {
            add(field, subject + " is " + is + "; it was " + was);
        }
    }

    private void rules(String field, RuleKind kind, String does) {
        rules(field, does, conditions(before, kind, ""), conditions(after, kind, ""));
    }

    /**
     * @param does what a touchpoint does that a rule names
     * @param was the conditions of each touchpoint that has a rule
     */
    private void rules(String field, String does, Map<String, Set<String>> was, Map<String, Set<String>> is) {
        for (var touchpoint : union(was.keySet(), is.keySet())) {
            var old = was.getOrDefault(touchpoint, Set.of());
            var now = is.getOrDefault(touchpoint, Set.of());
            var subject = "`" + touchpoint + "` " + does;
            if (old.isEmpty()) {
                add(field, subject + " now" + (now.equals(Set.of("")) ? "" : ", when " + written(now)));
            } else if (now.isEmpty()) {
                add(field, subject + " no longer");
            } else if (!now.equals(old)) {
                add(field, subject + " " + when(now) + "; it did " + when(old));
            }
        }
    }

    private static Map<String, Set<String>> conditions(JourneyMap map, RuleKind kind, String moment) {
        return map.rules().stream()
                .filter(rule -> rule.kind() == kind && rule.moment().equals(moment))
                .collect(Collectors.groupingBy(
                        Rule::touchpoint,
                        LinkedHashMap::new,
                        Collectors.mapping(Rule::expression, Collectors.toCollection(TreeSet::new))));
    }

    private static String when(Set<String> conditions) {
        return conditions.contains("") ? ALWAYS : "when " + written(conditions);
    }

    private static String written(Set<String> conditions) {
        return conditions.stream().map(condition -> "`" + condition + "`").collect(Collectors.joining(" or "));
    }

    private void moments() {
        var was = byName(before);
        var is = byName(after);
        for (var name : union(was.keySet(), is.keySet())) {
            var field = "moments[" + name + "]";
            var old = was.get(name);
            var now = is.get(name);
            if (old == null) {
                add(field, "the moment of truth `" + name + "` is new");
            } else if (now == null) {
                add(field, "the moment of truth `" + name + "` is gone");
                continue;
            } else {
                var subject = "of the moment of truth `" + name + "`, ";
                value(field, subject + "`title`", old.title(), now.title());
                value(field, subject + "`owner`", old.owner(), now.owner());
                value(field, subject + "`importance`", "" + old.importance(), "" + now.importance());
            }
            rules(
                    field,
                    "reaches `" + name + "`",
                    conditions(before, RuleKind.MOMENT, name),
                    conditions(after, RuleKind.MOMENT, name));
        }
    }

    private static Map<String, Moment> byName(JourneyMap map) {
        return map.moments().stream()
                .collect(Collectors.toMap(Moment::name, Function.identity(), (one, _) -> one, LinkedHashMap::new));
    }

    private void teams() {
        for (var touchpoint : new TreeSet<>(union(before.teams().keySet(), after.teams().keySet()))) {
            var old = before.teams().get(touchpoint);
            var now = after.teams().get(touchpoint);
            if (!Objects.equals(old, now)) {
                var owner = now == null ? "is no team's" : "is owned by " + now;
                add("teams", "`" + touchpoint + "` " + owner + "; it was " + (old == null ? "no team's" : old + "'s"));
            }
        }
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        var all = new LinkedHashSet<>(one);
        all.addAll(other);
        return all;
    }

    private void add(String field, String words) {
        found.add(new Difference(field, words));
    }
}
