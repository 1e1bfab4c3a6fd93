package io.throughline.measurement.path;

import io.throughline.measurement.fact.JourneyFact;
import io.throughline.measurement.path.Paths.Follows;
import io.throughline.measurement.path.Paths.Touchpoint;
import io.throughline.measurement.path.Paths.Variant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Paths as one would work them out by hand, journey by journey. */
final class NaivePaths {

    private final Map<List<String>, Long> variants = new HashMap<>();
    private final Map<List<String>, Long> pairs = new HashMap<>();
    private final Map<String, Long> touchpoints = new HashMap<>();
    private long reworkJourneys;
    private long reworkInteractions;

    NaivePaths(List<JourneyFact> journeys) {
        for (var journey : journeys) {
            var steps = journey.steps();
            variants.merge(steps, 1L, Long::sum);
            var seen = new HashSet<String>();
            long again = 0;
            for (int i = 0; i < steps.size(); i++) {
                touchpoints.merge(steps.get(i), 1L, Long::sum);
                again += seen.add(steps.get(i)) ? 0 : 1;
                if (i > 0) {
                    pairs.merge(List.of(steps.get(i - 1), steps.get(i)), 1L, Long::sum);
                }
            }
            reworkJourneys += again > 0 ? 1 : 0;
            reworkInteractions += again;
        }
    }

    long variants() {
        return variants.size();
    }

    List<Variant> topVariants(int count) {
        return variants.entrySet().stream()
                .map(entry -> new Variant(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Variant::journeys)
                        .reversed()
                        .thenComparing(variant -> String.join("\u0000", variant.touchpoints())))
                .limit(count)
                .toList();
    }

    List<Follows> follows() {
        return pairs.entrySet().stream()
                .map(entry -> new Follows(entry.getKey().get(0), entry.getKey().get(1), entry.getValue()))
                .sorted(Comparator.comparingLong(Follows::count)
                        .reversed()
                        .thenComparing(Follows::from)
                        .thenComparing(Follows::to))
                .toList();
    }

    List<Touchpoint> touchpoints() {
        return touchpoints.entrySet().stream()
                .map(entry -> new Touchpoint(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Touchpoint::name))
                .toList();
    }

    long reworkJourneys() {
        return reworkJourneys;
    }

    long reworkInteractions() {
        return reworkInteractions;
    }
}
