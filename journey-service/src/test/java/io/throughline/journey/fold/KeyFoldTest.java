package io.throughline.journey.fold;

import static io.throughline.journey.fold.FoldFixtures.MONDAY;
import static io.throughline.journey.fold.FoldFixtures.at;
import static io.throughline.journey.fold.FoldFixtures.day;
import static io.throughline.journey.fold.FoldFixtures.definition;
import static io.throughline.journey.fold.FoldFixtures.earning;
import static io.throughline.journey.fold.FoldFixtures.payBill;
import static io.throughline.journey.fold.FoldFixtures.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyFoldTest {

    private static final Definition ONCE = definition(payBill(AfterEnd.NEW));
    private static final Definition ATTACHING = definition(payBill(AfterEnd.ATTACH));

    @Test
    void anEntryBeginsAJourney() {
        var journey = only(ONCE, MONDAY, at(MONDAY, "bill.sent"));

        assertThat(journey.state()).isEqualTo(JourneyState.ACTIVE);
        assertThat(kinds(journey)).containsExactly(TransitionKind.ENTERED);
        assertThat(journey.id())
                .isEqualTo(Ids.journey("pay-bill", at(MONDAY, "bill.sent").id()));
    }

    @Test
    void whatComesBeforeAnEntryBelongsToNoJourney() {
        var journey = only(ONCE, day(2), at(MONDAY, "bill.viewed"), at(day(1), "bill.sent"));

        assertThat(journey.steps()).extracting(Step::touchpoint).containsExactly("bill.sent");
    }

    @Test
    void theGoalAchievesIt() {
        var journey = only(ONCE, day(30), at(MONDAY, "bill.sent"), at(day(2), "payment.made"));

        assertThat(journey.state()).isEqualTo(JourneyState.ACHIEVED);
        assertThat(journey.endedAt()).contains(day(2));
        assertThat(kinds(journey)).containsExactly(TransitionKind.ENTERED, TransitionKind.ACHIEVED);
    }

    @Test
    void leavingEndsIt() {
        var journey = only(ONCE, day(30), at(MONDAY, "bill.sent"), at(day(1), "bill.cancelled"));

        assertThat(journey.state()).isEqualTo(JourneyState.EXITED);
    }

    @Test
    void silenceStallsAndThenAbandonsIt() {
        var journey = only(ONCE, day(30), at(MONDAY, "bill.sent"));

        assertThat(journey.state()).isEqualTo(JourneyState.ABANDONED);
        assertThat(journey.transitions()).extracting(Transition::at).containsExactly(MONDAY, day(3), day(10));
        assertThat(kinds(journey))
                .containsExactly(TransitionKind.ENTERED, TransitionKind.STALLED, TransitionKind.ABANDONED);
    }

    @Test
    void aDeadlinePassesAtItsTimeAndNotBefore() {
        assertThat(only(ONCE, day(3).minusNanos(1000), at(MONDAY, "bill.sent")).state())
                .isEqualTo(JourneyState.ACTIVE);
        assertThat(only(ONCE, day(3), at(MONDAY, "bill.sent")).state()).isEqualTo(JourneyState.STALLED);
    }

    @Test
    void whatOccursAtTheDeadlineKeepsItFromPassing() {
        var journey = only(ONCE, day(3), at(MONDAY, "bill.sent"), at(day(3), "bill.viewed"));

        assertThat(kinds(journey)).containsExactly(TransitionKind.ENTERED);
    }

    @Test
    void aStalledJourneyGoesOnAndTheStallStaysRecorded() {
        var journey = only(ONCE, day(5), at(MONDAY, "bill.sent"), at(day(4), "bill.viewed"));

        assertThat(journey.state()).isEqualTo(JourneyState.ACTIVE);
        assertThat(kinds(journey))
                .containsExactly(TransitionKind.ENTERED, TransitionKind.STALLED, TransitionKind.RESUMED);
    }

    @Test
    void aMomentOfTruthIsReachedOnce() {
        var journey =
                only(ONCE, day(2), at(MONDAY, "bill.sent"), at(day(1), "agent.call"), at(day(2), "agent.call"));

        assertThat(journey.transitions())
                .filteredOn(transition -> transition.kind() == TransitionKind.REACHED)
                .singleElement()
                .satisfies(reached -> {
                    assertThat(reached.moment()).isEqualTo("explained");
                    assertThat(reached.at()).isEqualTo(day(1));
                });
    }

    @Test
    void aNewEntryAfterTheEndBeginsAnotherJourney() {
        var journeys = fold(
                ONCE, day(30), at(MONDAY, "bill.sent"), at(day(1), "payment.made"), at(day(28), "bill.sent"));

        assertThat(journeys).extracting(Journey::state).containsExactly(JourneyState.ACHIEVED, JourneyState.ACTIVE);
    }

    @Test
    void anEntryWhileOneIsUnderWayBelongsToIt() {
        var journeys = fold(ONCE, day(2), at(MONDAY, "bill.sent"), at(day(1), "bill.sent"));

        assertThat(journeys).singleElement().satisfies(journey -> assertThat(
                        journey.tally().interactions())
                .isEqualTo(2));
    }

    @Test
    void whatIsAttachedToAnAchievedJourneyLeavesItAchieved() {
        var journey = only(
                ATTACHING, day(30), at(MONDAY, "bill.sent"), at(day(1), "payment.made"), at(day(20), "bill.viewed"));

        assertThat(journey.state()).isEqualTo(JourneyState.ACHIEVED);
        assertThat(journey.endedAt()).contains(day(1));
        assertThat(journey.steps()).hasSize(3);
    }

    @Test
    void whatIsAttachedToAnAbandonedJourneyReopensIt() {
        var journey = only(ATTACHING, day(21), at(MONDAY, "bill.sent"), at(day(20), "bill.viewed"));

        assertThat(journey.state()).isEqualTo(JourneyState.ACTIVE);
        assertThat(journey.endedAt()).isEmpty();
        assertThat(kinds(journey)).endsWith(TransitionKind.ABANDONED, TransitionKind.RESUMED);
    }

    @Test
    void toBeGivenUpAgainDoesNotReopenIt() {
        var journey = only(
                ATTACHING,
                day(3),
                at(MONDAY, "bill.sent"),
                at(day(1), "contract.cancelled"),
                at(day(2), "contract.cancelled"));

        assertThat(kinds(journey)).containsExactly(TransitionKind.ENTERED, TransitionKind.ABANDONED);
        assertThat(journey.steps()).hasSize(3);
    }

    @Test
    void nothingFollowsAnEndThatIgnores() {
        var journeys = fold(
                definition(payBill(AfterEnd.IGNORE)),
                day(30),
                at(MONDAY, "bill.sent"),
                at(day(1), "payment.made"),
                at(day(2), "bill.sent"));

        assertThat(journeys).singleElement().satisfies(journey -> assertThat(journey.steps())
                .hasSize(2));
    }

    @Test
    void aJourneyKeepsTheVersionThatCoversItsEntry() {
        var second = new DefinitionVersion(
                2,
                day(5),
                List.of(Rule.of(RuleKind.ENTRY, "bill.sent"), Rule.of(RuleKind.GOAL, "bill.viewed")),
                Map.of(),
                null,
                null,
                null,
                AfterEnd.NEW);
        var both = definition(payBill(AfterEnd.NEW), second);

        var journeys = fold(
                both,
                day(9),
                at(day(4), "bill.sent"),
                at(day(5), "bill.viewed"),
                at(day(6), "payment.made"),
                at(day(7), "bill.sent"),
                at(day(8), "bill.viewed"));

        assertThat(journeys).extracting(Journey::version).containsExactly(1, 2);
        assertThat(journeys).extracting(Journey::state).containsOnly(JourneyState.ACHIEVED);
        assertThat(journeys.getFirst().endedAt()).contains(day(6));
    }

    @Test
    void aConditionSeesTheJourneyBeforeTheInteraction() {
        var onThirdView = new DefinitionVersion(
                1,
                Instant.MIN,
                List.of(
                        Rule.of(RuleKind.ENTRY, "bill.sent"),
                        Rule.of(RuleKind.PART, "bill.viewed"),
                        Rule.of(RuleKind.EXIT, "bill.viewed")
                                .when((interaction, journey) -> journey.interactions() >= 3)),
                Map.of(),
                null,
                null,
                null,
                AfterEnd.NEW);

        var journey = only(
                definition(onThirdView),
                day(9),
                at(MONDAY, "bill.sent"),
                at(day(1), "bill.viewed"),
                at(day(2), "bill.viewed"),
                at(day(3), "bill.viewed"));

        assertThat(journey.endedAt()).contains(day(3));
    }

    @Test
    void aChangeOfChannelOrTeamIsAHandover() {
        var journey = only(
                ONCE,
                day(2),
                at(MONDAY, "bill.sent", "email"),
                at(day(1), "bill.viewed", "web"),
                at(day(1).plusSeconds(1), "bill.viewed", "web"),
                at(day(2), "agent.call", "web"));

        assertThat(journey.tally().handovers()).isEqualTo(2);
    }

    @Test
    void moneyIsSummedPerCurrency() {
        var journey = only(
                ONCE,
                day(2),
                earning(at(MONDAY, "bill.sent"), "10.10", "EUR"),
                earning(at(day(1), "bill.viewed"), "0.90", "EUR"),
                earning(at(day(2), "payment.made"), "5", "GBP"));

        assertThat(journey.tally().revenue().get("EUR")).isEqualByComparingTo(new BigDecimal("11"));
        assertThat(journey.tally().revenue().get("GBP")).isEqualByComparingTo(new BigDecimal("5"));
    }

    @Test
    void whatOccursAfterAsOfWaits() {
        var journey = only(ONCE, day(1), at(MONDAY, "bill.sent"), at(day(2), "payment.made"));

        assertThat(journey.state()).isEqualTo(JourneyState.ACTIVE);
    }

    @Test
    void theFirstStageThatMatchesIsTheOneItIsLedInto() {
        var staged = definition(payBill(AfterEnd.ATTACH)
                .through(List.of(
                        new StageRule("informed", "bill.sent", Condition.ALWAYS),
                        new StageRule("insisting", "agent.call", (_, journey) -> journey.lastTouchpoint().equals("agent.call")),
                        new StageRule("asking", "agent.call", Condition.ALWAYS))));

        assertThat(only(staged, day(1), at(MONDAY, "bill.sent")).stage()).isEqualTo("informed");
        assertThat(only(staged, day(1), at(MONDAY, "bill.sent"), at(MONDAY.plusSeconds(1), "agent.call")).stage())
                .isEqualTo("asking");
        assertThat(only(
                                staged,
                                day(1),
                                at(MONDAY, "bill.sent"),
                                at(MONDAY.plusSeconds(1), "agent.call"),
                                at(MONDAY.plusSeconds(2), "agent.call"),
                                at(MONDAY.plusSeconds(3), "bill.viewed"))
                        .stage())
                .isEqualTo("insisting");
        assertThat(only(ONCE, day(1), at(MONDAY, "bill.sent")).stage()).isEmpty();
    }

    @Test
    void anInteractionBehindAPassedDeadlineIsLate() {
        var fold = KeyFold.fold(ONCE, "", List.of(at(MONDAY, "bill.sent")), day(4));

        assertThat(fold.isNext(at(day(3), "bill.viewed"))).isFalse();
        assertThat(fold.isNext(at(day(3).plusNanos(1000), "bill.viewed"))).isTrue();
        assertThatThrownBy(() -> fold.step(at(day(1), "bill.viewed"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void correlationTellsJourneysApart() {
        var byOrder = new Definition("order", Optional.of("order_id"), List.of(payBill(AfterEnd.ATTACH)));
        var interaction = at(MONDAY, "bill.sent");

        assertThat(byOrder.correlation(with(interaction, Map.of("order_id", "A1")))).contains("A1");
        assertThat(byOrder.correlation(with(interaction, Map.of("order_id", 42.0)))).contains("42");
        var token = "é".repeat(4_000);
        assertThat(byOrder.correlation(with(interaction, Map.of("order_id", token))))
                .as("is a part of keys, and so never long")
                .hasValueSatisfying(told -> assertThat(told).startsWith("éé").hasSizeLessThan(256))
                .isNotEqualTo(byOrder.correlation(with(interaction, Map.of("order_id", token + "x"))));
        assertThat(byOrder.correlation(with(interaction, Map.of("order_id", ""))))
                .isEmpty();
        assertThat(byOrder.correlation(interaction)).isEmpty();
    }

    private static List<Journey> fold(Definition definition, Instant asOf, Interaction... interactions) {
        return KeyFold.fold(definition, "", List.of(interactions), asOf).journeys();
    }

    private static Journey only(Definition definition, Instant asOf, Interaction... interactions) {
        var journeys = fold(definition, asOf, interactions);
        assertThat(journeys).hasSize(1);
        return journeys.getFirst();
    }

    private static List<TransitionKind> kinds(Journey journey) {
        return journey.transitions().stream().map(Transition::kind).toList();
    }
}
