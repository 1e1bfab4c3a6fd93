package io.throughline.orchestration.decision.core;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Which journeys stand for one another: a withdrawn one and the one that took its place, over any number of steps. */
final class Lineage {

    private final Map<UUID, UUID> parent = new HashMap<>();

    Lineage(Collection<KnownJourney> journeys) {
        journeys.forEach(journey -> journey.replacedBy().ifPresent(replacement -> join(journey.id(), replacement)));
    }

    /** The same for all journeys that stand for one another. */
    UUID of(UUID journey) {
        var found = journey;
        for (var next = parent.get(found); next != null; next = parent.get(found)) {
            found = next;
        }
        return found;
    }

    private void join(UUID one, UUID other) {
        var left = of(one);
        var right = of(other);
        if (!left.equals(right)) {
            parent.put(left, right);
        }
    }
}
