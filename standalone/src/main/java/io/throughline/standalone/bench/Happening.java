package io.throughline.standalone.bench;

import java.time.Instant;

/**
 * Something that happens in a made-up company.
 *
 * @param number from 0, in order of time; the source sequence
 * @param customer from 0
 * @param occurredAt when it happened
 * @param deliveredAt when its channel tells it
 * @param errand which errand of the customer it belongs to; tells orders apart
 * @param newIdentifier whether it brings an identifier that nobody has seen yet
 */
public record Happening(
        int number,
        int customer,
        Instant occurredAt,
        Instant deliveredAt,
        long errand,
        String touchpoint,
        String channel,
        boolean newIdentifier) {

    Happening numbered(int place) {
        return new Happening(place, customer, occurredAt, deliveredAt, errand, touchpoint, channel, newIdentifier);
    }

    Happening deliveredAt(Instant later) {
        return new Happening(number, customer, occurredAt, later, errand, touchpoint, channel, newIdentifier);
    }
}
