package io.throughline.identity.resolution;

import io.throughline.identity.attribute.Said;
import io.throughline.identity.graph.Evidence;
import io.throughline.identity.graph.Link;
import io.throughline.identity.graph.Observation;
import io.throughline.identity.graph.Sighting;
import io.throughline.identity.identifier.Identifier;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What was known already, at one moment, of what some observations name and say. */
record Known(
        Map<Identifier, StoredIdentifier> identifiers,
        Map<Link, Sighting> links,
        Map<Identifier, Map<Said, Instant>> said) {

    /**
     * That part of {@code evidence} which is not known; its identifiers include those that new links join, and those of which
     * anything new is said.
     */
    Evidence missing(Evidence evidence) {
        Set<Identifier> named = new HashSet<>();
        Map<Link, Sighting> unknown = new HashMap<>();
        for (var identifier : evidence.identifiers()) {
            if (!identifiers.containsKey(identifier)) {
                named.add(identifier);
            }
        }
        evidence.links().forEach((link, sighting) -> {
            var earliest = links.get(link);
            if (earliest == null || sighting.isBefore(earliest)) {
                unknown.put(link, sighting);
                named.add(link.left());
                named.add(link.right());
            }
        });
        Map<Identifier, Map<Said, Instant>> unsaid = new HashMap<>();
        evidence.said().forEach((identifier, latest) -> {
            var news = news(identifier, latest);
            if (!news.isEmpty()) {
                unsaid.put(identifier, news);
                named.add(identifier);
            }
        });
        return new Evidence(named, unknown, unsaid);
    }

    private Map<Said, Instant> news(Identifier identifier, Map<Said, Instant> latest) {
        var before = said.getOrDefault(identifier, Map.of());
        var news = new HashMap<>(latest);
        news.entrySet().removeIf(each ->
                before.containsKey(each.getKey()) && !before.get(each.getKey()).isBefore(each.getValue()));
        return news;
    }

    /** Those of {@code observations} that teach anything. */
    List<Observation> teaching(List<Observation> observations) {
        return observations.stream()
                .filter(observation ->
                        !missing(Evidence.of(List.of(observation))).identifiers().isEmpty())
                .toList();
    }

    /** Who holds those of {@code named} that are known. */
    Set<UUID> holders(Collection<Identifier> named) {
        var holders = new HashSet<UUID>();
        for (var identifier : named) {
            var stored = identifiers.get(identifier);
            if (stored != null) {
                holders.add(stored.customer());
            }
        }
        return holders;
    }
}
