package io.throughline.identity.graph;

import io.throughline.identity.attribute.Said;
import io.throughline.identity.identifier.Identifier;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Identifiers that were seen together.
 *
 * @param identifiers distinct, at least one, the surest first
 * @param source the system that saw them
 * @param observedAt when, to the microsecond
 * @param said of the anchor, by the source
 */
public record Observation(List<Identifier> identifiers, String source, Instant observedAt, Set<Said> said) {

    public Observation {
        identifiers = List.copyOf(identifiers);
        said = Set.copyOf(said);
    }

    /** Of whom the source says nothing. */
    public Observation(List<Identifier> identifiers, String source, Instant observedAt) {
        this(identifiers, source, observedAt, Set.of());
    }

    /** The identifier that says most surely whose the observation is. */
    public Identifier anchor() {
        return identifiers.getFirst();
    }
}
