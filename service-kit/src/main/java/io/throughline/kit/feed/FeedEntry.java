package io.throughline.kit.feed;

import java.util.UUID;

/**
 * One change, told without its content: readers get the newest state of the subject.
 *
 * @param customer the key under which the change is told; decides the slot
 * @param subject what has changed
 * @param revision of the subject; rises with each of its changes
 * @param backfill it came of going through what was recorded before, and is no news; false where that is in doubt
 */
public record FeedEntry(UUID customer, UUID subject, long revision, boolean backfill) {

    /** What has happened just now. */
    public FeedEntry(UUID customer, UUID subject, long revision) {
        this(customer, subject, revision, false);
    }
}
