package io.throughline.journey.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LikelyTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

    private final CaseTally tally = new CaseTally(10, 10);
    private int customers;

    @Test
    void manyThatAreFinalReachTheGoal() {
        cases(60, "applied", "checked", "granted");
        cases(25, "applied", "checked", "application rejected");
        cases(10, "applied", "checked");
        cases(5, "called", "moved abroad");

        var likely = Likely.of(tally.result());

        assertThat(likely.starts()).extracting(start -> start.touchpoint().touchpoint() + " " + start.likely())
                .containsExactly("applied true", "called false");
        assertThat(likely.starts().getFirst().why()).isEqualTo("begins 95 of 100 (95.0 %) cases");
        assertThat(likely.ends()).extracting(end -> end.touchpoint().touchpoint() + " " + end.kind())
                .containsExactly(
                        "granted GOAL", "application rejected ABANDONMENT", "checked SILENCE", "moved abroad UNCLEAR");
        assertThat(likely.ends()).extracting(Likely.End::why)
                .containsExactly(
                        "ends 60 of 60 (100.0 %) cases in which it occurs, and 60.0 % of all cases",
                        "ends 25 of 25 (100.0 %) cases in which it occurs, and its name speaks of giving up",
                        "ends 10 of 95 (10.5 %) cases in which it occurs; most go on",
                        "ends 5 of 5 (100.0 %) cases in which it occurs, and 5.0 % of all cases");
    }

    @Test
    void theMostFrequentOfFewIsLikelyToo() {
        for (int i = 0; i < 30; i++) {
            cases(i == 7 ? 2 : 1, "began " + i, "ended " + i);
        }

        var likely = Likely.of(tally.result());

        assertThat(likely.starts()).filteredOn(Likely.Start::likely).singleElement()
                .satisfies(start -> assertThat(start.touchpoint().touchpoint()).isEqualTo("began 7"));
        assertThat(likely.ends()).filteredOn(end -> end.kind() == Likely.Kind.GOAL).singleElement()
                .satisfies(end -> assertThat(end.touchpoint().touchpoint()).isEqualTo("ended 7"));
    }

    @Test
    void whereCasesBeginIsNoGoalThoughTheyEndThere() {
        cases(9, "visited");
        cases(1, "visited", "bought");

        assertThat(Likely.of(tally.result()).ends()).extracting(end -> end.touchpoint().touchpoint() + " " + end.kind() + ": " + end.why())
                .containsExactly(
                        "visited UNCLEAR: ends 9 of 10 (90.0 %) cases in which it occurs, but begins 10 of 10 (100.0 %) of them, too",
                        "bought GOAL: ends 1 of 1 (100.0 %) cases in which it occurs, and 10.0 % of all cases");
    }

    @Test
    void namesSpeakOfGivingUpByTheBeginningsOfTheirWords() {
        assertThat(new String[] {"contract.cancelled", "cartAbandoned", "ORDER_CANCELED", "request withdrawn", "Denied", "DUPLICATE"})
                .allMatch(Likely::speaksOfGivingUp);
        assertThat(new String[] {"bill.paid", "prefailed", "uncancelled", "garden visited", "glossary", "blocked"})
                .noneMatch(Likely::speaksOfGivingUp);
    }

    @Test
    void nearlyAllIsNotAllAndNearlyNoneIsNotNone() {
        assertThat(Likely.share(4_557, 4_559)).isEqualTo("4,557 of 4,559 (over 99.9 %)");
        assertThat(Likely.share(1, 4_580)).isEqualTo("1 of 4,580 (under 0.1 %)");
        assertThat(Likely.share(0, 7)).isEqualTo("0 of 7 (0.0 %)");
        assertThat(Likely.share(7, 7)).isEqualTo("7 of 7 (100.0 %)");
    }

    private void cases(int number, String... touchpoints) {
        for (int i = 0; i < number; i++) {
            customers++;
            for (int step = 0; step < touchpoints.length; step++) {
                tally.take("", touchpoints[step], MONDAY.plusSeconds(customers * 100L + step));
            }
            tally.endOfCustomer();
        }
    }
}
