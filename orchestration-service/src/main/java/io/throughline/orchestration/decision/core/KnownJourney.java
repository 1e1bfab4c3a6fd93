package io.throughline.orchestration.decision.core;

import java.util.Optional;
import java.util.UUID;

/**
 * What is kept of a journey, as far as it decides what a change means.
 *
 * @param replacedBy the journey that took the place of this withdrawn one
 */
public record KnownJourney(UUID id, UUID customer, long revision, boolean withdrawn, Optional<UUID> replacedBy) {

    /** As it is after {@code change}. */
    static KnownJourney after(Change change) {
        return switch (change) {
            case Change.Told told ->
                new KnownJourney(told.journey(), told.customer(), told.revision(), false, Optional.empty());
            case Change.Withdrawn gone ->
                new KnownJourney(gone.journey(), gone.customer(), gone.revision(), true, gone.replacedBy());
        };
    }

    /** Whether this journey, which another had taken the place of, stands again with {@code change}; whether or not that was told. */
    boolean comesBackWith(Change change) {
        return change.standingSince() > revision;
    }

    /** Whether {@code change} is newer than what is known; of the two sides of a move, the new one is. */
    boolean isBefore(Change change) {
        return change.revision() > revision
                || change.revision() == revision && withdrawn && change instanceof Change.Told;
    }
}
