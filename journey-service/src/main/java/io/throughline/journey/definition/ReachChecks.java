package io.throughline.journey.definition;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import io.throughline.journey.fold.AfterEnd;
import io.throughline.journey.fold.RuleKind;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds rules that can never apply, whatever happens: entries that begin nothing, goals and stages that nothing reaches. */
final class ReachChecks {

    private final List<WrittenRule> rules;
    private final Situations situations;
    private final boolean goesOnAfterEnd;

    /** With which a journey can begin. */
    private final Set<String> entries;

    /** The touchpoints after which a journey is at its end, whatever it was. */
    private final Set<String> last;

    private ReachChecks(JourneyMap map, List<WrittenRule> rules) {
        this.rules = rules;
        this.situations = new Situations(map);
        this.goesOnAfterEnd = map.afterEnd() == AfterEnd.ATTACH;
        this.entries = touchpoints(rules.stream()
                .filter(rule -> rule.kind() == RuleKind.ENTRY)
                .filter(rule -> whyNotAtEntry(rule).isEmpty()));
        this.last = touchpoints(rules.stream().filter(this::endsForEver).filter(WrittenRule::isUnconditional));
    }

    static void check(DefinitionReader.Written written) {
        var checks = new ReachChecks(written.map(), written.rules());
        var beforeEnd = checks.reachable(checks.last);
        var ever = checks.goesOnAfterEnd ? checks.reachable(Set.of()) : beforeEnd;
        checks.check(written.rules(), beforeEnd, ever, "");
        checks.check(written.stages(), beforeEnd, ever, "nothing leads into the stage: correct it, or take the stage out");
    }

    private static Set<String> touchpoints(Stream<WrittenRule> rules) {
        return rules.map(WrittenRule::touchpoint).collect(toSet());
    }

    private boolean endsForEver(WrittenRule rule) {
        return switch (rule.kind()) {
            case GOAL, EXIT -> true;
            case ABANDONMENT -> !goesOnAfterEnd;
            case ENTRY, PART, ERROR, MOMENT -> false;
        };
    }

    /** The moments that can be reached: those whose conditions ask for no others, then those that ask for these, and so on. */
    private Set<String> reachable(Set<String> leftOut) {
        var reached = new HashSet<String>();
        var left = rules.stream()
                .filter(rule -> rule.kind() == RuleKind.MOMENT && !leftOut.contains(rule.touchpoint()))
                .toList();
        var asked = left;
        while (!asked.isEmpty()) {
            var now = asked.stream()
                    .filter(rule -> whyNever(rule, reached).isEmpty())
                    .map(WrittenRule::moment)
                    .collect(toSet());
            reached.addAll(now);
            left = left.stream().filter(rule -> !reached.contains(rule.moment())).toList();
            asked = left.stream().filter(rule -> mayName(rule.expression(), now)).toList();
        }
        return reached;
    }

    /** What names none of {@code moments} is told what it was told before. A name may be written with escapes. */
    private static boolean mayName(String expression, Set<String> moments) {
        return !moments.isEmpty()
                && (expression.contains("\\") || moments.stream().anyMatch(expression::contains));
    }

    /** Notes each {@code when} that holds for none of its touchpoints. */
    private void check(List<WrittenRule> rules, Set<String> beforeEnd, Set<String> ever, String hint) {
        rules.stream()
                .filter(rule -> rule.when().field().isPresent())
                .collect(groupingBy(rule -> rule.when().field().get().path(), LinkedHashMap::new, toList()))
                .values()
                .forEach(together -> {
                    var why = together.stream().map(rule -> whyNever(rule, isEnd(rule) ? beforeEnd : ever)).toList();
                    if (why.stream().allMatch(Optional::isPresent)) {
                        var first = together.getFirst();
                        first.when()
                                .field()
                                .get()
                                .problem(
                                        "can never hold, since " + why.getFirst().get(),
                                        hint.isEmpty() ? hint(first.kind()) : hint);
                    }
                });
    }

    private static boolean isEnd(WrittenRule rule) {
        return Set.of(RuleKind.GOAL, RuleKind.EXIT, RuleKind.ABANDONMENT).contains(rule.kind());
    }

    /** Why {@code rule} can never apply; empty when it may. */
    private Optional<String> whyNever(WrittenRule rule, Set<String> reached) {
        if (rule.kind() == RuleKind.ENTRY) {
            return whyNotAtEntry(rule);
        }
        var why = rule.when().compiled().flatMap(condition -> condition.whyNever(situations.underWay(rule, reached)));
        boolean comesFirst = entries.contains(rule.touchpoint()) && whyNotAtEntry(rule).isEmpty();
        return comesFirst ? Optional.empty() : why;
    }

    private Optional<String> whyNotAtEntry(WrittenRule rule) {
        return rule.when().compiled().flatMap(condition -> condition.whyNever(situations.atEntry(rule.touchpoint())));
    }

    private static String hint(RuleKind kind) {
        return switch (kind) {
            case ENTRY -> "no journey begins by it: correct it, or name the touchpoint under touchpoints";
            case GOAL -> "the goal is never reached by it: correct it, or take the rule out";
            case EXIT, ABANDONMENT -> "no journey ends by it: correct it, or take the rule out";
            case MOMENT -> "the moment is never reached by it: correct it, or take the moment out";
            case PART -> "nothing belongs to the journey by it: correct it, or take the rule out";
            case ERROR -> "no error is noticed by it: correct it, or take the rule out";
        };
    }
}
