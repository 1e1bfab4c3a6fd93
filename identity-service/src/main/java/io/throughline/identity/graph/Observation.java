package io.throughline.identity.graph;

import io.throughline.identity.identifier.Identifier;
import java.time.Instant;
import java.util.List;

/**
 * Identifiers that were seen together.
 *
 * @param identifiers distinct, at least one, the surest first
 * @param source the system that saw them
 * @param observedAt when, to the microsecond
 */
public record Observation(List<Identifier> identifiers, String source, Instant observedAt) {

    public Observation {
        identifiers = List.copyOf(identifiers);
    }

    /** The identifier that says most surely whose the observation is. */
    public Identifier anchor() {
        return identifiers.getFirst();
    }
}
