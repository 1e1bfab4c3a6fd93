package io.throughline.kit.feed;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Tells, going back through a slot from its end, which rows are superseded: whose subject a later row tells of. */
final class SupersededRows {

    /** Some twenty megabytes. A subject that comes behind as many others is not remembered, and its earlier rows stay. */
    static final int MOST_SUBJECTS = 100_000;

    private record Subject(UUID customer, UUID subject) {}

    private final Map<Subject, FeedPosition> later = new HashMap<>();
    private final int most;

    SupersededRows(int most) {
        this.most = most;
    }

    /** The last row of the subject of this customer, if that was seen before the one at {@code position}, which stands before it. */
    Optional<FeedPosition> by(UUID customer, UUID subject, FeedPosition position) {
        var key = new Subject(customer, subject);
        var last = Optional.ofNullable(later.get(key));
        if (last.isEmpty() && later.size() < most) {
            later.put(key, position);
        }
        return last;
    }
}
