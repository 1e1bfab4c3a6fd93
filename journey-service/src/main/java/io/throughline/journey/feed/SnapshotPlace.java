package io.throughline.journey.feed;

import io.throughline.kit.error.Refusal;
import io.throughline.kit.feed.FeedPosition;
import io.throughline.kit.page.PageToken;
import java.util.UUID;

/**
 * Where the next page of a snapshot begins.
 *
 * @param end of the feed when the snapshot was begun
 * @param journey the last one that was looked at, of {@code customer}
 */
public record SnapshotPlace(FeedPosition end, UUID journey, UUID customer) {

    private static final UUID FIRST = new UUID(0, 0);
    private static final String ORDER = "by-id";

    static SnapshotPlace first(FeedPosition end) {
        return new SnapshotPlace(end, FIRST, FIRST);
    }

    SnapshotPlace after(UUID lastJourney, UUID lastCustomer) {
        return new SnapshotPlace(end, lastJourney, lastCustomer);
    }

    private SnapshotPlace fromTheBeginning() {
        return first(end);
    }

    /** Opaque to readers. */
    public String token() {
        return PageToken.after(ORDER + " " + end.token() + " " + journey + " " + customer);
    }

    /**
     * As {@link #token} wrote it, or an earlier release, which went by customers: then it begins once more, with what the feed has
     * told since then to be read after it. Refuses anything else.
     */
    static SnapshotPlace parse(String place) {
        var parts = place.split(" ");
        try {
            if (parts.length == 4 && parts[0].equals(ORDER)) {
                return new SnapshotPlace(
                        FeedPosition.parse(parts[1]), UUID.fromString(parts[2]), UUID.fromString(parts[3]));
            }
            if (parts.length == 3) {
                return new SnapshotPlace(
                                FeedPosition.parse(parts[0]), UUID.fromString(parts[2]), UUID.fromString(parts[1]))
                        .fromTheBeginning();
            }
        } catch (IllegalArgumentException noId) {
            // Refused as what has other parts.
        }
        throw Refusal.invalid("page_token", "is not a token that this snapshot gave out; send it back as read");
    }
}
