package io.throughline.identity.customer;

import io.throughline.identity.identifier.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The one person behind identifiers.
 *
 * @param revision rises with every change
 * @param mergedInto the living customer that this one became; empty while it is one of its own
 * @param identifiers held now; none once it has become another
 * @param departures held once, now another's
 */
public record Customer(
        UUID id,
        long revision,
        Optional<UUID> mergedInto,
        List<Identifier> identifiers,
        List<Departure> departures) {

    /** An identifier once held, and the living customer who holds it now. */
    public record Departure(Identifier identifier, UUID holder) {}
}
