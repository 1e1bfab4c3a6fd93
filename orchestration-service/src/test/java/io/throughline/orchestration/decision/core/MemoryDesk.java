package io.throughline.orchestration.decision.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps in maps what the service keeps in tables. */
public final class MemoryDesk implements Desk {

    private final Clock clock;
    private List<Policy> policies;
    private final Map<UUID, KnownJourney> journeys = new HashMap<>();
    private final Map<List<UUID>, ToldTransition> told = new LinkedHashMap<>();
    private final Map<Cause, Decision> decisions = new LinkedHashMap<>();
    private final Map<UUID, KnownAction> actions = new LinkedHashMap<>();
    private final Map<UUID, Long> heldSince = new HashMap<>();

    public MemoryDesk(Clock clock, Policy... policies) {
        this.clock = clock;
        this.policies = List.of(policies);
    }

    /** From now on. */
    public void apply(Policy... inForce) {
        policies = List.of(inForce);
    }

    /** What a channel does with an action. */
    public void set(UUID action, ActionState state) {
        var known = actions.get(action);
        actions.put(action, new KnownAction(action, state, known.calledFor(), known.journey(), known.customer()));
    }

    /** A page behind which nothing is unread. */
    public void tell(List<Change> page) {
        tell(page, 0);
        release(Long.MAX_VALUE);
    }

    @Override
    public void tell(List<Change> page, long moment) {
        var news = Newest.of(page, journeys.values());
        var related = new HashSet<>(Newest.concerned(news));
        var transitions = news.stream()
                .filter(Change.Told.class::isInstance)
                .flatMap(change -> ((Change.Told) change).now().transitions().stream())
                .map(Transition::id)
                .collect(Collectors.toSet());
        spread(related, transitions);
        var known = told.values().stream()
                .filter(one -> transitions.contains(one.transition().id()))
                .toList();
        var customers = new HashMap<UUID, Customer>();
        news.forEach(change -> customers.put(change.customer(), Fixtures.customer(change.customer())));
        var plan = Planner.plan(
                new Situation(
                        clock,
                        policies,
                        news,
                        journeys.values().stream().filter(one -> related.contains(one.id())).toList(),
                        known,
                        on(transitions).toList(),
                        on(transitions)
                                .filter(one -> one.action().isPresent())
                                .flatMap(one -> Stream.of(one.action().get(), one.cause().actionId()))
                                .distinct()
                                .filter(actions::containsKey)
                                .map(actions::get)
                                .toList(),
                        customers),
                Watcher.NONE);
        if (Newest.tellOfAReturn(news, journeys.values())) {
            heldSince.replaceAll((_, _) -> moment);
        }
        news.forEach(change -> journeys.put(change.journey(), KnownJourney.after(change)));
        keep(plan);
        plan.newActions().forEach(made -> heldSince.put(made.id(), moment));
        plan.heldAgain().forEach(action -> heldSince.put(action, moment));
    }

    private void keep(Plan plan) {
        plan.transitions().forEach(one -> told.put(List.of(one.journey(), one.transition().id()), one));
        plan.decisions().forEach(one -> decisions.put(one.cause(), one));
        plan.changedActions().forEach(one -> actions.put(one.id(), one));
        for (var made : plan.newActions()) {
            var before = actions.get(made.id());
            if (before != null && before.state() != ActionState.CANCELLED) {
                throw new AssertionError("action " + made.id() + " is made twice; it is " + before);
            }
            actions.put(
                    made.id(),
                    new KnownAction(made.id(), ActionState.WAITING, true, made.journey(), made.customer()));
        }
    }

    /** To all journeys and transitions that they lead to: by replacement, by being told of, by sharing an action. */
    private void spread(Set<UUID> related, Set<UUID> transitions) {
        for (int size = -1; size < related.size() + transitions.size(); ) {
            size = related.size() + transitions.size();
            for (var journey : journeys.values()) {
                var replacement = journey.replacedBy();
                if (replacement.isPresent() && (related.contains(journey.id()) || related.contains(replacement.get()))) {
                    related.add(journey.id());
                    related.add(replacement.get());
                }
            }
            told.values().stream()
                    .filter(one -> related.contains(one.journey()) || transitions.contains(one.transition().id()))
                    .forEach(one -> {
                        related.add(one.journey());
                        transitions.add(one.transition().id());
                    });
            var shared = on(transitions).flatMap(one -> one.action().stream()).collect(Collectors.toSet());
            decisions.values().stream()
                    .filter(one -> one.action().filter(shared::contains).isPresent())
                    .forEach(one -> transitions.add(one.transition().id()));
        }
    }

    private Stream<Decision> on(Set<UUID> transitions) {
        return decisions.values().stream()
                .filter(one -> transitions.contains(one.transition().id()));
    }

    @Override
    public void release(long oldestUnread) {
        heldSince.values().removeIf(since -> since < oldestUnread);
    }

    @Override
    public void deliverAll() {
        for (var action : new ArrayList<>(actions.values())) {
            if (action.calledFor()
                    && !heldSince.containsKey(action.id())
                    && (action.state() == ActionState.WAITING || action.state() == ActionState.OFFERED)) {
                set(action.id(), ActionState.DONE);
            }
        }
    }

    @Override
    public Collection<Decision> decisions() {
        return decisions.values();
    }

    @Override
    public Collection<KnownAction> actions() {
        return actions.values();
    }
}
