package io.throughline.journey.fold;

/**
 * One rule of a definition for one touchpoint.
 *
 * @param expression what {@code when} says, as it was written; empty when it always holds
 * @param moment name of the moment of truth for {@link RuleKind#MOMENT}, empty for the others
 */
public record Rule(RuleKind kind, String touchpoint, Condition when, String expression, String moment) {

    public static Rule of(RuleKind kind, String touchpoint) {
        return new Rule(kind, touchpoint, Condition.ALWAYS, "", "");
    }

    public Rule when(Condition condition) {
        return new Rule(kind, touchpoint, condition, expression, moment);
    }

    public static Rule moment(String name, String touchpoint) {
        return new Rule(RuleKind.MOMENT, touchpoint, Condition.ALWAYS, "", name);
    }
}
