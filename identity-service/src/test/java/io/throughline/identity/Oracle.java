package io.throughline.identity;

import io.throughline.identity.attribute.Said;
import io.throughline.identity.graph.Observation;
import io.throughline.identity.identifier.Identifier;
import io.throughline.identity.identifier.Namespaces;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The rule of who is one customer, spelt out without regard to cost: everything is worked out from all observations. */
public final class Oracle {

    private Oracle() {}

    /** Every customer, as the set of the identifiers held. */
    public static Set<Set<Identifier>> customers(Collection<Observation> observations) {
        return customers(observations, People.NAMESPACES);
    }

    /** Every customer under {@code namespaces}, as the set of the identifiers held. */
    public static Set<Set<Identifier>> customers(Collection<Observation> observations, Namespaces namespaces) {
        var shared = shared(observations, namespaces);
        observations.forEach(
                observation -> observation.identifiers().stream().filter(namespaces::isBlocked).forEach(shared::add));
        Map<Identifier, Identifier> names = new HashMap<>();
        observations.forEach(observation -> observation.identifiers().forEach(each -> names.put(each, each)));
        boolean changed = true;
        while (changed) {
            changed = false;
            for (var observation : observations) {
                var joined = new TreeSet<>(observation.identifiers());
                joined.removeAll(shared);
                for (var identifier : joined) {
                    var smallest = joined.stream().map(names::get).min(Identifier::compareTo).orElseThrow();
                    changed |= !names.put(identifier, smallest).equals(smallest);
                }
            }
        }
        return new HashSet<>(names.keySet().stream()
                .collect(Collectors.groupingBy(names::get, Collectors.toSet()))
                .values());
    }

    /** What is said of each identifier, and when it was said last; for observations that reach no bound. */
    public static Map<Identifier, Map<Said, Instant>> said(Collection<Observation> observations) {
        Map<Identifier, Map<Said, Instant>> said = new HashMap<>();
        for (var observation : observations) {
            for (var each : observation.said()) {
                var last = observations.stream()
                        .filter(other -> other.anchor().equals(observation.anchor()) && other.said().contains(each))
                        .map(Observation::observedAt)
                        .max(Instant::compareTo)
                        .orElseThrow();
                said.computeIfAbsent(observation.anchor(), _ -> new HashMap<>()).put(each, last);
            }
        }
        return said;
    }

    private static Set<Identifier> shared(Collection<Observation> observations, Namespaces namespaces) {
        var shared = new HashSet<Identifier>();
        Map<Identifier, Set<Identifier>> seenWith = new HashMap<>();
        for (var observation : observations) {
            for (var identifier : observation.identifiers()) {
                if (namespaces.isShareable(identifier)) {
                    observation.identifiers().stream()
                            .filter(other -> !namespaces.isShareable(other) && !namespaces.isBlocked(other))
                            .forEach(seenWith.computeIfAbsent(identifier, _ -> new HashSet<>())::add);
                }
            }
        }
        seenWith.forEach((identifier, others) -> {
            long kinds = others.stream().map(Identifier::namespace).distinct().count();
            if (kinds < others.size()) {
                shared.add(identifier);
            }
        });
        return shared;
    }
}
