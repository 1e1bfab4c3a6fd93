package io.throughline.journey.conformance;

import io.throughline.journey.conformance.VersionConformance.Inversion;
import io.throughline.journey.conformance.VersionConformance.Matched;
import io.throughline.journey.conformance.VersionConformance.Met;
import io.throughline.journey.conformance.VersionConformance.Unmapped;
import io.throughline.journey.fold.DefinitionVersion;
import io.throughline.journey.fold.Rule;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Counts, trace by trace, how the journeys of one version went. What it keeps does not grow with their number. */
final class VersionTally {

    /** Touchpoints, or pairs, that each list tells apart. */
    static final int MOST = 1_000;

    private static final int NEVER = -1;

    private final DefinitionVersion version;
    private final List<Phase> order;
    private final Map<Rule, Integer> places = new IdentityHashMap<>();

    /** By the place of a rule, the phases that it brings a journey to. */
    private final int[][] phases;

    private final long[] interactions;
    private final long[] journeysOfRule;
    private final long[] reached;
    private final long[] achievedWithout;
    private final Findings<Unmapped> unmapped;
    private final Findings<Inversion> violations;
    private final Findings<String> afterEnd;
    private long journeys;
    private long achieved;
    private long outOfOrder;

    /**
     * @param order the phases in the order in which a journey is designed to come to them
     * @param examples journeys to be kept of each deviation
     */
    VersionTally(DefinitionVersion version, List<Phase> order, int examples) {
        this.version = version;
        this.order = List.copyOf(order);
        var rules = version.rules();
        for (int place = 0; place < rules.size(); place++) {
            places.put(rules.get(place), place);
        }
        this.phases = rules.stream().map(this::phasesOf).toArray(int[][]::new);
        this.interactions = new long[rules.size()];
        this.journeysOfRule = new long[rules.size()];
        this.reached = new long[order.size()];
        this.achievedWithout = new long[order.size()];
        this.unmapped = new Findings<>(MOST, examples);
        this.violations = new Findings<>(MOST, examples);
        this.afterEnd = new Findings<>(MOST, examples);
    }

    private int[] phasesOf(Rule rule) {
        return IntStream.range(0, order.size())
                .filter(phase -> order.get(phase).rules().stream().anyMatch(one -> one == rule))
                .toArray();
    }

    /** One more journey, which follows this version. */
    void add(Trace trace) {
        journeys++;
        achieved += trace.achieved() ? 1 : 0;
        var matched = new boolean[interactions.length];
        var first = new int[order.size()];
        Arrays.fill(first, NEVER);
        for (int i = 0; i < trace.happenings().size(); i++) {
            switch (trace.happenings().get(i)) {
                case Happening.Taken taken -> take(trace.journey(), taken, i, matched, first);
                case Happening.PassedBy passed ->
                    unmapped.add(
                            new Unmapped(
                                    passed.touchpoint(),
                                    version.touchpoints().contains(passed.touchpoint())),
                            trace.journey());
            }
        }
        for (int place = 0; place < matched.length; place++) {
            journeysOfRule[place] += matched[place] ? 1 : 0;
        }
        for (int phase = 0; phase < first.length; phase++) {
            reached[phase] += first[phase] == NEVER ? 0 : 1;
            achievedWithout[phase] += first[phase] == NEVER && trace.achieved() ? 1 : 0;
        }
        outOfOrder += invert(trace.journey(), first) ? 1 : 0;
    }

    private void take(UUID journey, Happening.Taken taken, int when, boolean[] matched, int[] first) {
        for (var rule : taken.rules()) {
            int place = places.get(rule);
            interactions[place]++;
            matched[place] = true;
            for (int phase : phases[place]) {
                first[phase] = first[phase] == NEVER ? when : first[phase];
            }
        }
        if (taken.afterEnd()) {
            afterEnd.add(taken.touchpoint(), journey);
        }
    }

    /** Whether the journey came to any two phases in another order than the designed one. */
    private boolean invert(UUID journey, int[] first) {
        // Of the many that a definition may have, a journey comes to few.
        var come = IntStream.range(0, first.length).filter(phase -> first[phase] != NEVER).toArray();
        boolean any = false;
        for (int i = 0; i < come.length; i++) {
            for (int j = i + 1; j < come.length; j++) {
                if (first[come[i]] > first[come[j]]) {
                    violations.add(
                            new Inversion(order.get(come[i]).name(), order.get(come[j]).name()), journey);
                    any = true;
                }
            }
        }
        return any;
    }

    VersionConformance result() {
        return new VersionConformance(
                version.number(),
                journeys,
                achieved,
                IntStream.range(0, order.size())
                        .mapToObj(phase -> new Met(
                                order.get(phase).name(),
                                reached[phase],
                                journeys - reached[phase],
                                achievedWithout[phase]))
                        .toList(),
                IntStream.range(0, interactions.length)
                        .mapToObj(place -> new Matched(
                                version.rules().get(place), interactions[place], journeysOfRule[place]))
                        .toList(),
                unmapped.list(),
                violations.list(),
                afterEnd.list(),
                outOfOrder,
                unmapped.leftOut(),
                violations.leftOut(),
                afterEnd.leftOut());
    }
}
