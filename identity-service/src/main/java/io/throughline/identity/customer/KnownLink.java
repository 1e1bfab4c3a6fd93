package io.throughline.identity.customer;

import io.throughline.identity.graph.Link;
import io.throughline.identity.graph.Sighting;

/**
 * Evidence as it stands.
 *
 * @param first the earliest sighting of the two together
 * @param heldBack whether one of the two is shared by too many, so that the link joins nobody
 */
public record KnownLink(Link link, Sighting first, boolean heldBack) {}
