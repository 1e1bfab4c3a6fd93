package io.throughline.journey.fold;

import java.time.Instant;
import java.util.UUID;

/**
 * One change inside a journey.
 *
 * @param at the time of the interaction that caused it, or the deadline that passed
 * @param interactionId the interaction that caused it, or from which its deadline was counted
 * @param moment the moment of truth that was reached; empty for the other kinds
 */
public record Transition(TransitionKind kind, Instant at, UUID interactionId, String moment) {

    /** The same for the same definition, kind and cause, whoever computes it and whenever. */
    public UUID id(String definition) {
        return Ids.transition(definition, kind, moment, interactionId);
    }
}
