package io.throughline.kit.document;

import static java.util.Comparator.comparingInt;

import io.throughline.kit.error.Refusal;
import java.util.ArrayList;
import java.util.List;

/** The mistakes found in a document so far: reading goes on after each, so that they are all told at once. */
public final class Problems {

    /** Beyond it a writer is not helped by more. */
    private static final int MOST = 100;

    private final List<Problem> found = new ArrayList<>();

    /** Notes {@code problem}; the same one counts once. */
    public void add(Problem problem) {
        if (found.size() < MOST && !found.contains(problem)) {
            found.add(problem);
        }
    }

    /** In the order of their lines. */
    public List<Problem> list() {
        return found.stream().sorted(comparingInt(Problem::line)).toList();
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Throws a refusal with a violation for each problem: its path, and {@link Problem#description}. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw Refusal.invalid(list().stream()
                    .map(problem -> Refusal.violation(problem.path(), problem.description()))
                    .toList());
        }
    }
}
