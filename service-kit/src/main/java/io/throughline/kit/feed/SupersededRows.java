package io.throughline.kit.feed;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Tells, going back through a slot from its end, which rows are superseded: whose subject a later row tells of. */
final class SupersededRows {

    /** Some ten megabytes. A subject that comes behind as many others is not remembered, and its earlier rows stay. */
    static final int MOST_SUBJECTS = 100_000;

    private record Subject(UUID customer, UUID subject) {}

    private final Set<Subject> later = new HashSet<>();
    private final int most;

    SupersededRows(int most) {
        this.most = most;
    }

    /** Whether a row that was seen before, which is a later one, is of the same subject of the same customer. */
    boolean isSuperseded(UUID customer, UUID subject) {
        var key = new Subject(customer, subject);
        if (later.contains(key)) {
            return true;
        }
        if (later.size() < most) {
            later.add(key);
        }
        return false;
    }
}
