package io.throughline.identity.customer;

import io.throughline.identity.identifier.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The one person behind identifiers.
 *
 * @param revision rises with every change
 * @param erased it holds nothing and leads nowhere, for ever
 * @param mergedInto the living customer that this one became; empty while it is one of its own
 * @param identifiers held now, the first {@link #MOST} met; none once it has become another
 * @param departures held once, now another's or erased; the first {@link #MOST} met
 * @param more what else there is
 */
public record Customer(
        UUID id,
        long revision,
        boolean erased,
        Optional<UUID> mergedInto,
        List<Identifier> identifiers,
        List<Departure> departures,
        More more) {

    /** So many identifiers and departures are told at once: no message could hold all of some customers. */
    public static final int MOST = 1_000;

    /** Whether there are more identifiers and departures than are told. */
    public record More(boolean identifiers, boolean departures) {}

    /** An identifier once held. */
    public sealed interface Departure {

        /** Names the identifier without telling it; one that is observed again after it was erased has another. */
        long key();

        /** The living customer {@code holder} holds it now. */
        record Moved(long key, Identifier identifier, UUID holder) implements Departure {}

        /** It was erased with whoever held it last. */
        record Erased(long key) implements Departure {}
    }
}
