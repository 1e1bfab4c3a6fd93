package io.throughline.journey.fold;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What of one version one interaction matches. */
final class Matches {

    private final List<Rule> rules = new ArrayList<>(2);
    private Optional<String> stage = Optional.empty();

    void add(Rule rule) {
        rules.add(rule);
    }

    List<Rule> rules() {
        return rules;
    }

    void lead(String into) {
        stage = Optional.of(into);
    }

    /** The stage into which the interaction leads; empty when it leads into none. */
    Optional<String> stage() {
        return stage;
    }

    /** Whether the interaction belongs to a journey that is under way. */
    boolean belongs() {
        return !rules.isEmpty();
    }

    boolean begins() {
        return has(RuleKind.ENTRY);
    }

    boolean isError() {
        return has(RuleKind.ERROR);
    }

    /** The moments of truth that it reaches, by name. */
    List<String> moments() {
        var moments = new ArrayList<String>(1);
        for (var rule : rules) {
            if (rule.kind() == RuleKind.MOMENT) {
                moments.add(rule.moment());
            }
        }
        return moments;
    }

    /** How the journey ends, if it does: reaching the goal counts before leaving, and leaving before giving up. */
    Optional<TransitionKind> end() {
        if (has(RuleKind.GOAL)) {
            return Optional.of(TransitionKind.ACHIEVED);
        }
        if (has(RuleKind.EXIT)) {
            return Optional.of(TransitionKind.EXITED);
        }
        return has(RuleKind.ABANDONMENT) ? Optional.of(TransitionKind.ABANDONED) : Optional.empty();
    }

    private boolean has(RuleKind kind) {
        for (var rule : rules) {
            if (rule.kind() == kind) {
                return true;
            }
        }
        return false;
    }
}
