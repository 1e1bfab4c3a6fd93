package io.throughline.journey.definition;

import io.throughline.journey.fold.Condition;
import io.throughline.journey.fold.Rule;
import io.throughline.journey.fold.RuleKind;
import io.throughline.kit.document.Value;

/**
 * A rule for one touchpoint, with the place where it is written.
 *
 * @param expression of its {@code when}; empty without one
 * @param moment name of the moment of truth; empty for other kinds
 */
record WrittenRule(RuleKind kind, String touchpoint, Condition when, String expression, String moment, Value place) {

    Rule rule() {
        return new Rule(kind, touchpoint, when, expression, moment);
    }

    boolean isUnconditional() {
        return expression.isEmpty();
    }
}
