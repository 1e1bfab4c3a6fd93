package io.throughline.measurement.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.measurement.Seed;
import io.throughline.measurement.score.JourneyMeasures.Answers;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What holds of every score, tried on journeys made at random. */
class ScoringPropertyTest {

    private static final int TRIES = 20_000;

    private static final Random RANDOM = Seed.random(ScoringPropertyTest.class);

    @Test
    void scoresAndPartsStayWithinTheirBounds() {
        for (int i = 0; i < TRIES; i++) {
            var score = score(journey());
            assertThat(score.value()).isBetween(0.0, 100.0);
            for (var part : score.parts()) {
                assertThat(part.value().orElse(0)).isBetween(0.0, 100.0);
                assertThat(part.explanation()).endsWith(".").doesNotContain("NaN", "null");
            }
        }
    }

    @Test
    void weightsAddUpToOneAndTheScoreIsTheirMean() {
        for (int i = 0; i < TRIES; i++) {
            var score = score(journey());
            double weights = score.parts().stream().mapToDouble(ScorePart::weight).sum();
            double mean = score.parts().stream()
                    .mapToDouble(part -> part.weight() * part.value().orElse(0))
                    .sum();
            assertThat(weights).isCloseTo(1, within(1e-12));
            assertThat(score.value()).isCloseTo(mean, within(1e-9));
        }
    }

    @Test
    void knownPartsKeepTheirProportions() {
        for (int i = 0; i < TRIES; i++) {
            var known = score(journey()).parts().stream()
                    .filter(part -> part.value().isPresent())
                    .toList();
            var first = known.getFirst();
            for (var part : known) {
                assertThat(part.weight() / first.weight())
                        .isCloseTo(part.name().weight() / first.name().weight(), within(1e-12));
            }
        }
    }

    @Test
    void aHandoverMoreIsNeverBetter() {
        neverBetter(m -> with(m, m.timeToGoal(), m.handovers() + 1, m.repeats(), m.answers()));
    }

    @Test
    void aRepeatMoreIsNeverBetter() {
        neverBetter(m -> with(m, m.timeToGoal(), m.handovers(), m.repeats() + 1, m.answers()));
    }

    @Test
    void aLongerTimeIsNeverBetter() {
        neverBetter(m -> with(
                m, m.timeToGoal().map(time -> time.plusSeconds(3_600)), m.handovers(), m.repeats(), m.answers()));
    }

    @Test
    void aDetractorInPlaceOfAPromoterIsNeverBetter() {
        neverBetter(m -> {
            var a = m.answers();
            var worse = a.promoters() == 0
                    ? a
                    : new Answers(
                            a.promoters() - 1,
                            a.passives(),
                            a.detractors() + 1,
                            a.satisfactionCount(),
                            a.satisfactionSum(),
                            a.effortCount(),
                            a.effortSum());
            return with(m, m.timeToGoal(), m.handovers(), m.repeats(), worse);
        });
    }

    @Test
    void aLowerAnswerIsNeverBetter() {
        neverBetter(m -> {
            var a = m.answers();
            var worse = new Answers(
                    a.promoters(),
                    a.passives(),
                    a.detractors(),
                    a.satisfactionCount(),
                    Math.max(a.satisfactionCount(), a.satisfactionSum() - 1),
                    a.effortCount(),
                    Math.max(a.effortCount(), a.effortSum() - 1));
            return with(m, m.timeToGoal(), m.handovers(), m.repeats(), worse);
        });
    }

    @Test
    void givingUpIsNeverBetterThanAchieving() {
        neverBetter(m -> new JourneyMeasures(
                Optional.of(Outcome.ABANDONED),
                Optional.empty(),
                m.targetTime(),
                m.handovers(),
                m.repeats(),
                m.answers()));
    }

    private void neverBetter(UnaryOperator<JourneyMeasures> worse) {
        for (int i = 0; i < TRIES; i++) {
            var journey = journey();
            assertThat(score(worse.apply(journey)).value())
                    .as("%s", journey)
                    .isLessThanOrEqualTo(score(journey).value() + 1e-9);
        }
    }

    private static JourneyMeasures with(
            JourneyMeasures m, Optional<Duration> time, long handovers, long repeats, Answers answers) {
        return new JourneyMeasures(m.outcome(), time, m.targetTime(), handovers, repeats, answers);
    }

    private static Score score(JourneyMeasures measures) {
        return Scoring.score(measures).orElseThrow();
    }

    private JourneyMeasures journey() {
        boolean achieved = RANDOM.nextBoolean();
        long satisfied = RANDOM.nextInt(4);
        long eased = RANDOM.nextInt(4);
        return new JourneyMeasures(
                Optional.of(achieved ? Outcome.ACHIEVED : Outcome.ABANDONED),
                achieved ? Optional.of(Duration.ofSeconds(RANDOM.nextInt(10_000_000))) : Optional.empty(),
                RANDOM.nextBoolean() ? Optional.of(Duration.ofSeconds(1 + RANDOM.nextInt(1_000_000))) : Optional.empty(),
                RANDOM.nextInt(200),
                RANDOM.nextInt(200),
                new Answers(
                        RANDOM.nextInt(3),
                        RANDOM.nextInt(3),
                        RANDOM.nextInt(3),
                        satisfied,
                        sum(satisfied, 5),
                        eased,
                        sum(eased, 7)));
    }

    private long sum(long count, int highest) {
        return RANDOM.ints(count, 1, highest + 1).sum();
    }
}
