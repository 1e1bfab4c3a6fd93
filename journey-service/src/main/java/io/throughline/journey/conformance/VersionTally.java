package io.throughline.journey.conformance;

import io.throughline.journey.conformance.VersionConformance.Matched;
import io.throughline.journey.conformance.VersionConformance.Unmapped;
import io.throughline.journey.fold.DefinitionVersion;
import io.throughline.journey.fold.Rule;
import io.throughline.journey.fold.RuleKind;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Counts, trace by trace, how the journeys of one version went. What it keeps does not grow with their number. */
final class VersionTally {

    /** Touchpoints, or pairs, that each list tells apart. */
    static final int MOST = 1_000;

    private final DefinitionVersion version;
    private final OrderTally moments;
    private final OrderTally stages;
    private final Map<Rule, Integer> places = new IdentityHashMap<>();
    private final long[] interactions;
    private final long[] journeysOfRule;
    private final Findings<Unmapped> unmapped;
    private final Findings<String> afterEnd;
    private long journeys;
    private long achieved;

    /** @param examples journeys to be kept of each deviation */
    VersionTally(DefinitionVersion version, int examples) {
        this.version = version;
        this.moments = new OrderTally(moments(version.rules()), taken -> moments(taken.rules()), new Findings<>(MOST, examples));
        this.stages =
                new OrderTally(version.stages(), taken -> taken.stage().stream().toList(), new Findings<>(MOST, examples));
        var rules = version.rules();
        for (int place = 0; place < rules.size(); place++) {
            places.put(rules.get(place), place);
        }
        this.interactions = new long[rules.size()];
        this.journeysOfRule = new long[rules.size()];
        this.unmapped = new Findings<>(MOST, examples);
        this.afterEnd = new Findings<>(MOST, examples);
    }

    /** The moments of truth of {@code rules}, in the order in which they are listed. */
    private static List<String> moments(List<Rule> rules) {
        return rules.stream()
                .filter(rule -> rule.kind() == RuleKind.MOMENT)
                .map(Rule::moment)
                .distinct()
                .toList();
    }

    /** One more journey, which follows this version. */
    void add(Trace trace) {
        journeys++;
        achieved += trace.achieved() ? 1 : 0;
        var matched = new boolean[interactions.length];
        for (var happening : trace.happenings()) {
            switch (happening) {
                case Happening.Taken taken -> take(trace.journey(), taken, matched);
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
        moments.add(trace);
        stages.add(trace);
    }

    private void take(UUID journey, Happening.Taken taken, boolean[] matched) {
        for (var rule : taken.rules()) {
            int place = places.get(rule);
            interactions[place]++;
            matched[place] = true;
        }
        if (taken.afterEnd()) {
            afterEnd.add(taken.touchpoint(), journey);
        }
    }

    VersionConformance result() {
        return new VersionConformance(
                version.number(),
                journeys,
                achieved,
                moments.result(),
                stages.result(),
                IntStream.range(0, interactions.length)
                        .mapToObj(place -> new Matched(
                                version.rules().get(place), interactions[place], journeysOfRule[place]))
                        .toList(),
                unmapped.list(),
                afterEnd.list(),
                unmapped.leftOut(),
                afterEnd.leftOut());
    }
}
