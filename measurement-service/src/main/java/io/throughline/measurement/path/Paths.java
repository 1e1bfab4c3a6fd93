package io.throughline.measurement.path;

import io.throughline.measurement.scorecard.Durations;
import io.throughline.measurement.scorecard.Scorecard.States;
import java.util.List;
import java.util.Optional;

/**
 * Which ways customers took.
 *
 * @param variants distinct sequences of touchpoints of whole journeys
 * @param topVariants the most frequent first; of equally frequent ones the first by name
 * @param follows the most frequent first; of equally frequent ones the first by name
 * @param touchpoints by name
 * @param reworkJourneys journeys in which a touchpoint came more than once
 * @param reworkInteractions interactions beyond the first of their touchpoint in their journey
 * @param duration from first to last interaction; empty without a journey
 */
public record Paths(
        States states,
        long customers,
        long variants,
        List<Variant> topVariants,
        List<Follows> follows,
        List<Touchpoint> touchpoints,
        long reworkJourneys,
        long reworkInteractions,
        Optional<Durations> duration) {

    /** A sequence of touchpoints and the journeys that took it. */
    public record Variant(List<String> touchpoints, long journeys) {}

    /** A pair of touchpoints and how often the second came right after the first. */
    public record Follows(String from, String to, long count) {}

    /** A touchpoint and its interactions. */
    public record Touchpoint(String name, long interactions) {}
}
