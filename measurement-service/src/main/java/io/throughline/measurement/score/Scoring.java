package io.throughline.measurement.score;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Scores a journey by its outcome, time, effort and sentiment; docs/metrics.md gives the formulae and their reasons.
 *
 * <p>A function of what the journey measured and of nothing else: no clock, no other journey. A part that cannot be known
 * weighs nothing, and the others share its weight in proportion to their own.
 */
public final class Scoring {

    /** What is left of an observed effort of 100 after each handover and each repeat. */
    static final double LEFT_AFTER_FRICTION = 0.9;

    private Scoring() {}

    /** The success score; empty for a journey without an outcome. */
    public static Optional<Score> score(JourneyMeasures measures) {
        return measures.outcome().map(outcome -> score(outcome, measures));
    }

    private static Score score(Outcome outcome, JourneyMeasures measures) {
        var assessments = new EnumMap<PartName, Assessment>(PartName.class);
        assessments.put(PartName.OUTCOME, outcome(outcome));
        assessments.put(PartName.TIME, time(outcome, measures.timeToGoal(), measures.targetTime()));
        assessments.put(PartName.EFFORT, effort(measures));
        assessments.put(PartName.SENTIMENT, sentiment(measures.answers()));
        return Score.of(weighted(assessments));
    }

    private static List<ScorePart> weighted(Map<PartName, Assessment> assessments) {
        double known = assessments.entrySet().stream()
                .filter(entry -> entry.getValue().value().isPresent())
                .mapToDouble(entry -> entry.getKey().weight())
                .sum();
        return Stream.of(PartName.values())
                .map(name -> {
                    var assessment = assessments.get(name);
                    double weight = assessment.value().isPresent() ? name.weight() / known : 0;
                    return new ScorePart(name, assessment.value(), weight, assessment.explanation());
                })
                .toList();
    }

    private static Assessment outcome(Outcome outcome) {
        return switch (outcome) {
            case ACHIEVED -> Assessment.of(100, "The goal was reached.");
            case ABANDONED -> Assessment.of(0, "The journey was given up.");
        };
    }

    private static Assessment time(Outcome outcome, Optional<Duration> taken, Optional<Duration> target) {
        if (target.isEmpty()) {
            return Assessment.unknown("The definition sets no target time; the other parts share this weight.");
        }
        var wanted = target.get();
        return switch (outcome) {
            case ABANDONED -> Assessment.of(0, "The goal was never reached; the target was " + Words.of(wanted) + ".");
            case ACHIEVED -> taken.map(time -> time(time, wanted))
                    .orElseGet(() -> Assessment.unknown(
                            "It is not known when the goal was reached; the other parts share this weight."));
        };
    }

    private static Assessment time(Duration taken, Duration target) {
        if (taken.compareTo(target) <= 0) {
            return Assessment.of(
                    100, "The goal took " + Words.of(taken) + ", within the target of " + Words.of(target) + ".");
        }
        return Assessment.of(
                100 * seconds(target) / seconds(taken),
                "The goal took " + Words.of(taken) + " against a target of " + Words.of(target) + ".");
    }

    private static Assessment effort(JourneyMeasures measures) {
        long friction = measures.handovers() + measures.repeats();
        double observed = 100 * Math.pow(LEFT_AFTER_FRICTION, friction);
        var seen = Words.count(measures.handovers(), "handover") + " and " + Words.count(measures.repeats(), "repeat")
                + ", each taking a tenth of what is left";
        var answers = measures.answers();
        if (answers.effortCount() == 0) {
            return Assessment.of(observed, capital(seen) + ".");
        }
        double mean = (double) answers.effortSum() / answers.effortCount();
        double said = 100 * (mean - 1) / 6;
        return Assessment.of(
                (observed + said) / 2,
                "Half from " + seen + "; half from what the customer said of the effort: " + Words.decimal(mean)
                        + " of 7.");
    }

    private static Assessment sentiment(JourneyMeasures.Answers answers) {
        long count = answers.recommendationCount() + answers.satisfactionCount();
        if (count == 0) {
            return Assessment.unknown("The customer answered no survey; the other parts share this weight.");
        }
        double recommendation = 100.0 * answers.promoters() + 50.0 * answers.passives();
        double satisfaction = 25.0 * (answers.satisfactionSum() - answers.satisfactionCount());
        return Assessment.of((recommendation + satisfaction) / count, said(answers));
    }

    private static String said(JourneyMeasures.Answers answers) {
        var sentence = new StringBuilder();
        if (answers.recommendationCount() > 0) {
            sentence.append("Asked whether they would recommend: ")
                    .append(Words.count(answers.promoters(), "promoter"))
                    .append(", ")
                    .append(Words.count(answers.passives(), "passive"))
                    .append(", ")
                    .append(Words.count(answers.detractors(), "detractor"));
        }
        if (answers.satisfactionCount() > 0) {
            double mean = (double) answers.satisfactionSum() / answers.satisfactionCount();
            sentence.append(sentence.isEmpty() ? "Satisfaction " : "; satisfaction ")
                    .append(Words.decimal(mean))
                    .append(" of 5");
        }
        return sentence.append('.').toString();
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9;
    }

    /** A part before it has a weight. */
    private record Assessment(OptionalDouble value, String explanation) {

        static Assessment of(double value, String explanation) {
            return new Assessment(OptionalDouble.of(value), explanation);
        }

        static Assessment unknown(String explanation) {
            return new Assessment(OptionalDouble.empty(), explanation);
        }
    }
}
