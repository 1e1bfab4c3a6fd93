package io.throughline.measurement.scorecard;

import io.throughline.measurement.score.PartName;
import java.util.Map;

/**
 * The parts of many success scores added up, and what their explanations tell: of the scored journeys and of no others.
 *
 * @param scored journeys that have a score
 * @param score their scores, added up
 * @param outdated of the scores, those held against another target than the definition has now; they are being made again
 */
record PartTotals(
        long scored,
        double score,
        long outdated,
        Map<PartName, Total> parts,
        long achieved,
        long handovers,
        long repeats,
        Scorecard.Recommendation nps,
        Scorecard.Answers csat,
        Scorecard.Answers ces) {

    /**
     * One part over all scores.
     *
     * @param known scores in which it is known
     * @param weights its weights, added up
     * @param weighted its values times their weights, added up
     */
    record Total(long known, double weights, double weighted) {}
}
