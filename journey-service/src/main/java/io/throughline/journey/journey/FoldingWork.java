package io.throughline.journey.journey;

import io.throughline.journey.interaction.NewInteraction;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What there is to fold in one transaction, whose customers are locked.
 *
 * @param customers whose waiting interactions are looked at
 * @param arrivals new interactions, to be stored
 * @param afresh keys to be folded from all that is stored
 * @param due keys in which time alone may change something
 * @param moved the customer to whom an interaction went, for those that just did
 * @param past what comes of what occurred up to then, where {@code afresh} is folded, is no news; empty when all is
 */
public record FoldingWork(
        Collection<UUID> customers,
        List<NewInteraction> arrivals,
        Set<JourneyKey> afresh,
        Set<JourneyKey> due,
        Map<UUID, UUID> moved,
        Optional<Instant> past) {

    public static FoldingWork arrivals(Collection<UUID> customers, List<NewInteraction> arrivals) {
        return new FoldingWork(customers, arrivals, Set.of(), Set.of(), Map.of(), Optional.empty());
    }

    public static FoldingWork due(Collection<UUID> customers, Set<JourneyKey> due) {
        return new FoldingWork(customers, List.of(), Set.of(), due, Map.of(), Optional.empty());
    }

    public static FoldingWork afresh(Collection<UUID> customers, Set<JourneyKey> afresh, Map<UUID, UUID> moved) {
        return new FoldingWork(customers, List.of(), afresh, Set.of(), moved, Optional.empty());
    }

    /** As {@link #afresh}, where nothing has happened: how keys are folded is all that has changed, by {@code askedAt}. */
    public static FoldingWork backfill(Collection<UUID> customers, Set<JourneyKey> afresh, Optional<Instant> askedAt) {
        return new FoldingWork(customers, List.of(), afresh, Set.of(), Map.of(), askedAt);
    }
}
