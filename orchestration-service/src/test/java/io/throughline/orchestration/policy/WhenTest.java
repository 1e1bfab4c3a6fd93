package io.throughline.orchestration.policy;

import static io.throughline.orchestration.decision.core.Fixtures.ANNA;
import static io.throughline.orchestration.decision.core.Fixtures.NOON;
import static io.throughline.orchestration.decision.core.Fixtures.journey;
import static io.throughline.orchestration.decision.core.Fixtures.stalled;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.kit.condition.ConditionException;
import io.throughline.orchestration.decision.core.Condition.Finding;
import io.throughline.orchestration.decision.core.Customer;
import io.throughline.orchestration.decision.core.JourneyState;
import io.throughline.orchestration.decision.core.Tally;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WhenTest {

    /**
     * Two bills stalled, one paid; a complaint under way; eight others over; 9 interactions, 4 handovers, 2 CES answers adding up
     * to 7.
     */
    private static final Customer CUSTOMER = new Customer(
            ANNA,
            Map.of(
                    "pay-bill", Map.of(JourneyState.STALLED, 2L, JourneyState.ACHIEVED, 1L),
                    "complaint", Map.of(JourneyState.ACTIVE, 1L),
                    "billing.pay_2", Map.of(JourneyState.EXITED, 3L),
                    "visit_2", Map.of(JourneyState.ABANDONED, 5L)),
            new Tally(9, 4, 0, 0, 1, 0, 0, 2, 7),
            "phone");

    @Test
    void tellsTheValuesThatItCompared() {
        assertThat(ask("customer.handovers > 3 && customer.of[\"pay-bill\"].stalled == 2"))
                .isEqualTo(new Finding(
                        true,
                        "`customer.handovers > 3 && customer.of[\"pay-bill\"].stalled == 2` held: customer.handovers = 4,"
                                + " customer.of[\"pay-bill\"].stalled = 2"));
    }

    @Test
    void countsJourneysOverAllAndByDefinition() {
        assertThat(ask("customer.journeys.total == 12 && customer.journeys.active == 1").holds()).isTrue();
        assertThat(ask("customer.of['complaint'].active == 1 && customer.of['complaint'].total == 1").holds())
                .isTrue();
    }

    /** Whatever a definition may be called, in the forms in which conditions can name it. */
    @Test
    void countsThoseOfDefinitionsOfAnyName() {
        assertThat(ask("customer.of['billing.pay_2'].total == 3 && customer.of.visit_2.total == 5"))
                .isEqualTo(new Finding(
                        true,
                        "`customer.of['billing.pay_2'].total == 3 && customer.of.visit_2.total == 5` held:"
                                + " customer.of['billing.pay_2'].total = 3, customer.of.visit_2.total = 5"));
    }

    @Test
    void ofADefinitionThatTheCustomerNeverPursuedThereAreNone() {
        assertThat(ask("customer.of['renew-contract'].total == 0").holds()).isTrue();
    }

    @Test
    void knowsTheJourneyAndTheTransition() {
        assertThat(ask("journey.definition == 'pay-bill' && journey.state == 'active' && journey.last_channel == 'web'"
                                + " && journey.last_touchpoint == 'bill.viewed' && transition.kind == 'stalled'"
                                + " && customer.last_channel == 'phone'")
                        .holds())
                .isTrue();
    }

    @Test
    void comparesTimesAndDurations() {
        var finding = ask("journey.age > duration('48h') && transition.age < duration('1h')"
                + " && transition.occurred_at == timestamp('2026-03-02T12:00:00Z')");

        assertThat(finding.holds()).isTrue();
        assertThat(finding.explanation())
                .endsWith("held: journey.age = 3 d, transition.age = 1 min, transition.occurred_at = 2026-03-02T12:00:00Z");
    }

    @Test
    void aMeanWithoutAnswersMakesNoConditionHold() {
        assertThat(ask("journey.csat_mean < 5.0").holds()).isTrue();
        assertThat(ask("customer.ces_mean == 3.5").holds()).isTrue();
        assertThat(ask("customer.csat_mean < 5.0"))
                .isEqualTo(new Finding(
                        false, "`customer.csat_mean < 5.0` did not hold: customer.csat_mean = not known"));
    }

    private static Finding ask(String expression) {
        var transition = stalled("stall");
        try {
            return When.compile(expression)
                    .ask(CUSTOMER, journey("bill", ANNA, 1, transition), transition, NOON.plusSeconds(60));
        } catch (ConditionException mistaken) {
            throw new AssertionError(mistaken);
        }
    }
}
