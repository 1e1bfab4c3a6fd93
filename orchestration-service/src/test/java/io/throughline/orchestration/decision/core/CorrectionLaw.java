package io.throughline.orchestration.decision.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** One cause, one effect; a correction of the past never repeats an action: held against whatever decides. */
public final class CorrectionLaw {

    private CorrectionLaw() {}

    /**
     * Lets a history happen, with what is held being released and what is offered being sent at any moment, and checks the law
     * all along.
     */
    public static void holds(long seed, int steps, String definition, Desk desk) {
        var random = new Random(seed);
        var history = new History(seed, definition);
        for (int step = 0; step < steps; step++) {
            history.happen();
            if (random.nextInt(3) == 0) {
                desk.tell(history.page(), history.moment());
            }
            if (random.nextInt(3) == 0) {
                desk.release(history.oldestUnread());
            }
            if (random.nextInt(3) == 0) {
                desk.deliverAll();
                history.checkNothingWasRepeated(desk.actions());
            }
            if (random.nextInt(8) == 0) {
                check(desk, history, history.rest(), random.nextBoolean());
            }
        }
        check(desk, history, history.rest(), true);
        var before = List.copyOf(desk.actions());
        check(desk, history, history.everythingAgain(), true);
        assertThat(desk.actions()).as("after all was told again").containsExactlyInAnyOrderElementsOf(before);
    }

    private static void check(Desk desk, History history, List<Change> rest, boolean deliver) {
        desk.tell(rest, history.moment());
        if (deliver) {
            desk.release(history.oldestUnread());
            desk.deliverAll();
        }
        var actions = new HashMap<UUID, KnownAction>();
        desk.actions().forEach(action -> actions.put(action.id(), action));
        var decisions = new HashMap<UUID, Decision>();
        desk.decisions().forEach(decision -> decisions.put(decision.transition().id(), decision));
        var claimed = new HashSet<UUID>();
        for (var transition : history.standing()) {
            everyStandingTransitionHasItsAction(decisions.get(transition), actions, history.placeOf(transition));
            assertThat(claimed.add(decisions.get(transition).action().orElseThrow()))
                    .as("no other that stands claims the action of %s", decisions.get(transition))
                    .isTrue();
        }
        nothingIsOfferedWithoutACause(history, decisions, actions);
        history.checkNothingWasRepeated(actions.values());
    }

    private static void everyStandingTransitionHasItsAction(Decision decision, Map<UUID, KnownAction> actions, History.Place place) {
        assertThat(decision).as("a decision on every standing transition").isNotNull();
        assertThat(decision.outcome().claimsAction()).as("%s", decision).isTrue();
        var action = actions.get(decision.action().orElseThrow());
        assertThat(action.state()).as("%s of %s", action, decision).isNotEqualTo(ActionState.CANCELLED);
        assertThat(action.calledFor()).as("%s of %s", action, decision).isTrue();
        assertThat(new History.Place(decision.journey(), decision.customer())).as("%s", decision).isEqualTo(place);
        assertThat(new History.Place(action.journey(), action.customer())).as("%s of %s", action, decision).isEqualTo(place);
    }

    private static void nothingIsOfferedWithoutACause(
            History history, Map<UUID, Decision> decisions, Map<UUID, KnownAction> actions) {
        var standing = history.standing();
        actions.values().stream().filter(KnownAction::calledFor).forEach(action -> assertThat(decisions.values().stream()
                        .filter(decision -> decision.outcome().claimsAction()
                                && decision.action().orElseThrow().equals(action.id()))
                        .map(decision -> decision.transition().id()))
                .as("the transitions that claim %s", action)
                .anyMatch(standing::contains));
    }
}
