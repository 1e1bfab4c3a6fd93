package io.throughline.journey.redirect;

import io.throughline.journey.fold.Position;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A customer whose interactions are still to be looked at.
 *
 * @param after the last one looked at
 * @param circle among those looked at, one stays only because its way goes in a circle
 * @param waits all were looked at; only more news can bring those on that stay
 * @param since when this transaction began, when empty
 */
record Unfinished(UUID customer, Position after, boolean circle, boolean waits, Optional<Instant> since) {

    private static final Position BEGINNING =
            new Position(Instant.parse("0001-01-01T00:00:00Z"), 0, new UUID(0, 0));

    /** Nothing was looked at yet. */
    static Unfinished begun(UUID customer) {
        return new Unfinished(customer, BEGINNING, false, false, Optional.empty());
    }

    /** Everything is to be looked at again. */
    Unfinished begunAgain() {
        return new Unfinished(customer, BEGINNING, false, false, since);
    }

    Unfinished lookedUpTo(Position position, boolean inCircle) {
        return new Unfinished(customer, position, circle || inCircle, false, since);
    }

    Unfinished waiting() {
        return new Unfinished(customer, after, true, true, since);
    }
}
