package io.throughline.orchestration.decision.core;

import static io.throughline.orchestration.decision.core.Fixtures.ANNA;
import static io.throughline.orchestration.decision.core.Fixtures.BEN;
import static io.throughline.orchestration.decision.core.Fixtures.NOON;
import static io.throughline.orchestration.decision.core.Fixtures.entered;
import static io.throughline.orchestration.decision.core.Fixtures.id;
import static io.throughline.orchestration.decision.core.Fixtures.journey;
import static io.throughline.orchestration.decision.core.Fixtures.liveAt;
import static io.throughline.orchestration.decision.core.Fixtures.remind;
import static io.throughline.orchestration.decision.core.Fixtures.stalled;
import static io.throughline.orchestration.decision.core.Fixtures.told;
import static io.throughline.orchestration.decision.core.Fixtures.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlannerTest {

    private final MemoryDesk desk = new MemoryDesk(liveAt(NOON), remind());

    @Test
    void actsOnATransitionThatAPolicyNames() {
        tell(journey("bill", ANNA, 1, entered("enter"), stalled("stall")));

        assertThat(outcome("stall")).isEqualTo(Outcome.ACT);
        assertThat(desk.decisions()).hasSize(1);
        assertThat(action("stall").state()).isEqualTo(ActionState.WAITING);
    }

    @Test
    void decidesOnceHoweverOftenItIsTold() {
        tell(journey("bill", ANNA, 1, stalled("stall")));
        tell(journey("bill", ANNA, 1, stalled("stall")));
        tell(journey("bill", ANNA, 2, stalled("stall")));

        assertThat(desk.decisions()).hasSize(1);
        assertThat(desk.actions()).hasSize(1);
    }

    @Test
    void anOlderRevisionChangesNothing() {
        tell(journey("bill", ANNA, 2));
        tell(journey("bill", ANNA, 1, stalled("stall")));

        assertThat(desk.decisions()).isEmpty();
    }

    @Test
    void aPolicyDecidesFromNowOn() {
        desk.apply();
        tell(journey("bill", ANNA, 1, stalled("before")));
        desk.apply(remind());
        tell(journey("bill", ANNA, 2, stalled("before"), stalled("after")));

        assertThat(desk.decisions()).extracting(decision -> decision.transition().id()).containsExactly(id("after"));
    }

    @Test
    void whatWasToldBeforeThePolicyIsNotDecidedWhenItComesBack() {
        desk.apply();
        tell(journey("bill", ANNA, 1, stalled("before")));
        tell(journey("bill", ANNA, 2));
        desk.apply(remind());
        tell(journey("bill", ANNA, 3, stalled("before")));

        assertThat(desk.decisions()).isEmpty();
    }

    @Test
    void aClockInReplayMakesSimulatedActionsAndIsJudgedByTheTransitionUntilAdvanced() {
        var plan = Planner.plan(
                new Situation(
                        new Clock(java.util.Optional.empty(), true),
                        List.of(remind()),
                        List.of(told(journey("bill", ANNA, 1, stalled("stall")))),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        java.util.Map.of(ANNA, Fixtures.customer(ANNA))),
                Watcher.NONE);

        assertThat(plan.newActions()).extracting(NewAction::simulated).containsExactly(true);
        assertThat(plan.decisions()).extracting(Decision::decidedAt).containsExactly(NOON);
    }

    @Test
    void whatWasNotSentAndIsNoLongerCalledForIsCancelled() {
        tell(journey("bill", ANNA, 1, stalled("stall")));
        tell(journey("bill", ANNA, 2));

        assertThat(outcome("stall")).isEqualTo(Outcome.CANCELLED);
        assertThat(action("stall").state()).isEqualTo(ActionState.CANCELLED);
        assertThat(decision("stall").reasons().getLast())
                .isEqualTo(new Reason(
                        "correction", false, "the transition was withdrawn before the action was sent"));
    }

    @Test
    void whatWasOfferedIsNotOfferedAgainOnceItsCauseIsWithdrawn() {
        tell(journey("bill", ANNA, 1, stalled("stall")));
        desk.set(actionId("stall"), ActionState.OFFERED);
        tell(journey("bill", ANNA, 2));

        assertThat(action("stall").state()).isEqualTo(ActionState.OFFERED);
        assertThat(action("stall").calledFor()).isFalse();
        assertThat(outcome("stall")).isEqualTo(Outcome.ACT);
    }

    @Test
    void whatWasSentCountsAsSentForTheTransitionThatTakesThePlace() {
        tell(journey("bill", ANNA, 1, stalled("stall")));
        desk.deliverAll();
        tell(journey("bill", ANNA, 2, stalled("corrected")));

        assertThat(outcome("corrected")).isEqualTo(Outcome.ALREADY_SENT);
        assertThat(decision("corrected").action()).contains(actionId("stall"));
        assertThat(desk.actions()).hasSize(1);
    }

    @Test
    void anUnsentActionGivesWayToTheOneOfTheTransitionThatTakesThePlace() {
        tell(journey("bill", ANNA, 1, stalled("stall")));
        tell(journey("bill", ANNA, 2, stalled("corrected")));

        assertThat(action("stall").state()).isEqualTo(ActionState.CANCELLED);
        assertThat(action("corrected").state()).isEqualTo(ActionState.WAITING);
    }

    @Test
    void aTransitionOfAnotherKindDoesNotTakeThePlace() {
        desk.apply(new Policy(
                "remind",
                1,
                "",
                new Trigger(
                        "pay-bill",
                        java.util.Set.of(TransitionKind.STALLED, TransitionKind.ENTERED),
                        java.util.Set.of()),
                Condition.ALWAYS,
                new Ask("sms", "remind", "{}"),
                List.of(),
                Duration.ofDays(1)));
        tell(journey("bill", ANNA, 1, stalled("stall")));
        desk.deliverAll();
        tell(journey("bill", ANNA, 2, entered("enter")));

        assertThat(outcome("enter")).isEqualTo(Outcome.ACT);
    }

    @Test
    void whatWasSentCountsForTheReplacementOfItsJourney() {
        tell(journey("bill", ANNA, 1, stalled("stall")));
        desk.deliverAll();
        desk.tell(List.of(withdrawn("bill", ANNA, 2, "other-bill")));
        tell(journey("other-bill", BEN, 1, stalled("corrected")));

        assertThat(outcome("corrected")).isEqualTo(Outcome.ALREADY_SENT);
        assertThat(action("stall").customer()).isEqualTo(BEN);
        assertThat(action("stall").journey()).isEqualTo(id("other-bill"));
    }

    @Test
    void whatWasSentCountsForTheReplacementAlsoWhenTheReplacementIsToldFirst() {
        tell(journey("bill", ANNA, 1, stalled("stall")));
        desk.deliverAll();
        tell(journey("other-bill", BEN, 1, stalled("corrected")));
        desk.tell(List.of(withdrawn("bill", ANNA, 2, "other-bill")));

        assertThat(outcome("corrected")).isEqualTo(Outcome.ALREADY_SENT);
        assertThat(action("corrected").state()).isEqualTo(ActionState.CANCELLED);
        assertThat(action("stall").calledFor()).isTrue();
    }

    @Test
    void aReplacementThatKeepsTheTransitionKeepsItsAction() {
        tell(journey("bill", ANNA, 1, stalled("stall")));
        tell(journey("other-bill", ANNA, 1, stalled("stall")));
        desk.tell(List.of(withdrawn("bill", ANNA, 2, "other-bill")));

        assertThat(outcome("stall")).isEqualTo(Outcome.ACT);
        assertThat(action("stall").state()).isEqualTo(ActionState.WAITING);
        assertThat(action("stall").journey()).isEqualTo(id("other-bill"));
    }

    @Test
    void aTransitionThatASplitTakesToAnotherJourneyKeepsItsAction() {
        tell(journey("bill", ANNA, 1, stalled("stall")));
        tell(journey("bens-bill", BEN, 1, stalled("stall")));
        tell(journey("bill", ANNA, 2));

        assertThat(outcome("stall")).isEqualTo(Outcome.ACT);
        assertThat(action("stall").state()).isEqualTo(ActionState.WAITING);
        assertThat(action("stall").journey()).isEqualTo(id("bens-bill"));
        assertThat(action("stall").customer()).isEqualTo(BEN);
        assertThat(decision("stall").customer()).isEqualTo(BEN);
    }

    @Test
    void whatWasSentBeforeASplitCountsForTheCorrectionOnTheOtherSideInWhicheverOrderTheSidesAreTold() {
        tell(journey("bill", ANNA, 1, stalled("stall")));
        desk.deliverAll();
        desk.tell(List.of(told(journey("bens-bill", BEN, 1, stalled("stall")))), 1);
        desk.tell(List.of(told(journey("bens-bill", BEN, 2, stalled("corrected")))), 2);
        desk.tell(List.of(told(journey("bill", ANNA, 2))), 3);
        desk.release(Long.MAX_VALUE);
        desk.deliverAll();

        assertThat(outcome("corrected")).isEqualTo(Outcome.ALREADY_SENT);
        assertThat(action("stall").customer()).isEqualTo(BEN);
        assertThat(action("corrected").state()).isEqualTo(ActionState.CANCELLED);
    }

    @Test
    void aMovedJourneyTakesItsActionsToItsNewCustomer() {
        tell(journey("bill", ANNA, 1, stalled("stall")));
        desk.tell(List.of(
                told(journey("bill", BEN, 2, stalled("stall"))), withdrawn("bill", ANNA, 2, "")));

        assertThat(outcome("stall")).isEqualTo(Outcome.ACT);
        assertThat(action("stall").customer()).isEqualTo(BEN);
        assertThat(decision("stall").customer()).isEqualTo(BEN);
    }

    @Test
    void theOldSideOfAMoveMayBeToldFirstAndAlone() {
        tell(journey("bill", ANNA, 1, stalled("stall")));
        desk.tell(List.of(withdrawn("bill", ANNA, 2, "")));
        desk.tell(List.of(told(journey("bill", BEN, 2, stalled("stall")))));

        assertThat(outcome("stall")).isEqualTo(Outcome.ACT);
        assertThat(action("stall").state()).isEqualTo(ActionState.WAITING);
        assertThat(action("stall").customer()).isEqualTo(BEN);
    }

    @Test
    void aTransitionThatComesBackIsActedOnIfItsActionWasCancelled() {
        tell(journey("bill", ANNA, 1, stalled("stall")));
        tell(journey("bill", ANNA, 2));
        tell(journey("bill", ANNA, 3, stalled("stall")));

        assertThat(outcome("stall")).isEqualTo(Outcome.ACT);
        assertThat(action("stall").state()).isEqualTo(ActionState.WAITING);
    }

    @Test
    void aTransitionThatComesBackIsNotActedOnAgainIfItsActionWasSent() {
        tell(journey("bill", ANNA, 1, stalled("stall")));
        desk.deliverAll();
        tell(journey("bill", ANNA, 2));
        tell(journey("bill", ANNA, 3, stalled("stall")));

        assertThat(desk.actions()).hasSize(1);
        assertThat(action("stall").state()).isEqualTo(ActionState.DONE);
    }

    @Test
    void whatWasOfferedIsOfferedAgainWhenItsTransitionComesBack() {
        tell(journey("bill", ANNA, 1, stalled("stall")));
        desk.set(actionId("stall"), ActionState.OFFERED);
        tell(journey("bill", ANNA, 2));
        tell(journey("bill", ANNA, 3, stalled("stall")));

        assertThat(action("stall").calledFor()).isTrue();
    }

    @Test
    void whatWasSentCountsForItsOwnTransitionWhenThatComesBackBesideTheOneInItsPlace() {
        tell(journey("bill", ANNA, 1, stalled("stall")));
        desk.deliverAll();
        desk.tell(List.of(
                withdrawn("bill", ANNA, 2, "other-bill"), told(journey("other-bill", BEN, 1, stalled("corrected")))));
        tell(journey("bill", ANNA, 3, stalled("stall")));

        assertThat(action("stall").customer()).isEqualTo(ANNA);
        assertThat(outcome("corrected")).isEqualTo(Outcome.ACT);
        assertThat(action("corrected").state()).isEqualTo(ActionState.WAITING);
        assertThat(action("corrected").customer()).isEqualTo(BEN);
        assertThat(decision("corrected").reasons())
                .extracting(Reason::rule)
                .containsExactly("fresh_for", "when", "suppress_while", "correction", "correction");
    }

    @Test
    void whatCameBackMayGoAgainAndNothingIsSentTwice() {
        tell(journey("bill", ANNA, 1, stalled("stall")));
        desk.deliverAll();
        tell(journey("bill", ANNA, 2, stalled("corrected")));
        tell(journey("bill", ANNA, 3, stalled("corrected"), stalled("stall")));
        tell(journey("bill", ANNA, 4, stalled("corrected")));

        assertThat(outcome("corrected")).isEqualTo(Outcome.ALREADY_SENT);
        assertThat(decision("corrected").action()).contains(actionId("stall"));
        assertThat(action("corrected").state()).isEqualTo(ActionState.CANCELLED);
    }

    @Test
    void oneThatLosesWhatCountedForItTakesWhatElseWasSent() {
        tell(journey("bill", ANNA, 1, stalled("stall"), stalled("another")));
        desk.deliverAll();
        tell(journey("bill", ANNA, 2, stalled("corrected")));
        var taken = decision("corrected").action().orElseThrow();
        var back = taken.equals(actionId("stall")) ? "stall" : "another";
        tell(journey("bill", ANNA, 3, stalled("corrected"), stalled(back)));

        assertThat(outcome("corrected")).isEqualTo(Outcome.ALREADY_SENT);
        assertThat(decision("corrected").action()).isPresent().isNotEqualTo(decision(back).action());
        assertThat(desk.actions()).hasSize(2);
    }

    @Test
    void whatIsNotToBeActedOnTakesNothingFromWhatIs() {
        tell(journey("bill", ANNA, 1, stalled("stall")));
        desk.deliverAll();
        var old = new Transition(id("old"), TransitionKind.STALLED, NOON.minus(Duration.ofDays(10)), "");
        tell(journey("bill", ANNA, 2, old, stalled("corrected")));

        assertThat(outcome("old")).isEqualTo(Outcome.TOO_LATE);
        assertThat(outcome("corrected")).isEqualTo(Outcome.ALREADY_SENT);
        assertThat(desk.actions()).hasSize(1);
    }

    @Test
    void whatWasOfferedIsNotOfferedAgainForOneThatIsNotToBeActedOn() {
        tell(journey("bill", ANNA, 1, stalled("stall")));
        desk.set(actionId("stall"), ActionState.OFFERED);
        desk.apply(remind((_, _, _, _) -> new Condition.Finding(false, "nobody is to be reminded")));
        tell(journey("bill", ANNA, 2, stalled("corrected")));

        assertThat(outcome("corrected")).isEqualTo(Outcome.NOT_ELIGIBLE);
        assertThat(action("stall").calledFor()).isFalse();
    }

    @Test
    void aPolicyThatHasChangedMakesNoActionForOneThatLosesWhatCountedForIt() {
        tell(journey("bill", ANNA, 1, stalled("stall")));
        desk.deliverAll();
        tell(journey("bill", ANNA, 2, stalled("corrected")));
        var changed = remind();
        desk.apply(new Policy(
                changed.name(),
                2,
                "Thank",
                changed.on(),
                changed.when(),
                new Ask("mail", "thank", "{}"),
                changed.suppressWhile(),
                changed.freshFor()));
        tell(journey("bill", ANNA, 3, stalled("corrected"), stalled("stall")));

        assertThat(desk.actions()).hasSize(1);
        assertThat(outcome("corrected")).isEqualTo(Outcome.ALREADY_SENT);
        assertThat(action("stall").calledFor()).isTrue();
    }

    private void tell(Journey journey) {
        desk.tell(List.of(told(journey)));
    }

    private Outcome outcome(String transition) {
        return decision(transition).outcome();
    }

    private Decision decision(String transition) {
        return desk.decisions().stream()
                .filter(decision -> decision.transition().id().equals(id(transition)))
                .findFirst()
                .orElseThrow();
    }

    private KnownAction action(String transition) {
        return desk.actions().stream()
                .filter(action -> action.id().equals(actionId(transition)))
                .findFirst()
                .orElseThrow();
    }

    private static UUID actionId(String transition) {
        return new Cause("remind", id(transition)).actionId();
    }
}
