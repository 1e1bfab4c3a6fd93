package io.throughline.journey.feed;

import io.throughline.kit.error.Refusal;
import io.throughline.kit.feed.FeedPosition;
import io.throughline.kit.page.PageToken;
import java.util.UUID;

/**
 * Where the next page of a snapshot begins.
 *
 * @param end of the feed when the snapshot was begun
 * @param customer the last one that was looked at, with {@code journey} of theirs
 */
public record SnapshotPlace(FeedPosition end, UUID customer, UUID journey) {

    private static final UUID FIRST = new UUID(0, 0);

    static SnapshotPlace first(FeedPosition end) {
        return new SnapshotPlace(end, FIRST, FIRST);
    }

    SnapshotPlace after(UUID lastCustomer, UUID lastJourney) {
        return new SnapshotPlace(end, lastCustomer, lastJourney);
    }

    /** Opaque to readers. */
    public String token() {
        return PageToken.after(end.token() + " " + customer + " " + journey);
    }

    /** As {@link #token} wrote it; refuses anything else. */
    static SnapshotPlace parse(String place) {
        var parts = place.split(" ");
        try {
            if (parts.length == 3) {
                return new SnapshotPlace(
                        FeedPosition.parse(parts[0]), UUID.fromString(parts[1]), UUID.fromString(parts[2]));
            }
        } catch (IllegalArgumentException noId) {
            // Refused as what has other parts.
        }
        throw Refusal.invalid("page_token", "is not a token that this snapshot gave out; send it back as read");
    }
}
