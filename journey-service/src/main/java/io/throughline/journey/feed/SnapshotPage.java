package io.throughline.journey.feed;

import io.throughline.kit.feed.FeedPosition;
import java.util.List;
import java.util.Optional;

/**
 * A page of a snapshot.
 *
 * @param end of the feed when the snapshot was begun, from where to follow it
 * @param last whether nothing comes after these
 * @param next where the next page begins when all of {@code news} are told
 */
public record SnapshotPage(List<JourneyNews> news, FeedPosition end, boolean last, SnapshotPlace next) {

    /** Where the next page begins when the first {@code told} of the news are told in this one; empty when it is the last. */
    public Optional<SnapshotPlace> next(int told) {
        if (told < news.size()) {
            var row = news.get(told - 1).row();
            return Optional.of(next.after(row.customer(), row.subject()));
        }
        return last ? Optional.empty() : Optional.of(next);
    }
}
