package io.throughline.measurement.scorecard;

import io.throughline.measurement.score.PartName;
import io.throughline.measurement.score.Score;
import io.throughline.measurement.score.ScorePart;
import io.throughline.measurement.score.Words;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The mean of success scores, with its parts.
 *
 * <p>A part's weight is the mean of its weights, its value the mean of its values by those weights; so the mean of the parts
 * by their weights is the mean of the scores, exactly.
 */
final class MeanScore {

    private MeanScore() {}

    /** Empty when no journey has a score. {@code card} tells the target and who met it, for the explanations. */
    static Optional<Score> of(PartTotals totals, Scorecard card) {
        if (totals.scored() == 0) {
            return Optional.empty();
        }
        var parts = Stream.of(PartName.values()).map(name -> part(name, totals, card)).toList();
        return Optional.of(new Score(totals.score() / totals.scored(), parts));
    }

    private static ScorePart part(PartName name, PartTotals totals, Scorecard card) {
        var total = totals.parts().get(name);
        return new ScorePart(
                name,
                total.weights() > 0 ? OptionalDouble.of(total.weighted() / total.weights()) : OptionalDouble.empty(),
                total.weights() / totals.scored(),
                explanation(name, total, totals, card));
    }

    private static String explanation(PartName name, PartTotals.Total total, PartTotals totals, Scorecard card) {
        return switch (name) {
            case OUTCOME ->
                Words.count(totals.achieved()) + " of " + Words.count(totals.scored(), "scored journey")
                        + " reached the goal; the others were given up.";
            case TIME -> time(total, totals, card);
            case EFFORT -> effort(totals);
            case SENTIMENT -> sentiment(total, totals);
        };
    }

    private static String time(PartTotals.Total total, PartTotals totals, Scorecard card) {
        var target = card.definition().targetTime();
        if (totals.outdated() > 0) {
            return target.map(now -> "The target is now " + Words.of(now)).orElse("The definition sets no target time any more")
                    + "; " + Words.count(totals.outdated()) + " of " + Words.count(totals.scored(), "score")
                    + " still stand on the one before and are being made again.";
        }
        if (target.isEmpty()) {
            return "The definition sets no target time; the other parts share this weight.";
        }
        if (total.known() == 0) {
            return "It is not known when the goals were reached; the other parts share this weight.";
        }
        // Every achieved journey has a score, so that this share is of scored journeys too.
        return card.withinTargetShare().isPresent()
                ? Words.percent(card.withinTargetShare().getAsDouble()) + " of the achieved journeys met the target of "
                        + Words.of(target.get()) + "; a journey given up counts 0."
                : "No journey reached the goal; the target is " + Words.of(target.get()) + ".";
    }

    private static String effort(PartTotals totals) {
        var seen = Words.decimal((double) totals.handovers() / totals.scored()) + " handovers and "
                + Words.decimal((double) totals.repeats() / totals.scored()) + " repeats per scored journey";
        return totals.ces().count() == 0
                ? seen + "."
                : seen + "; their customers who were asked gave the effort "
                        + Words.decimal(totals.ces().mean().orElseThrow()) + " of 7.";
    }

    private static String sentiment(PartTotals.Total total, PartTotals totals) {
        if (total.known() == 0) {
            return "No customer of a scored journey answered a survey; the other parts share this weight.";
        }
        var said = "Known for " + Words.count(total.known()) + " of " + Words.count(totals.scored(), "scored journey");
        if (totals.nps().answers() > 0) {
            said += "; their NPS " + Math.round(totals.nps().score().orElseThrow());
        }
        if (totals.csat().count() > 0) {
            said += "; their CSAT " + Words.decimal(totals.csat().mean().orElseThrow()) + " of 5";
        }
        return said + ".";
    }
}
