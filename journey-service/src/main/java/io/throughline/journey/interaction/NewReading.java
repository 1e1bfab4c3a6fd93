package io.throughline.journey.interaction;

import io.throughline.journey.fold.Ids;
import java.time.Instant;
import java.util.UUID;

/**
 * A channel's reading of a customer's context, on its way into the table of interactions.
 *
 * @param id derived from whose it is when it is read, of channel and time
 * @param anchor under which the customer's latest interaction stood then: whoever holds it has the reading, too
 * @param at what the clock showed, to the microsecond
 */
public record NewReading(UUID id, UUID customer, Anchor anchor, String channel, Instant at) {

    /** By {@code channel}, of {@code customer} as known now. */
    public static NewReading of(UUID customer, Anchor anchor, String channel, Instant at) {
        return new NewReading(Ids.reading(customer, channel, at), customer, anchor, channel, at);
    }

    public NewReading ownedBy(UUID owner) {
        return new NewReading(id, owner, anchor, channel, at);
    }
}
