package io.throughline.orchestration.decision;

import io.throughline.kit.database.Transaction;
import io.throughline.orchestration.context.ContextStore;
import io.throughline.orchestration.decision.core.Decision;
import io.throughline.orchestration.decision.core.KnownJourney;
import io.throughline.orchestration.decision.core.ToldTransition;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that a page of changes may have a part in. One leads to another: a journey to those that replaced it or that it replaced, to
 * those where one of its transitions was told too, and to those where a transition was told that shares an action with one of its.
 */
final class Concerned {

    private final Transaction transaction;
    private final Map<UUID, KnownJourney> journeys = new LinkedHashMap<>();
    private final Set<ToldTransition> told = new LinkedHashSet<>();
    private final Set<UUID> transitions = new HashSet<>();
    private List<Decision> decisions;

    private Concerned(Transaction transaction) {
        this.transaction = transaction;
    }

    /** What {@code journeys}, the transitions {@code told} of them and those {@code brought} lead to, and they themselves. */
    static Concerned by(
            Transaction transaction, List<KnownJourney> journeys, List<ToldTransition> told, Set<UUID> brought) {
        var concerned = new Concerned(transaction);
        concerned.add(journeys, told);
        concerned.transitions.addAll(brought);
        concerned.spread();
        return concerned;
    }

    Collection<KnownJourney> journeys() {
        return journeys.values();
    }

    /** Transitions, wherever each was told. */
    Collection<ToldTransition> told() {
        return told;
    }

    List<Decision> decisions() {
        return decisions;
    }

    /** Those that count for a transition, and those that would if no other did. */
    Set<UUID> actions() {
        return decisions.stream()
                .filter(decision -> decision.action().isPresent())
                .flatMap(decision -> Stream.of(
                        decision.action().orElseThrow(), decision.cause().actionId()))
                .collect(Collectors.toSet());
    }

    /** In further rounds only where the past was corrected across journeys: else the first one finds nothing new. */
    private void spread() {
        Set<UUID> shared;
        Set<UUID> elsewhere;
        do {
            decisions = DecisionStore.sharing(transaction, transitions);
            shared = decisions.stream().map(decision -> decision.transition().id()).collect(Collectors.toSet());
            shared.removeAll(transitions);
            elsewhere = told.stream().map(ToldTransition::journey).collect(Collectors.toSet());
            elsewhere.removeAll(journeys.keySet());
            follow(shared, elsewhere);
        } while (!shared.isEmpty() || !elsewhere.isEmpty());
    }

    private void follow(Set<UUID> shared, Set<UUID> elsewhere) {
        if (!shared.isEmpty()) {
            add(List.of(), ContextStore.told(transaction, List.of(), shared));
        }
        if (!elsewhere.isEmpty()) {
            var known = ContextStore.known(transaction, elsewhere);
            add(known, ContextStore.told(transaction, known.stream().map(KnownJourney::id).toList(), List.of()));
        }
    }

    /** What was known first is how it was before the changes. */
    private void add(List<KnownJourney> more, List<ToldTransition> toldOfThem) {
        more.forEach(journey -> journeys.putIfAbsent(journey.id(), journey));
        told.addAll(toldOfThem);
        toldOfThem.forEach(one -> transitions.add(one.transition().id()));
    }
}
