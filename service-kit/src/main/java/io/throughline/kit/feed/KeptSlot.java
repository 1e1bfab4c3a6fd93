package io.throughline.kit.feed;

import io.throughline.feed.v1.SlotPosition;
import java.util.Optional;

/**
 * How far this service has read a slot.
 *
 * @param position of the last change that was dealt with; empty before the first
 * @param snapshot the token of the next page of the snapshot, empty for the first page, while the slot's changes beyond the
 *     position are no longer kept
 */
record KeptSlot(int slot, String position, Optional<String> snapshot) {

    boolean isFollowed() {
        return snapshot.isEmpty();
    }

    SlotPosition message() {
        return SlotPosition.newBuilder().setSlot(slot).setPosition(position).build();
    }
}
