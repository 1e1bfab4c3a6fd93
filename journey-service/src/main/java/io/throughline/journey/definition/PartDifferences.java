package io.throughline.journey.definition;

import io.throughline.kit.document.Durations;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Tells what the named parts of a definition say otherwise: personas, stages, moments, teams, KPIs. */
final class PartDifferences {

    private final JourneyMap before;
    private final JourneyMap after;
    private final Told told;
    private final RuleDifferences rules;

    PartDifferences(JourneyMap before, JourneyMap after, Told told) {
        this.before = before;
        this.after = after;
        this.told = told;
        this.rules = new RuleDifferences(before, after, told);
    }

    void personas() {
        parts("personas", "persona", map -> Told.byName(map.charter().personas(), Persona::name), (field, both) -> {
            if (both.bothThere()) {
                both.value("title", Persona::title);
                both.value("when", persona -> "`" + persona.when() + "`");
            }
        });
    }

    void stages() {
        parts("stages", "stage", map -> Told.byName(map.stages(), Stage::name), (field, both) -> {
            if (both.bothThere()) {
                both.value("title", Stage::title);
            }
            if (both.is().isPresent()) {
                rules.ofStage(both.name(), field, both.was().stream().toList(), both.is().stream().toList());
            }
        });
        order();
    }

    /** The order of the stages that stand in both: of several that match, the first counts. */
    private void order() {
        var was = before.stages().stream().map(Stage::name).toList();
        var is = after.stages().stream().map(Stage::name).toList();
        var stayed = is.stream().filter(was::contains).toList();
        if (!was.stream().filter(is::contains).toList().equals(stayed)) {
            told.add("stages", "the order of the stages is now " + String.join(", ", is));
        }
    }

    void moments() {
        parts("moments", "moment of truth", map -> Told.byName(map.moments(), Moment::name), (field, both) -> {
            if (both.bothThere()) {
                both.value("title", Moment::title);
                both.value("owner", Moment::owner);
                both.value("importance", moment -> "" + moment.importance());
                both.value("target_time", moment -> written(moment.targets().time()));
                both.value("target_satisfaction", moment -> plain(moment.targets().satisfaction()));
                both.value("stretch_time", moment -> written(moment.targets().stretchTime()));
                both.value("stretch_satisfaction", moment -> plain(moment.targets().stretchSatisfaction()));
            }
            if (both.is().isPresent()) {
                rules.ofMoment(both.name(), field);
            }
        });
    }

    void kpis() {
        parts("kpis", "KPI", map -> Told.byName(map.charter().kpis(), Kpi::name), (field, both) -> {
            if (both.bothThere()) {
                both.value("title", Kpi::title);
                both.value("kind", kpi -> kpi.kind().name().toLowerCase(Locale.ROOT));
                both.value("target", Kpi::target);
            }
        });
    }

    void teams() {
        var was = before.owners();
        var is = after.owners();
        for (var touchpoint : new TreeSet<>(Told.union(was.keySet(), is.keySet()))) {
            var old = Optional.ofNullable(was.get(touchpoint));
            var now = Optional.ofNullable(is.get(touchpoint));
            if (!old.equals(now)) {
                told.add(
                        "teams",
                        "`" + touchpoint + "` " + now.map(team -> "is owned by " + team).orElse("is no team's") + "; it was "
                                + old.map(team -> team + "'s").orElse("no team's"));
            }
        }
        var wereThere = before.teams().stream().map(Team::name).toList();
        var areThere = after.teams().stream().map(Team::name).toList();
        onlyIn(areThere, wereThere).forEach(team -> told.add("teams", team + " takes part now"));
        onlyIn(wereThere, areThere).forEach(team -> told.add("teams", team + " takes part no longer"));
    }

    private static List<String> onlyIn(List<String> some, List<String> others) {
        return some.stream().filter(one -> !others.contains(one)).toList();
    }

    /** A part of one name, as it was and as it is. */
    private record Both<T>(Told told, String field, String subject, String name, Optional<T> was, Optional<T> is) {

        boolean bothThere() {
            return was.isPresent() && is.isPresent();
        }

        void value(String name, Function<T, String> of) {
            told.value(field, subject + "`" + name + "`", of.apply(was.orElseThrow()), of.apply(is.orElseThrow()));
        }
    }

    private <T> void parts(
            String field, String kind, Function<JourneyMap, Map<String, T>> of, BiConsumer<String, Both<T>> tell) {
        var was = of.apply(before);
        var is = of.apply(after);
        for (var name : Told.union(was.keySet(), is.keySet())) {
            var path = field + "[" + name + "]";
            var part = "the " + kind + " `" + name + "`";
            if (!was.containsKey(name)) {
                told.add(path, part + " is new");
            } else if (!is.containsKey(name)) {
                told.add(path, part + " is gone");
            }
            var old = Optional.ofNullable(was.get(name));
            var now = Optional.ofNullable(is.get(name));
            tell.accept(path, new Both<>(told, path, "of " + part + ", ", name, old, now));
        }
    }

    static String written(Optional<Duration> duration) {
        return duration.map(Durations::written).orElse("");
    }

    private static String plain(Optional<BigDecimal> number) {
        return number.map(value -> value.stripTrailingZeros().toPlainString()).orElse("");
    }
}
