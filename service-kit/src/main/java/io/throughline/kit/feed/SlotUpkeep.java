package io.throughline.kit.feed;

import java.util.Optional;

/**
 * What is known of one slot when it is decided whether it is time to compact it. Sequences are of the whole feed, so a slot has
 * about one in 64 of them.
 *
 * @param latest the sequence of the slot's last row; 0 of a slot without any
 * @param compactedTo up to which sequence the slot was compacted last
 * @param left how many rows were left then
 * @param marked a sequence that was the latest some time ago; empty when none was noted yet
 * @param markIsOld whether that was long enough ago for what it covers to be compacted
 */
record SlotUpkeep(int slot, long latest, long compactedTo, long left, Optional<Long> marked, boolean markIsOld) {

    /** Less is not worth the while. */
    static final long FEWEST = 1_000;

    /**
     * Whether about as many rows have come as were left: each row is then looked at a constant number of times, however large the
     * feed is.
     */
    boolean isDue() {
        return markIsOld && (marked.orElseThrow() - compactedTo) / Slots.COUNT >= Math.max(FEWEST, left);
    }

    /** Whether the latest is to be noted. */
    boolean isToBeMarked() {
        return marked.isEmpty() ? latest > 0 : markIsOld && latest > marked.get();
    }
}
