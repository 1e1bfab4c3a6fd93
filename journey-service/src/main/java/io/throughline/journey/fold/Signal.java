package io.throughline.journey.fold;

import java.time.Instant;
import java.util.UUID;

/**
 * All that was noticed of one kind inside a journey. Its size does not grow with how often that was; each single time stands
 * in the journey's {@link Chronicle}.
 *
 * @param times how often, at least once
 * @param firstAt when it was noticed first
 * @param firstCause the interaction by which it was, or from which the deadline was counted
 * @param lastAt when it was noticed last
 * @param lastCause as {@code firstCause}, for the last time
 */
public record Signal(SignalKind kind, long times, Instant firstAt, UUID firstCause, Instant lastAt, UUID lastCause) {

    static Signal once(SignalKind kind, Instant at, UUID cause) {
        return new Signal(kind, 1, at, cause, at, cause);
    }

    Signal again(Instant at, UUID cause) {
        return new Signal(kind, times + 1, firstAt, firstCause, at, cause);
    }
}
