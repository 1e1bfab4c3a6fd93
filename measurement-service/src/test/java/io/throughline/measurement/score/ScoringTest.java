package io.throughline.measurement.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.measurement.score.JourneyMeasures.Answers;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScoringTest {

    private static final Optional<Duration> TWO_DAYS = Optional.of(Duration.ofDays(2));

    @Test
    void aJourneyWithoutAnOutcomeHasNoScore() {
        assertThat(Scoring.score(new JourneyMeasures(
                        Optional.empty(), Optional.empty(), TWO_DAYS, 0, 0, Answers.NONE)))
                .isEmpty();
    }

    @Test
    void everythingRightIsAHundred() {
        var score = achieved(Duration.ofDays(1), 0, 0, new Answers(1, 0, 0, 1, 5, 1, 7));

        assertThat(score.value()).isEqualTo(100);
        assertThat(score.parts()).extracting(ScorePart::weight).containsExactly(0.4, 0.2, 0.2, 0.2);
    }

    @Test
    void timeIsTheTargetOverWhatItTook() {
        var score = achieved(Duration.ofDays(8), 0, 0, Answers.NONE);

        assertThat(score.part(PartName.TIME).value()).hasValue(25);
        assertThat(score.part(PartName.TIME).explanation())
                .isEqualTo("The goal took 8 days against a target of 2 days.");
    }

    @Test
    void eachHandoverAndEachRepeatTakesATenthOfWhatIsLeft() {
        var score = achieved(Duration.ofDays(1), 2, 1, Answers.NONE);

        assertThat(score.part(PartName.EFFORT).value().orElseThrow()).isCloseTo(72.9, within(1e-9));
        assertThat(score.part(PartName.EFFORT).explanation())
                .isEqualTo("2 handovers and 1 repeat, each taking a tenth of what is left.");
    }

    @Test
    void whatTheCustomerSaidOfTheEffortCountsHalf() {
        var score = achieved(Duration.ofDays(1), 1, 0, new Answers(0, 0, 0, 0, 0, 2, 8));

        assertThat(score.part(PartName.EFFORT).value().orElseThrow()).isCloseTo((90 + 50) / 2.0, within(1e-9));
    }

    @Test
    void sentimentIsTheMeanOverAllAnswers() {
        // 100, 50 and 0 for the recommendations, 75 for a satisfaction of 4.
        var score = achieved(Duration.ofDays(1), 0, 0, new Answers(1, 1, 1, 1, 4, 0, 0));

        assertThat(score.part(PartName.SENTIMENT).value()).hasValue(225 / 4.0);
    }

    @Test
    void whatIsNotKnownIsSharedByTheOthersAndSaid() {
        var score = Scoring.score(new JourneyMeasures(
                        Optional.of(Outcome.ACHIEVED),
                        Optional.of(Duration.ofDays(3)),
                        Optional.empty(),
                        0,
                        0,
                        Answers.NONE))
                .orElseThrow();

        assertThat(score.part(PartName.OUTCOME).weight()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(score.part(PartName.EFFORT).weight()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(score.part(PartName.TIME).value()).isEmpty();
        assertThat(score.part(PartName.TIME).explanation()).contains("no target time", "share this weight");
        assertThat(score.part(PartName.SENTIMENT).explanation()).contains("no survey", "share this weight");
    }

    @Test
    void anAbandonedJourneyHasNoPointsForOutcomeAndTime() {
        var score = Scoring.score(new JourneyMeasures(
                        Optional.of(Outcome.ABANDONED), Optional.empty(), TWO_DAYS, 0, 0, Answers.NONE))
                .orElseThrow();

        assertThat(score.value()).isCloseTo(25, within(1e-9));
    }

    private static Score achieved(Duration taken, long handovers, long repeats, Answers answers) {
        return Scoring.score(new JourneyMeasures(
                        Optional.of(Outcome.ACHIEVED), Optional.of(taken), TWO_DAYS, handovers, repeats, answers))
                .orElseThrow();
    }
}
