package io.throughline.journey.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Counts what is found in journeys, with a few of them as examples, and keeps no more kinds of it than there is room for. */
final class Findings<K extends Comparable<K>> {

    private static final class Found {
        private final List<UUID> examples = new ArrayList<>(1);
        private long times;
        private long journeys;
        private UUID latest;
    }

    private final int most;
    private final int examples;
    private final Map<K, Found> found = new LinkedHashMap<>();
    private long leftOut;

    /**
     * @param most kinds that are told apart, the first ones met
     * @param examples journeys that are kept of each
     */
    Findings(int most, int examples) {
        this.most = most;
        this.examples = examples;
    }

    /** It was found once more; all of one journey is told before any of the next. */
    void add(K what, UUID journey) {
        var one = found.get(what);
        if (one == null) {
            if (found.size() == most) {
                leftOut++;
                return;
            }
            one = new Found();
            found.put(what, one);
        }
        one.times++;
        if (!journey.equals(one.latest)) {
            one.latest = journey;
            one.journeys++;
            if (one.examples.size() < examples) {
                one.examples.add(journey);
            }
        }
    }

    /** How often something was found that is of none of the kinds kept. */
    long leftOut() {
        return leftOut;
    }

    /** The most frequent first. */
    List<Finding<K>> list() {
        return found.entrySet().stream()
                .map(entry -> new Finding<>(
                        entry.getKey(), entry.getValue().times, entry.getValue().journeys, entry.getValue().examples))
                .sorted(Comparator.comparingLong((Finding<K> finding) -> -finding.times()).thenComparing(Finding::what))
                .toList();
    }
}
