package io.throughline.journey.fold;

import java.time.Instant;
import java.util.Set;

/**
 * From a time on, journeys that are under way then follow another version of their definition. What they have come to by then
 * stays: the other version's rules hold for what occurs from {@code at} on, and its deadlines, counted from what came before, pass
 * at {@code at} at the earliest.
 *
 * @param at what occurs at it belongs to the other version already
 * @param version number of the version that they follow from there on
 * @param from numbers of the versions whose journeys it takes; empty when it takes all
 */
public record Migration(Instant at, int version, Set<Integer> from) {

    public Migration {
        from = Set.copyOf(from);
    }

    /** Whether a journey that follows the version of {@code number} goes over to another one. */
    boolean takes(int number) {
        return number != version && (from.isEmpty() || from.contains(number));
    }
}
