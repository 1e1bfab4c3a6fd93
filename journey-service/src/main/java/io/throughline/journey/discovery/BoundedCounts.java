package io.throughline.journey.discovery;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts things of which there may be more kinds than there is room for: then the rarer half is forgotten, and it is known by how
 * much what is left may be counted too low.
 */
final class BoundedCounts<K> {

    /** @param count never too high */
    record Counted<K>(K what, long count) {}

    private final int most;
    private final Map<K, Long> counts = new HashMap<>();
    private long total;
    private long lowBy;

    /** @param most kinds that are kept */
    BoundedCounts(int most) {
        this.most = most;
    }

    void add(K what) {
        total++;
        counts.merge(what, 1L, Long::sum);
        if (counts.size() > most) {
            forget();
        }
    }

    /** What was counted as often as the one in the middle, or less often, goes; it may come again, and is then short of that. */
    private void forget() {
        long middle = counts.values().stream().sorted().skip(most / 2).findFirst().orElseThrow();
        counts.values().removeIf(count -> count <= middle);
        lowBy += middle;
    }

    /** Kinds that are kept. */
    int kinds() {
        return counts.size();
    }

    /** By how much a count may be too low at most; 0 when nothing was ever forgotten. */
    long lowBy() {
        return lowBy;
    }

    /** How many were counted that are among none of the counts. */
    long others() {
        return total - counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The first {@code limit}, the most frequent first, and in {@code order} among themselves. */
    List<Counted<K>> first(int limit, Comparator<K> order) {
        return counts.entrySet().stream()
                .map(entry -> new Counted<>(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong((Counted<K> one) -> -one.count()).thenComparing(Counted::what, order))
                .limit(limit)
                .toList();
    }
}
