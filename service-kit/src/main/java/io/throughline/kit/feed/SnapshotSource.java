package io.throughline.kit.feed;

import java.util.Set;

/**
 * A feed that forgets: it keeps changes for a time only, and tells those who come later what all of them have come to.
 *
 * @param <C> one change, as that service's contract words it
 */
public interface SnapshotSource<C> extends FeedSource<C> {

    /**
     * A page of the snapshot of {@code slots}, of at most {@code pageSize}; asked only of a feed that says that changes are no
     * longer kept.
     *
     * @param token that of the page before; empty for the first
     */
    FeedSnapshot<C> snapshot(Set<Integer> slots, String token, int pageSize);
}
