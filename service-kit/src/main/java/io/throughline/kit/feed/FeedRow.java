package io.throughline.kit.feed;

import io.throughline.feed.v1.ChangeHeader;
import java.util.UUID;

/**
 * A change as it stands in the feed.
 *
 * @param traceparent empty when its cause was not traced
 * @param backfill as {@link FeedEntry#backfill}, of this change and of all those that it tells of in the place of deleted rows
 */
public record FeedRow(
        int slot,
        FeedPosition position,
        UUID customer,
        UUID subject,
        long revision,
        String traceparent,
        boolean backfill) {

    /** The part of the change that all feeds have in common. */
    public ChangeHeader header() {
        return ChangeHeader.newBuilder()
                .setSlot(slot)
                .setPosition(position.token())
                .setCustomerId(customer.toString())
                .setRevision(revision)
                .setTraceparent(traceparent)
                .build();
    }
}
