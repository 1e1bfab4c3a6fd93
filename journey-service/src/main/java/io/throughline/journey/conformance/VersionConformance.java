package io.throughline.journey.conformance;

import io.throughline.journey.fold.Rule;
import java.util.Comparator;
import java.util.List;

/**
 * The journeys of one version against its design.
 *
 * @param journeys that follow the version
 * @param achieved of them
 * @param rules in the definition's order
 * @param unmapped what passed journeys by while they were under way, most interactions first
 * @param violations of the order of the moments, most journeys first
 * @param afterEnd what journeys took after their end, by touchpoint, most interactions first
 * @param outOfOrder journeys with one violation at least
 * @param unmappedLeftOut interactions at touchpoints that there was no room for; the same of the two other lists
 */
public record VersionConformance(
        int version,
        long journeys,
        long achieved,
        List<Met> moments,
        List<Matched> rules,
        List<Finding<Unmapped>> unmapped,
        List<Finding<Inversion>> violations,
        List<Finding<String>> afterEnd,
        long outOfOrder,
        long unmappedLeftOut,
        long violationsLeftOut,
        long afterEndLeftOut) {

    public VersionConformance {
        moments = List.copyOf(moments);
        rules = List.copyOf(rules);
        unmapped = List.copyOf(unmapped);
        violations = List.copyOf(violations);
        afterEnd = List.copyOf(afterEnd);
    }

    /**
     * A moment of truth.
     *
     * @param reached journeys that came to it
     * @param notReached journeys that did not, or have not yet
     * @param achievedWithout journeys that were achieved and did not
     */
    public record Met(String moment, long reached, long notReached, long achievedWithout) {}

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

    /**
     * Two moments that were reached in another order than they are listed in.
     *
     * @param first listed first, reached second
     * @param later listed later, reached first
     */
    public record Inversion(String first, String later) implements Comparable<Inversion> {

        private static final Comparator<Inversion> ORDER =
                Comparator.comparing(Inversion::first).thenComparing(Inversion::later);

        @Override
        public int compareTo(Inversion other) {
            return ORDER.compare(this, other);
        }
    }
}
