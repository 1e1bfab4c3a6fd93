package io.throughline.kit.feed;

import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What one follower of a feed changes in who holds which slots, so that all followers come to hold equally many: it takes what
 * nobody holds, up to its share, and gives back what it holds beyond.
 *
 * @param share how many slots are this follower's due: the shares of all followers add up to all slots
 * @param kept held before and after
 * @param taken held by nobody who is there
 * @param givenBack beyond the share, for others to take
 */
record SlotShares(int share, SortedSet<Integer> kept, SortedSet<Integer> taken, SortedSet<Integer> givenBack) {

    /**
     * For {@code self}, one of the {@code followers} that are there, while {@code holders} hold slots; who holds one and is not
     * there has lost it.
     */
    static SlotShares of(UUID self, Set<UUID> followers, Map<Integer, UUID> holders) {
        int share = share(self, new TreeSet<>(followers));
        var kept = new TreeSet<Integer>();
        var taken = new TreeSet<Integer>();
        var givenBack = new TreeSet<Integer>();
        new TreeMap<>(holders).forEach((slot, holder) -> {
            if (holder.equals(self)) {
                (kept.size() < share ? kept : givenBack).add(slot);
            }
        });
        for (int slot = 0; slot < Slots.COUNT && kept.size() + taken.size() < share; slot++) {
            var holder = holders.get(slot);
            if (holder == null || !followers.contains(holder)) {
                taken.add(slot);
            }
        }
        return new SlotShares(share, kept, taken, givenBack);
    }

    /** The first ones in a line that all see alike have one more when it does not come out even. */
    private static int share(UUID self, SortedSet<UUID> followers) {
        int place = followers.headSet(self).size();
        return Slots.COUNT / followers.size() + (place < Slots.COUNT % followers.size() ? 1 : 0);
    }

    /** What is this follower's from now on. */
    SortedSet<Integer> held() {
        var held = new TreeSet<>(kept);
        held.addAll(taken);
        return held;
    }

    /** Whether others have yet to give back what is this follower's due. */
    boolean isShort() {
        return kept.size() + taken.size() < share;
    }
}
