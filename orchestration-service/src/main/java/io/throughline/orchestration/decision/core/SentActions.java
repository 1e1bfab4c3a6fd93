package io.throughline.orchestration.decision.core;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Actions that were sent and that no standing transition claims: each counts for one transition that takes the place. */
final class SentActions {

    /** An action, and the withdrawn transition that it was sent for. */
    private record Sent(String policy, Transition transition, KnownAction action) {}

    private final List<Sent> unclaimed;
    private final Transitions transitions;
    private final Lineage lineage;
    private final Set<UUID> taken = new HashSet<>();

    private SentActions(List<Sent> unclaimed, Transitions transitions, Lineage lineage) {
        this.unclaimed = unclaimed;
        this.transitions = transitions;
        this.lineage = lineage;
    }

    static SentActions unclaimed(
            Collection<Decision> decisions,
            Map<UUID, KnownAction> actions,
            Claims claims,
            Transitions transitions,
            Lineage lineage) {
        var unclaimed = decisions.stream()
                .filter(decision -> decision.outcome().claimsAction() && decision.action().isPresent())
                .map(decision -> new Sent(
                        decision.policy(), decision.transition(), actions.get(decision.action().orElseThrow())))
                .filter(sent -> sent.action() != null
                        && sent.action().state().isSent()
                        && !claims.isKept(sent.action().id()))
                .sorted(Comparator.comparing(Sent::transition, Transition.IN_ORDER))
                .toList();
        return new SentActions(unclaimed, transitions, lineage);
    }

    /** Takes the first action that {@code policy} had sent for a transition like {@code replacement}, which it is near to. */
    Optional<KnownAction> take(String policy, Transition replacement) {
        if (unclaimed.isEmpty()) {
            return Optional.empty();
        }
        var places = placesOf(replacement.id());
        var found = unclaimed.stream()
                .filter(sent -> sent.policy().equals(policy)
                        && sent.transition().isLike(replacement)
                        && !taken.contains(sent.action().id())
                        && placesOf(sent.transition().id()).stream().anyMatch(places::contains))
                .map(Sent::action)
                .findFirst();
        found.ifPresent(action -> taken.add(action.id()));
        return found;
    }

    private Set<UUID> placesOf(UUID transition) {
        return transitions.everToldAt(transition).stream().map(lineage::of).collect(Collectors.toSet());
    }
}
