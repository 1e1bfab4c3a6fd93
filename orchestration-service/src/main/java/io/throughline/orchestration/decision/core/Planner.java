package io.throughline.orchestration.decision.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Turns a page of changes into what is to be decided, asked for and taken back.
 *
 * <p>An action is called for while a transition that claims it stands. So a correction of the past never repeats one:
 *
 * <ul>
 *   <li>what is new takes over an action that was sent for a withdrawn transition of the same kind, in the same journey
 *       or one that it replaced, before it may have one of its own;
 *   <li>an action that nothing claims any more is cancelled if it was not sent, and not offered again if it was;
 *   <li>a transition that comes back is decided on again only if its action was cancelled.
 * </ul>
 *
 * <p>This holds in whichever order the withdrawal and the replacement are told.
 */
public final class Planner {

    private final Situation situation;
    private final Watcher watcher;
    private final Transitions transitions;
    private final Map<UUID, UUID> customerOf = new HashMap<>();
    private final Map<Cause, Decision> decisions = new HashMap<>();
    private final Map<UUID, KnownAction> actions = new HashMap<>();
    private final Map<Cause, Decision> changedDecisions = new LinkedHashMap<>();
    private final Map<UUID, NewAction> newActions = new LinkedHashMap<>();
    private final Map<UUID, KnownAction> changedActions = new LinkedHashMap<>();
    private final SentActions sent;

    private Planner(Situation situation, Watcher watcher) {
        this.situation = situation;
        this.watcher = watcher;
        this.transitions = new Transitions(situation.told(), situation.changes());
        situation.decisions().forEach(decision -> decisions.put(decision.cause(), decision));
        situation.actions().forEach(action -> actions.put(action.id(), action));
        Map<UUID, KnownJourney> journeys = new HashMap<>();
        situation.journeys().forEach(journey -> journeys.put(journey.id(), journey));
        situation.changes().forEach(change -> journeys.put(change.journey(), KnownJourney.after(change)));
        journeys.values().forEach(journey -> customerOf.put(journey.id(), journey.customer()));
        this.sent = SentActions.unclaimed(situation.decisions(), actions, transitions, new Lineage(journeys.values()));
    }

    /** What is to be written. The same situation gives the same plan. */
    public static Plan plan(Situation situation, Watcher watcher) {
        return new Planner(situation, watcher).plan();
    }

    private Plan plan() {
        attribute();
        takeOverForEarlierDecisions();
        decideOnWhatIsBrought();
        settleActions();
        return new Plan(
                transitions.changed(), changedDecisions.values(), newActions.values(), changedActions.values());
    }

    /** A transition may stand in another journey than before, and a journey may be another customer's. */
    private void attribute() {
        for (var decision : situation.decisions()) {
            var journey = transitions
                    .journeyOf(decision.transition().id(), decision.journey())
                    .orElse(decision.journey());
            var customer = customerOf.getOrDefault(journey, decision.customer());
            if (!journey.equals(decision.journey()) || !customer.equals(decision.customer())) {
                put(decision.attributedTo(journey, customer));
            }
        }
    }

    /** The replacement may have been told, and decided on, before the withdrawal of what it replaces. */
    private void takeOverForEarlierDecisions() {
        for (var decision : inOrder(decisions.values())) {
            boolean unsent = decision.outcome() == Outcome.ACT
                    && transitions.stands(decision.transition().id())
                    && decision.action().map(actions::get).filter(action -> !action.state().isSent()).isPresent();
            if (unsent) {
                sent.take(decision.policy(), decision.transition())
                        .ifPresent(action -> put(decision.corrected(
                                Outcome.ALREADY_SENT, Optional.of(action.id()), SentActions.EXPLANATION)));
            }
        }
    }

    private void decideOnWhatIsBrought() {
        for (var brought : transitions.brought()) {
            for (var policy : situation.policies()) {
                var now = brought.change().now();
                if (policy.on().matches(now.definition(), brought.transition())
                        && isOpen(new Cause(policy.name(), brought.transition().id()))) {
                    decide(policy, brought);
                }
            }
        }
    }

