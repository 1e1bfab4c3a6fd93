package io.throughline.kit.feed;

import io.throughline.kit.error.Refusal;

/**
 * Where a change stands in its slot: the transaction that wrote it, and its place among all that was written.
 *
 * @param transaction PostgreSQL's 64-bit transaction id, which never wraps
 * @param sequence rises in the order of writing
 */
public record FeedPosition(long transaction, long sequence) {

    /** Before the first change. */
    public static final FeedPosition START = new FeedPosition(0, 0);

    /** As {@link #token} wrote it; empty means {@link #START}. Refuses anything else. */
    public static FeedPosition parse(String token) {
        if (token.isEmpty()) {
            return START;
        }
        int dash = token.indexOf('-');
        try {
            return new FeedPosition(
                    Long.parseUnsignedLong(token, 0, Math.max(dash, 0), 36),
                    Long.parseUnsignedLong(token, dash + 1, token.length(), 36));
        } catch (NumberFormatException notOurs) {
            throw Refusal.invalid("positions.position", "is not a position that this feed gave out; send it back as read");
        }
    }

    /** Opaque to readers. */
    public String token() {
        return Long.toUnsignedString(transaction, 36) + "-" + Long.toUnsignedString(sequence, 36);
    }
}
