package io.throughline.journey.fold;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * One thing that happened between a customer and the company, as far as journeys depend on it.
 *
 * @param attributes as the source gave them: text, numbers, truth values, lists and maps of these
 */
public record Interaction(
        Position position,
        String source,
        String channel,
        String touchpoint,
        Map<String, Object> attributes,
        Feedback feedback,
        Money revenue,
        Money cost) {

    /** Of a reading. */
    public static final String NO_TOUCHPOINT = "";

    public UUID id() {
        return position.id();
    }

    public Instant occurredAt() {
        return position.occurredAt();
    }

    /** Whether it is of the kind CONTEXT_READ: a channel has read the customer's context. It has no touchpoint. */
    public boolean isReading() {
        return touchpoint.equals(NO_TOUCHPOINT);
    }
}
