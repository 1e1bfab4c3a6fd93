package io.throughline.journey.fold;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules of one version that one interaction matches. */
final class Matches {

    private boolean any;
    private boolean entry;
    private boolean goal;
    private boolean exit;
    private boolean abandonment;
    private final List<String> moments = new ArrayList<>(1);

    void add(Rule rule) {
        any = true;
        switch (rule.kind()) {
            case ENTRY -> entry = true;
            case PART -> {}
            case MOMENT -> moments.add(rule.moment());
            case GOAL -> goal = true;
            case EXIT -> exit = true;
            case ABANDONMENT -> abandonment = true;
        }
    }

    /** Whether the interaction belongs to a journey that is under way. */
    boolean belongs() {
        return any;
    }

    boolean begins() {
        return entry;
    }

    List<String> moments() {
        return moments;
    }

    /** How the journey ends, if it does: reaching the goal counts before leaving, and leaving before giving up. */
    Optional<TransitionKind> end() {
        if (goal) {
            return Optional.of(TransitionKind.ACHIEVED);
        }
        if (exit) {
            return Optional.of(TransitionKind.EXITED);
        }
        return abandonment ? Optional.of(TransitionKind.ABANDONED) : Optional.empty();
    }
}
