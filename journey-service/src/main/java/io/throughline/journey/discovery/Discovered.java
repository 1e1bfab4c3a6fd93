package io.throughline.journey.discovery;

import io.throughline.journey.survey.TimeFigures;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was found in the cases.
 *
 * @param interactions of the cases
 * @param first when the first of those occurred; empty when there are none
 * @param last when the last of those occurred
 * @param touchpoints most interactions first
 * @param variants most cases first
 * @param distinctVariants that were kept
 * @param pairs most times first
 * @param distinctPairs that were kept
 * @param duration of cases; empty when there are none
 * @param pauses from one interaction of a case to the next; empty when no case has two
 */
public record Discovered(
        long cases,
        long interactions,
        Optional<Instant> first,
        Optional<Instant> last,
        List<TouchpointFigures> touchpoints,
        List<Variant> variants,
        long distinctVariants,
        List<Pair> pairs,
        long distinctPairs,
        Optional<TimeFigures> duration,
        Optional<TimeFigures> pauses,
        Cut cut) {

    public Discovered {
        touchpoints = List.copyOf(touchpoints);
        variants = List.copyOf(variants);
        pairs = List.copyOf(pairs);
    }

    /**
     * A way that cases went.
     *
     * @param touchpoints in their order, at most the first 64
     * @param length how many they are in all
     */
    public record Variant(List<String> touchpoints, long length, long cases) {

        public Variant {
            touchpoints = List.copyOf(touchpoints);
        }
    }

    /** Two interactions in a row of one case. */
    public record Pair(String touchpoint, String followedBy, long times, TimeFigures time) {}

    /**
     * What there was no room for; all are 0 as a rule.
     *
     * @param casesOfOtherVariants cases of variants that are not kept
     * @param variantsLowBy by how much the count of a kept variant may be too low
     * @param otherPairs how often pairs occurred that are not kept
     * @param atOtherTouchpoints interactions at touchpoints that are not told apart
     * @param closedEarly cases that were taken for complete, while others of the same customer began
     */
    public record Cut(
            long casesOfOtherVariants,
            long variantsLowBy,
            long otherPairs,
            long atOtherTouchpoints,
            long closedEarly) {}
}
