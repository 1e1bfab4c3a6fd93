package io.throughline.orchestration.decision.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Which transitions stand where, before and after a page of changes. */
final class Transitions {

    /** A transition that a change brings. */
    record Brought(Change.Told change, Transition transition) {}

    private final Map<UUID, Map<UUID, ToldTransition>> ofJourney = new LinkedHashMap<>();
    private final Map<UUID, Set<UUID>> toldAt = new LinkedHashMap<>();
    private final Set<UUID> toldBefore = new HashSet<>();
    private final List<Brought> brought = new ArrayList<>();
    private final List<ToldTransition> changed = new ArrayList<>();

    Transitions(Collection<ToldTransition> before, List<Change> changes) {
        before.forEach(told -> {
            put(told);
            toldBefore.add(told.transition().id());
        });
        changes.forEach(change -> {
            switch (change) {
                case Change.Told told -> tell(told);
                case Change.Withdrawn gone -> withdrawAll(gone.journey(), Set.of());
            }
        });
    }

    /** What the changes bring, in their order. */
    List<Brought> brought() {
        return brought;
    }

    /** What is new, or stands no longer, or stands again. */
    List<ToldTransition> changed() {
        return changed;
    }

    /** Whether it was told before these changes, of whichever journey. */
    boolean wasTold(UUID transition) {
        return toldBefore.contains(transition);
    }

    boolean stands(UUID transition) {
        return standingAt(transition).findAny().isPresent();
    }

    /** The journey in which it stands: {@code preferred} if it does there. */
    Optional<UUID> journeyOf(UUID transition, UUID preferred) {
        var journeys = standingAt(transition).sorted().toList();
        return journeys.contains(preferred) ? Optional.of(preferred) : journeys.stream().findFirst();
    }

    /** Every journey of which it was ever told. */
    Set<UUID> everToldAt(UUID transition) {
        return toldAt.getOrDefault(transition, Set.of());
    }

    private Stream<UUID> standingAt(UUID transition) {
        return everToldAt(transition).stream()
                .filter(journey -> ofJourney.get(journey).get(transition).standing());
    }

    private void tell(Change.Told told) {
        var now = told.now().transitions();
        var known = ofJourney.getOrDefault(told.journey(), Map.of());
        for (var transition : now) {
            var before = known.get(transition.id());
            if (before == null || !before.standing()) {
                brought.add(new Brought(told, transition));
                change(new ToldTransition(told.journey(), transition, true));
            }
        }
        withdrawAll(told.journey(), Set.copyOf(now.stream().map(Transition::id).toList()));
    }

    private void withdrawAll(UUID journey, Set<UUID> except) {
        List.copyOf(ofJourney.getOrDefault(journey, Map.of()).values()).stream()
                .filter(told -> told.standing() && !except.contains(told.transition().id()))
                .forEach(told -> change(new ToldTransition(journey, told.transition(), false)));
    }

    private void change(ToldTransition told) {
        put(told);
        changed.add(told);
    }

    private void put(ToldTransition told) {
        ofJourney
                .computeIfAbsent(told.journey(), _ -> new LinkedHashMap<>())
                .put(told.transition().id(), told);
        toldAt.computeIfAbsent(told.transition().id(), _ -> new HashSet<>()).add(told.journey());
    }
}
