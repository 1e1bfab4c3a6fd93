package io.throughline.orchestration.decision.core;

/**
 * What one rule of a policy said.
 *
 * @param rule {@link #FRESH_FOR}, {@link #WHEN}, {@link #SUPPRESS_WHILE} or {@link #CORRECTION}
 * @param explanation one sentence, with the values that were compared
 */
public record Reason(String rule, boolean passed, String explanation) {

    public static final String FRESH_FOR = "fresh_for";
    public static final String WHEN = "when";
    public static final String SUPPRESS_WHILE = "suppress_while";

    /** Not a rule of the policy: what a correction of the past made of the decision. */
    public static final String CORRECTION = "correction";

    /** What it comes to if nothing after it says no. */
    Outcome outcome() {
        return passed ? Outcome.ACT : switch (rule) {
            case FRESH_FOR -> Outcome.TOO_LATE;
            case WHEN -> Outcome.NOT_ELIGIBLE;
            case SUPPRESS_WHILE -> Outcome.SUPPRESSED;
            default -> throw new IllegalStateException("not a rule of a policy: " + rule);
        };
    }
}
