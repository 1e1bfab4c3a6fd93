package io.throughline.journey.definition;

import io.throughline.journey.fold.RuleKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds moments of truth that are one: an interaction that reaches the one always reaches the other, and two would answer for
 * it. One that asks for more than the other is no mistake: answered, and answered in time.
 */
final class OverlapChecks {

    private OverlapChecks() {}

    static void check(List<WrittenRule> rules) {
        var before = new ArrayList<WrittenRule>();
        rules.stream().filter(rule -> rule.kind() == RuleKind.MOMENT).forEach(rule -> {
            before.stream()
                    .filter(earlier -> !earlier.moment().equals(rule.moment()))
                    .filter(earlier -> earlier.touchpoint().equals(rule.touchpoint()))
                    .filter(earlier -> earlier.when().saysTheSameAs(rule.when()))
                    .findFirst()
                    .ifPresent(earlier -> rule.place()
                            .problem(
                                    "`" + rule.touchpoint() + "` reaches `" + rule.moment() + "` whenever it reaches `"
                                            + earlier.moment() + "` (line " + earlier.place().line() + ")",
                                    "give one of them a when of its own, or make them one moment"));
            before.add(rule);
        });
    }
}
