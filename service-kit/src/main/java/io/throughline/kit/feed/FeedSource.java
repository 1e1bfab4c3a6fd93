package io.throughline.kit.feed;

import io.throughline.feed.v1.ChangeHeader;
import io.throughline.feed.v1.SlotPosition;
import java.time.Duration;
import java.util.List;

/**
 * A feed of another service, as its reader sees it. One that does not keep all changes is a {@link SnapshotSource}.
 *
 * @param <C> one change, as that service's contract words it
 */
public interface FeedSource<C> {

    /** At most {@code pageSize} changes beyond {@code positions}, of which there is one; waits up to {@code wait} for a first. */
    List<C> read(List<SlotPosition> positions, int pageSize, Duration wait);

    /** How much lies beyond {@code positions}, counted to {@link FeedLag#COUNTED_UP_TO} in each slot. */
    FeedLag lag(List<SlotPosition> positions);

    /** Where {@code change} stands in its feed. */
    ChangeHeader header(C change);
}
