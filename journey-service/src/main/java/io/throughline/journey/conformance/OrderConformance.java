package io.throughline.journey.conformance;

import java.util.Comparator;
import java.util.List;

/**
 * How journeys came to the phases of a design, which are its moments of truth, or its stages.
 *
 * @param phases in the designed order
 * @param violations of that order, most journeys first
 * @param outOfOrder journeys with one violation at least
 * @param violationsLeftOut of pairs that there was no room for, the journeys of each
 */
public record OrderConformance(
        List<Met> phases, List<Finding<Inversion>> violations, long outOfOrder, long violationsLeftOut) {

    public OrderConformance {
        phases = List.copyOf(phases);
        violations = List.copyOf(violations);
    }

    /**
     * A phase.
     *
     * @param reached journeys that came to it
     * @param notReached journeys that did not, or have not yet
     * @param achievedWithout journeys that were achieved and did not
     */
    public record Met(String phase, long reached, long notReached, long achievedWithout) {}

    /**
     * Two phases that a journey came to in another order than the designed one.
     *
     * @param first designed first, reached second
     * @param later designed later, reached first
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
