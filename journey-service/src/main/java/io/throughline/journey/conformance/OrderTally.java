package io.throughline.journey.conformance;

import io.throughline.journey.conformance.OrderConformance.Inversion;
import io.throughline.journey.conformance.OrderConformance.Met;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Counts, trace by trace, to which phases of a design journeys came, and in which order. A journey comes to a phase with the first
 * interaction that leads it there.
 */
final class OrderTally {

    private static final int NEVER = -1;

    private final List<String> phases;
    private final Map<String, Integer> places = new HashMap<>();
    private final Function<Happening.Taken, List<String>> leadsTo;
    private final long[] reached;
    private final long[] achievedWithout;
    private final Findings<Inversion> violations;
    private long journeys;
    private long outOfOrder;

    /**
     * @param phases in the order in which a journey is designed to come to them
     * @param leadsTo those of them that an interaction leads to
     */
    OrderTally(List<String> phases, Function<Happening.Taken, List<String>> leadsTo, Findings<Inversion> violations) {
        this.phases = List.copyOf(phases);
        for (int place = 0; place < phases.size(); place++) {
            places.put(phases.get(place), place);
        }
        this.leadsTo = leadsTo;
        this.reached = new long[phases.size()];
        this.achievedWithout = new long[phases.size()];
        this.violations = violations;
    }

    void add(Trace trace) {
        journeys++;
        var first = first(trace);
        for (int phase = 0; phase < first.length; phase++) {
            reached[phase] += first[phase] == NEVER ? 0 : 1;
            achievedWithout[phase] += first[phase] == NEVER && trace.achieved() ? 1 : 0;
        }
        outOfOrder += invert(trace.journey(), first) ? 1 : 0;
    }

    /** By the place of a phase, the place of the happening with which the journey came to it. */
    private int[] first(Trace trace) {
        var first = new int[phases.size()];
        Arrays.fill(first, NEVER);
        for (int when = 0; when < trace.happenings().size(); when++) {
            if (trace.happenings().get(when) instanceof Happening.Taken taken) {
                for (var phase : leadsTo.apply(taken)) {
                    int place = places.get(phase);
                    first[place] = first[place] == NEVER ? when : first[place];
                }
            }
        }
        return first;
    }

    /** Whether the journey came to any two phases in another order than the designed one. */
    private boolean invert(UUID journey, int[] first) {
        // Of the many that a definition may have, a journey comes to few.
        var come = IntStream.range(0, first.length).filter(phase -> first[phase] != NEVER).toArray();
        boolean any = false;
        for (int i = 0; i < come.length; i++) {
            for (int j = i + 1; j < come.length; j++) {
                if (first[come[i]] > first[come[j]]) {
                    violations.add(new Inversion(phases.get(come[i]), phases.get(come[j])), journey);
                    any = true;
                }
            }
        }
        return any;
    }

    OrderConformance result() {
        return new OrderConformance(
                IntStream.range(0, phases.size())
                        .mapToObj(phase -> new Met(
                                phases.get(phase), reached[phase], journeys - reached[phase], achievedWithout[phase]))
                        .toList(),
                violations.list(),
                outOfOrder,
                violations.leftOut());
    }
}