    /** Whether it is still to be decided: what was told before the policy was applied is not. */
    private boolean isOpen(Cause cause) {
        var earlier = decisions.get(cause);
        return earlier == null ? !transitions.wasTold(cause.transition()) : earlier.outcome() == Outcome.CANCELLED;
    }

    private void decide(Policy policy, Transitions.Brought brought) {
        var journey = brought.change().now();
        var transition = brought.transition();
        var now = situation.clock().against(transition);
        var before = sent.take(policy.name(), transition);
        if (before.isPresent()) {
            var reason = new Reason(Reason.CORRECTION, true, SentActions.EXPLANATION);
            put(decision(policy, journey, transition, Outcome.ALREADY_SENT, List.of(reason), before.map(KnownAction::id)));
            return;
        }
        var watched = watcher.watch(
                brought.change().traceparent(),
                policy,
                () -> Decider.decide(
                        policy, situation.customers().get(journey.customer()), journey, transition, now));
        var verdict = watched.verdict();
        var cause = new Cause(policy.name(), transition.id());
        var action = verdict.outcome() == Outcome.ACT ? Optional.of(cause.actionId()) : Optional.<UUID>empty();
        put(decision(policy, journey, transition, verdict.outcome(), verdict.reasons(), action));
        action.ifPresent(id -> newActions.put(
                id,
                new NewAction(
                        id,
                        cause.decisionId(),
                        policy.name(),
                        journey.customer(),
                        journey.id(),
                        policy.ask(),
                        situation.clock().replay(),
                        policy.freshFor(),
                        watched.traceparent())));
    }

    private Decision decision(
            Policy policy,
            Journey journey,
            Transition transition,
            Outcome outcome,
            List<Reason> reasons,
            Optional<UUID> action) {
        return new Decision(
                policy.name(),
                policy.version(),
                journey.customer(),
                journey.id(),
                transition,
                situation.clock().against(transition),
                outcome,
                List.copyOf(reasons),
                action);
    }

    private void settleActions() {
        Map<UUID, List<Decision>> claims = new HashMap<>();
        inOrder(decisions.values()).stream()
                .filter(decision -> decision.outcome().claimsAction())
                .forEach(decision -> decision.action().ifPresent(action -> claims.computeIfAbsent(
                                action, _ -> new ArrayList<>())
                        .add(decision)));
        for (var action : situation.actions()) {
            if (!newActions.containsKey(action.id())) {
                settle(action, claims.getOrDefault(action.id(), List.of()));
            }
        }
    }

    private void settle(KnownAction action, List<Decision> claims) {
        var standing = claims.stream()
                .filter(decision -> transitions.stands(decision.transition().id()))
                .findFirst();
        var settled = standing.map(claim -> new KnownAction(
                        action.id(), action.state(), true, claim.journey(), claim.customer()))
                .orElseGet(() -> withdrawn(action));
        if (!settled.equals(action)) {
            changedActions.put(action.id(), settled);
        }
        if (settled.state() == ActionState.CANCELLED && action.state() != ActionState.CANCELLED) {
            claims.forEach(claim -> put(claim.corrected(
                    Outcome.CANCELLED, claim.action(), "the transition was withdrawn before the action was sent")));
        }
    }

    private static KnownAction withdrawn(KnownAction action) {
        var state = action.state() == ActionState.WAITING ? ActionState.CANCELLED : action.state();
        return new KnownAction(action.id(), state, false, action.journey(), action.customer());
    }

    private void put(Decision decision) {
        decisions.put(decision.cause(), decision);
        changedDecisions.put(decision.cause(), decision);
    }

    private static List<Decision> inOrder(Collection<Decision> decisions) {
        return decisions.stream()
                .sorted(Comparator.comparing(Decision::transition, Transition.IN_ORDER)
                        .thenComparing(Decision::policy))
                .toList();
    }
}
