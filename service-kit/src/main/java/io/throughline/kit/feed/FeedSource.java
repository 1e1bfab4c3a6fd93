package io.throughline.kit.feed;

import io.throughline.feed.v1.ChangeHeader;
import io.throughline.feed.v1.SlotPosition;
import java.time.Duration;
import java.util.List;

/**
 * A feed of another service, as its reader sees it.
 *
 * @param <C> one change, as that service's contract words it
 */
public interface FeedSource<C> {

    /** At most {@code pageSize} changes beyond {@code positions}; waits up to {@code wait} for a first one. */
    List<C> read(List<SlotPosition> positions, int pageSize, Duration wait);

    /** Where {@code change} stands in its feed. */
    ChangeHeader header(C change);
}
