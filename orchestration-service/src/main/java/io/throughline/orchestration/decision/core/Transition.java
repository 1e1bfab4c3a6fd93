package io.throughline.orchestration.decision.core;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/**
 * One change inside a journey.
 *
 * @param id the same for the same definition, kind and cause
 * @param occurredAt event time
 * @param moment the moment of truth that was reached; empty for the other kinds
 */
public record Transition(UUID id, TransitionKind kind, Instant occurredAt, String moment) {

    /** By time; the id decides between simultaneous ones. */
    public static final Comparator<Transition> IN_ORDER =
            Comparator.comparing(Transition::occurredAt).thenComparing(Transition::id);

    /** Whether {@code other} is the same happening as far as a policy can tell: what one set off counts for the other. */
    public boolean isLike(Transition other) {
        return kind == other.kind && moment.equals(other.moment);
    }
}
