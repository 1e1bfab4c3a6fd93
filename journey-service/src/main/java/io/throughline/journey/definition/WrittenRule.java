package io.throughline.journey.definition;

import io.throughline.journey.fold.Rule;
import io.throughline.journey.fold.RuleKind;
import io.throughline.kit.document.Value;

/**
 * A rule for one touchpoint, with the place where it is written.
 *
 * @param when shared by all touchpoints of one rule
 * @param moment name of the moment of truth, or of the stage; empty for other kinds
 */
record WrittenRule(RuleKind kind, String touchpoint, When when, String moment, Value place) {

    Rule rule() {
        return new Rule(kind, touchpoint, when.condition(), expression(), moment);
    }

    /** What {@code when} says, as it was written; empty without one. */
    String expression() {
        return when.expression();
    }

    boolean isUnconditional() {
        return when.isAlways();
    }
}
