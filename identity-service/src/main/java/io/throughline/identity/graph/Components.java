package io.throughline.identity.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What hangs together when things are joined two by two (union-find).
 *
 * @param <N> a thing; equal ones are the same
 */
final class Components<N> {

    private final Map<N, N> parents = new HashMap<>();
    private final Map<N, Integer> sizes = new HashMap<>();

    /** Makes {@code node} known; alone until it is joined. */
    void add(N node) {
        if (parents.putIfAbsent(node, node) == null) {
            sizes.put(node, 1);
        }
    }

    void join(N one, N other) {
        add(one);
        add(other);
        var oneRoot = root(one);
        var otherRoot = root(other);
        if (oneRoot.equals(otherRoot)) {
            return;
        }
        int together = sizes.get(oneRoot) + sizes.get(otherRoot);
        boolean oneIsLarger = sizes.get(oneRoot) >= sizes.get(otherRoot);
        var larger = oneIsLarger ? oneRoot : otherRoot;
        parents.put(oneIsLarger ? otherRoot : oneRoot, larger);
        sizes.put(larger, together);
    }

    /** Every known thing, together with all that it hangs together with. */
    Collection<List<N>> all() {
        Map<N, List<N>> byRoot = new LinkedHashMap<>();
        for (var node : parents.keySet()) {
            byRoot.computeIfAbsent(root(node), _ -> new ArrayList<>()).add(node);
        }
        return byRoot.values();
    }

    private N root(N node) {
        // The smaller always hangs on the larger, so the way up is short.
        var current = node;
        while (!parents.get(current).equals(current)) {
            current = parents.get(current);
        }
        return current;
    }
}
