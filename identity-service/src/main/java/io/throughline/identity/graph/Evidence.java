package io.throughline.identity.graph;

import io.throughline.identity.attribute.Memory;
import io.throughline.identity.attribute.Said;
import io.throughline.identity.identifier.Identifier;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What observations teach: the identifiers that exist, each two that were seen together, and what is said of them. A set: it is
 * the same whatever the order of the observations and however often they are repeated.
 *
 * @param said of an identifier, and when it was said last
 */
public record Evidence(
        Set<Identifier> identifiers, Map<Link, Sighting> links, Map<Identifier, Map<Said, Instant>> said) {

    /** Of whom nothing is said. */
    public Evidence(Set<Identifier> identifiers, Map<Link, Sighting> links) {
        this(identifiers, links, Map.of());
    }

    public static Evidence of(Collection<Observation> observations) {
        var identifiers = new HashSet<Identifier>();
        var links = new HashMap<Link, Sighting>();
        var said = new HashMap<Identifier, Map<Said, Instant>>();
        for (var observation : observations) {
            var together = observation.identifiers();
            identifiers.addAll(together);
            var sighting = new Sighting(observation.source(), observation.observedAt());
            for (int i = 0; i < together.size(); i++) {
                for (int j = i + 1; j < together.size(); j++) {
                    links.merge(Link.between(together.get(i), together.get(j)), sighting, Sighting::orBefore);
                }
            }
            if (!observation.said().isEmpty()) {
                var ofAnchor = said.computeIfAbsent(observation.anchor(), _ -> new HashMap<>());
                observation.said().forEach(each -> ofAnchor.merge(each, observation.observedAt(), Memory::later));
            }
        }
        return new Evidence(identifiers, links, said);
    }
}
