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
 *   <li>what is new and to be acted on takes over an action that was sent for a withdrawn transition of the same kind, in the same
 *       journey or one that it replaced, before it may have one of its own;
 *   <li>an action counts for one standing transition: when the one comes back that it was sent for, whatever took it over is to
 *       have another;
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
    private final Claims claims;
    private final SentActions sent;
    private boolean tookOver;

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
        this.claims = new Claims(inOrder(situation.decisions()), transitions);
        this.sent = SentActions.unclaimed(
                situation.decisions(), actions, claims, transitions, new Lineage(journeys.values()));
    }

    /** What is to be written. The same situation gives the same plan. */
    public static Plan plan(Situation situation, Watcher watcher) {
        return new Planner(situation, watcher).plan();
    }

    private Plan plan() {
        attribute();
        reviseEarlierDecisions();
        decideOnWhatIsBrought();
        settleActions();
        return new Plan(
                transitions.changed(),
                changedDecisions.values(),
                newActions.values(),
                changedActions.values(),
                heldAgain());
    }

    /**
     * Where something took over an action that was sent, the unsent ones beside it may have been made earlier, and what was sent
     * may be due to them: what they are to take over instead may be told as late as what the one that took it was decided on.
     */
    private List<UUID> heldAgain() {
        if (!tookOver) {
            return List.of();
        }
        return decisions.values().stream()
                .filter(this::isUnsent)
                .map(decision -> decision.action().orElseThrow())
                .toList();
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

    /**
     * A replacement may have been told, and decided on, before the withdrawal of what it replaces; and what it took over may
     * be claimed again by the transition that it was sent for.
     */
    private void reviseEarlierDecisions() {
        for (var decision : inOrder(decisions.values())) {
            boolean anothers = claims.isAnothers(decision);
            if (anothers || isUnsent(decision)) {
                var before = takeOver(decision.policy(), decision.transition());
                if (before.isPresent()) {
                    put(decision.alreadySent(before.get()));
                } else if (anothers) {
                    decideForItself(decision);
                }
            }
        }
    }

    private Optional<KnownAction> takeOver(String policy, Transition transition) {
        var before = sent.take(policy, transition);
        tookOver |= before.isPresent();
        return before;
    }

    private boolean isUnsent(Decision decision) {
        return decision.outcome() == Outcome.ACT
                && transitions.stands(decision.transition().id())
                && decision.action().map(actions::get).filter(action -> !action.state().isSent()).isPresent();
    }

    /** By the policy that let it act then: where another version is in force now, what was sent goes on counting for both. */
    private void decideForItself(Decision decision) {
        situation.policies().stream()
                .filter(policy -> policy.name().equals(decision.policy()) && policy.version() == decision.policyVersion())
                .filter(_ -> decision.isAllowed())
                .forEach(policy -> {
                    var own = decision.forItself();
                    put(own);
                    makeActionOf(own, policy, traceOf(policy.name(), decision.action().orElseThrow()));
                });
    }

    /** Of the change that brought back the transition which {@code action} was made for; empty when none of these did. */
    private String traceOf(String policy, UUID action) {
        return transitions.brought().stream()
                .filter(brought -> new Cause(policy, brought.transition().id()).actionId().equals(action))
                .map(brought -> brought.change().traceparent())
                .findFirst()
                .orElse("");
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
        var watched = watcher.watch(
                brought.change().traceparent(),
                policy,
                () -> Decider.decide(
                        policy, situation.customers().get(journey.customer()), journey, transition, now));
        var decision = Decision.of(policy, journey, transition, now, watched.verdict());
        // Only for one that is to be acted on: what counts for another could be missing where it keeps from repeating it.
        var before = decision.outcome() == Outcome.ACT
                ? takeOver(policy.name(), transition)
                : Optional.<KnownAction>empty();
        if (before.isPresent()) {
            put(decision.alreadySent(before.get()));
        } else {
            put(decision);
            makeActionOf(decision, policy, watched.traceparent());
        }
    }

    private void makeActionOf(Decision decision, Policy policy, String traceparent) {
        decision.action().ifPresent(id -> newActions.put(
                id,
                new NewAction(
                        id,
                        decision.cause().decisionId(),
                        policy.name(),
                        decision.customer(),
                        decision.journey(),
                        policy.ask(),
                        situation.clock().replay(),
                        policy.freshFor(),
                        traceparent)));
    }

    private void settleActions() {
        Map<UUID, List<Decision>> claiming = new HashMap<>();
        inOrder(decisions.values()).stream()
                .filter(decision -> decision.outcome().claimsAction())
                .forEach(decision -> decision.action().ifPresent(action -> claiming.computeIfAbsent(
                                action, _ -> new ArrayList<>())
                        .add(decision)));
        for (var action : situation.actions()) {
            if (!newActions.containsKey(action.id())) {
                settle(action, claiming.getOrDefault(action.id(), List.of()));
            }
        }
    }

    private void settle(KnownAction action, List<Decision> claiming) {
        var standing = claiming.stream()
                .filter(decision -> transitions.stands(decision.transition().id()))
                .min(Comparator.comparing(decision -> !decision.cause().actionId().equals(action.id())));
        var settled = standing.map(claim -> new KnownAction(
                        action.id(), action.state(), true, claim.journey(), claim.customer()))
                .orElseGet(() -> withdrawn(action));
        if (!settled.equals(action)) {
            changedActions.put(action.id(), settled);
        }
        if (settled.state() == ActionState.CANCELLED && action.state() != ActionState.CANCELLED) {
            claiming.forEach(claim -> put(claim.cancelled()));
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
