package io.throughline.kit.feed;

import io.throughline.feed.v1.ChangeHeader;
import io.throughline.feed.v1.SlotPosition;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A feed of another service, as its reader sees it.
 *
 * @param <C> one change, as that service's contract words it
 */
public interface FeedSource<C> {

    /** At most {@code pageSize} changes beyond {@code positions}, of which there is one; waits up to {@code wait} for a first. */
    List<C> read(List<SlotPosition> positions, int pageSize, Duration wait);

    /**
     * A page of the snapshot of {@code slots}, of at most {@code pageSize}; asked only of a feed that says that changes are no
     * longer kept.
     *
     * @param token that of the page before; empty for the first
     */
    FeedSnapshot<C> snapshot(Set<Integer> slots, String token, int pageSize);

    /** How much lies beyond {@code positions}, counted to {@link FeedLag#COUNTED_UP_TO} in each slot. */
    FeedLag lag(List<SlotPosition> positions);

    /** Where {@code change} stands in its feed. */
    ChangeHeader header(C change);
}
