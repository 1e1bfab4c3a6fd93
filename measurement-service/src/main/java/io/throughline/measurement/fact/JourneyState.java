package io.throughline.measurement.fact;

import io.throughline.measurement.score.Outcome;
import java.util.Optional;

/** Where a journey stands. */
public enum JourneyState {
    ACTIVE,
    STALLED,
    ACHIEVED,
    ABANDONED,
    EXITED;

    /** What its success is judged by; empty while under way, and for an exited journey, whose goal no longer applies. */
    public Optional<Outcome> outcome() {
        return switch (this) {
            case ACHIEVED -> Optional.of(Outcome.ACHIEVED);
            case ABANDONED -> Optional.of(Outcome.ABANDONED);
            case ACTIVE, STALLED, EXITED -> Optional.empty();
        };
    }
}
