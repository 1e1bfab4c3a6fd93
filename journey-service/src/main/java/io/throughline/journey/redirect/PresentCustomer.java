package io.throughline.journey.redirect;

import io.throughline.kit.database.Transaction;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Finds the customer that an old id stands for now. */
public final class PresentCustomer {

    private PresentCustomer() {}

    /** The customer that {@code customer} became; itself when it became none, or while its way goes in a circle. */
    public static UUID of(Transaction transaction, UUID customer) {
        Set<UUID> seen = new HashSet<>();
        var present = customer;
        while (seen.add(present)) {
            var next = RedirectStore.of(transaction, List.of(present)).became(present);
            if (next.equals(present)) {
                return present;
            }
            present = next;
        }
        return customer;
    }
}
