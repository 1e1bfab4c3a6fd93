package io.throughline.identity.graph;

import io.throughline.identity.identifier.Identifier;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The part of what is known that new evidence touches.
 *
 * @param holders of those identifiers of the evidence that are known already
 * @param heldBack the shareable identifiers, among all these, that join nobody, the new evidence included
 * @param opened the customers that may fall apart, because an identifier of theirs has come to join nobody
 */
public record Touched(Map<Identifier, UUID> holders, Set<Identifier> heldBack, Opened opened) {

    /**
     * Customers with everything that they consist of.
     *
     * @param members their identifiers, and which of them holds each
     * @param links all between their members
     * @param founders the members for which an id was given out once, and that id: a living customer's, or that of one who
     *     became another
     */
    public record Opened(Map<Identifier, UUID> members, Set<Link> links, Map<Identifier, UUID> founders) {

        public static final Opened NONE = new Opened(Map.of(), Set.of(), Map.of());
    }
}
