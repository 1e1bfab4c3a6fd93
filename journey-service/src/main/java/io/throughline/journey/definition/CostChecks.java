package io.throughline.journey.definition;

import static java.util.stream.Collectors.groupingBy;

import io.throughline.kit.condition.Condition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Refuses what would keep the service busy: a definition of which a single interaction, the largest that is let in, could take
 * long to evaluate. It is estimated, not tried.
 */
final class CostChecks {

    /** For all rules of one touchpoint, in the units of {@link Condition#cost}: at worst well under half a second. */
    static final long MOST = 150_000;

    static final String HINT =
            "look at less: compare with ==, name attributes instead of going through lists, keep regular expressions short";

    private CostChecks() {}

    static void check(DefinitionReader.Written written) {
        var asked = new ArrayList<>(written.rules());
        asked.addAll(written.stages());
        var told = new HashSet<String>();
        asked.stream()
                .collect(groupingBy(WrittenRule::touchpoint, LinkedHashMap::new, Collectors.toList()))
                .forEach((touchpoint, rules) -> {
                    double cost = rules.stream().mapToDouble(CostChecks::cost).sum();
                    if (cost > MOST) {
                        refuse(touchpoint, cost, rules, told);
                    }
                });
    }

    /** Names the dearest condition; once, though several touchpoints share it. */
    private static void refuse(String touchpoint, double cost, List<WrittenRule> rules, HashSet<String> told) {
        var dearest = rules.stream().max(Comparator.comparingDouble(CostChecks::cost)).orElseThrow();
        dearest.when().field().filter(field -> told.add(field.path())).ifPresent(field -> field.problem(
                String.format(
                        Locale.ROOT,
                        "one interaction with `%s` could cost %,.0f to evaluate, of which this condition %,.0f; the limit is %,d",
                        touchpoint,
                        cost,
                        cost(dearest),
                        MOST),
                HINT));
    }

    /** A rule without a condition is found, no more. */
    private static double cost(WrittenRule rule) {
        return rule.when().compiled().map(Condition::cost).orElse(1L);
    }
}
