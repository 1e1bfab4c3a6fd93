package io.throughline.identity.graph;

import io.throughline.identity.identifier.Identifier;
import io.throughline.identity.identifier.Namespaces;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Finds the shareable values that are in fact shared, and so say of nobody who it is. */
public final class SharedValues {

    private SharedValues() {}

    /**
     * The shareable identifiers that {@code links} show together with two or more values of one unique namespace. They join
     * nobody. More links never make them fewer.
     */
    public static Set<Identifier> among(Collection<Link> links, Namespaces namespaces) {
        var shared = new HashSet<Identifier>();
        Map<Identifier, Map<String, String>> seenWith = new HashMap<>();
        for (var link : links) {
            if (namespaces.isBlocked(link.left()) || namespaces.isBlocked(link.right())) {
                continue; // It tells of nobody, and so not that there are several.
            }
            boolean leftIsShareable = namespaces.isShareable(link.left());
            if (leftIsShareable == namespaces.isShareable(link.right())) {
                continue;
            }
            var shareable = leftIsShareable ? link.left() : link.right();
            var unique = leftIsShareable ? link.right() : link.left();
            var known = seenWith.computeIfAbsent(shareable, _ -> new HashMap<>())
                    .putIfAbsent(unique.namespace(), unique.value());
            if (known != null && !known.equals(unique.value())) {
                shared.add(shareable);
            }
        }
        return shared;
    }
}
