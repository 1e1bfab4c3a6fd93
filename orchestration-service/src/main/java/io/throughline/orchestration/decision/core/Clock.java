package io.throughline.orchestration.decision.core;

import java.time.Instant;
import java.util.Optional;

/**
 * What the one clock showed.
 *
 * @param now empty while a clock in replay has not been advanced yet
 * @param replay whether it stands still unless advanced; what is decided then is simulated
 */
public record Clock(Optional<Instant> now, boolean replay) {

    /** The time by which {@code transition} is judged: a clock that was never advanced is at no later time than it. */
    public Instant against(Transition transition) {
        return now.orElse(transition.occurredAt());
    }
}
