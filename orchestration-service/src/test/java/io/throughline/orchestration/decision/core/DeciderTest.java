package io.throughline.orchestration.decision.core;

import static io.throughline.orchestration.decision.core.Fixtures.ANNA;
import static io.throughline.orchestration.decision.core.Fixtures.NOON;
import static io.throughline.orchestration.decision.core.Fixtures.customer;
import static io.throughline.orchestration.decision.core.Fixtures.customerWith;
import static io.throughline.orchestration.decision.core.Fixtures.journey;
import static io.throughline.orchestration.decision.core.Fixtures.remind;
import static io.throughline.orchestration.decision.core.Fixtures.stalled;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeciderTest {

    private static final Condition NOBODY = (_, _, _, _) -> new Condition.Finding(false, "it is meant for nobody");

    @Test
    void actsWhenNoRuleSaysNo() {
        var verdict = decide(remind(), customer(ANNA), NOON.plusSeconds(90));

        assertThat(verdict.outcome()).isEqualTo(Outcome.ACT);
        assertThat(verdict.reasons())
                .containsExactly(
                        new Reason("fresh_for", true, "the transition was 1 min 30 s old by the clock, of at most 1 d"),
                        new Reason("when", true, "the policy names no condition"),
                        new Reason("suppress_while", true, "the customer has no journey under way of: complaint"));
    }

    @Test
    void aTransitionMayBeExactlyAsOldAsThePolicyAllows() {
        assertThat(decide(remind(), customer(ANNA), NOON.plus(Duration.ofDays(1))).outcome()).isEqualTo(Outcome.ACT);
    }

    @Test
    void anOlderTransitionIsTooLateAndNothingElseIsAsked() {
        var verdict = decide(remind(NOBODY), customer(ANNA), NOON.plus(Duration.ofDays(1)).plusMillis(1));

        assertThat(verdict.outcome()).isEqualTo(Outcome.TOO_LATE);
        assertThat(verdict.reasons()).extracting(Reason::rule).containsExactly("fresh_for");
    }

    @Test
    void aConditionThatDoesNotHoldIsAskedBeforeOtherJourneysAre() {
        var verdict = decide(remind(NOBODY), customerWith("complaint", JourneyState.ACTIVE), NOON);

        assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_ELIGIBLE);
        assertThat(verdict.reasons())
                .extracting(Reason::rule, Reason::passed)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("fresh_for", true),
                        org.assertj.core.groups.Tuple.tuple("when", false));
    }

    @Test
    void anotherJourneyUnderWaySuppresses() {
        for (var state : JourneyState.values()) {
            var verdict = decide(remind(), customerWith("complaint", state), NOON);

            assertThat(verdict.outcome())
                    .as("a complaint that is %s", state)
                    .isEqualTo(
                            state == JourneyState.ACTIVE || state == JourneyState.STALLED
                                    ? Outcome.SUPPRESSED
                                    : Outcome.ACT);
        }
    }

    @Test
    void theReasonNamesTheJourneyThatStoodAgainstIt() {
        var verdict = decide(remind(), customerWith("complaint", JourneyState.STALLED), NOON);

        assertThat(verdict.reasons().getLast().explanation())
                .isEqualTo("the customer has journeys of 'complaint' under way: 0 active, 1 stalled");
    }

    private static Verdict decide(Policy policy, Customer customer, Instant now) {
        var transition = stalled("stall");
        return Decider.decide(policy, customer, journey("bill", ANNA, 1, transition), transition, now);
    }
}
