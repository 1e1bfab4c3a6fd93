package io.throughline.journey.conformance;

import io.throughline.journey.fold.Rule;
import java.util.Comparator;
import java.util.List;

/**
 * The journeys of one version against its design.
 *
 * @param journeys that follow the version
 * @param achieved of them
 * @param moments how they came to the moments of truth
 * @param stages how they came into the stages
 * @param rules in the definition's order
 * @param unmapped what passed journeys by while they were under way, most interactions first
 * @param afterEnd what journeys took after their end, by touchpoint, most interactions first
 * @param unmappedLeftOut interactions at touchpoints that there was no room for; the same of {@code afterEndLeftOut}
 */
public record VersionConformance(
        int version,
        long journeys,
        long achieved,
        OrderConformance moments,
        OrderConformance stages,
        List<Matched> rules,
        List<Finding<Unmapped>> unmapped,
        List<Finding<String>> afterEnd,
        long unmappedLeftOut,
        long afterEndLeftOut) {

    public VersionConformance {
        rules = List.copyOf(rules);
        unmapped = List.copyOf(unmapped);
        afterEnd = List.copyOf(afterEnd);
    }

    /**
     * A rule.
     *
     * @param interactions of journeys that it matched
     * @param journeys that these belong to
     */
    public record Matched(Rule rule, long interactions, long journeys) {}

    /** @param named the version names the touchpoint, but no condition of its rules held */
    public record Unmapped(String touchpoint, boolean named) implements Comparable<Unmapped> {

        private static final Comparator<Unmapped> ORDER =
                Comparator.comparing(Unmapped::touchpoint).thenComparing(Unmapped::named);

        @Override
        public int compareTo(Unmapped other) {
            return ORDER.compare(this, other);
        }
    }
}
