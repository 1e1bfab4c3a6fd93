package io.throughline.identity.graph;

import io.throughline.identity.identifier.Identifier;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What observations teach: the identifiers that exist, and each two that were seen together. A set: it is the same whatever
 * the order of the observations and however often they are repeated.
 */
public record Evidence(Set<Identifier> identifiers, Map<Link, Sighting> links) {

    public static Evidence of(Collection<Observation> observations) {
        var identifiers = new HashSet<Identifier>();
        var links = new HashMap<Link, Sighting>();
        for (var observation : observations) {
            var together = observation.identifiers();
            identifiers.addAll(together);
            var sighting = new Sighting(observation.source(), observation.observedAt());
            for (int i = 0; i < together.size(); i++) {
                for (int j = i + 1; j < together.size(); j++) {
                    links.merge(Link.between(together.get(i), together.get(j)), sighting, Sighting::orBefore);
                }
            }
        }
        return new Evidence(identifiers, links);
    }
}
