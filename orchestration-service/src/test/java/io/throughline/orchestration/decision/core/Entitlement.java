package io.throughline.orchestration.decision.core;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToLongFunction;

/**
 * How much may rightly have been sent. Of journeys that stand for one another: as much as there ever were transitions at once. When
 * some part from the others, what was sent for the one side does not count for the other, nor need anybody have been told that they
 * were ever joined: each side begins anew.
 */
final class Entitlement {

    /** Journeys that have ever stood for one another. */
    private final Map<UUID, UUID> family = new HashMap<>();

    /** Journeys that do now. */
    private final Map<UUID, UUID> group = new HashMap<>();

    private final Map<UUID, Long> mostAtOnce = new HashMap<>();
    private final Map<UUID, Long> allowed = new HashMap<>();

    /** {@code journey} is, if it was not before. */
    void begin(UUID journey) {
        if (!group.containsKey(journey)) {
            family.put(journey, journey);
            group.put(journey, journey);
        }
    }

    /** {@code one} has come to stand for {@code other}. */
    void join(UUID one, UUID other) {
        merge(family, allowed, one, other);
        merge(group, mostAtOnce, one, other);
    }

    /** {@code parted}, among them {@code journey}, stand for those no longer that they were joined with. */
    void part(UUID journey, Set<UUID> parted) {
        mostAtOnce.remove(group.get(journey));
        var own = UUID.randomUUID();
        parted.forEach(one -> group.put(one, own));
    }

    /** Takes note of how much stands now. */
    void count(ToLongFunction<UUID> standing) {
        var now = standing(standing);
        Map.copyOf(group).forEach((journey, of) -> {
            long more = now.get(of) - mostAtOnce.getOrDefault(of, 0L);
            if (more > 0) {
                mostAtOnce.put(of, now.get(of));
                allowed.merge(family.get(journey), more, Long::sum);
            }
        });
    }

    /** Fails if more was sent than was allowed, {@code sentTo} being the journey of each action that was sent. */
    void check(Collection<UUID> sentTo) {
        var sent = new HashMap<UUID, Long>();
        sentTo.forEach(journey -> sent.merge(family.get(journey), 1L, Long::sum));
        sent.forEach((root, count) -> {
            if (count > allowed.getOrDefault(root, 0L)) {
                throw new AssertionError(count + " actions were sent to journeys that were entitled to no more than "
                        + allowed.getOrDefault(root, 0L));
            }
        });
    }

    private Map<UUID, Long> standing(ToLongFunction<UUID> standing) {
        var now = new HashMap<UUID, Long>();
        group.forEach((journey, of) -> now.merge(of, standing.applyAsLong(journey), Long::sum));
        return now;
    }

    private static void merge(Map<UUID, UUID> labels, Map<UUID, Long> sums, UUID one, UUID other) {
        var gone = labels.get(one);
        var stays = labels.get(other);
        if (!gone.equals(stays)) {
            labels.replaceAll((_, label) -> label.equals(gone) ? stays : label);
            sums.merge(stays, sums.getOrDefault(gone, 0L), Long::sum);
            sums.remove(gone);
        }
    }
}
