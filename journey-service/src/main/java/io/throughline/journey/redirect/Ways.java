package io.throughline.journey.redirect;

import io.throughline.identity.v1.Customer;
import io.throughline.journey.interaction.Anchor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Where what was one customer's has gone.
 *
 * @param targets by anchor, whatever its key: who has it now; by {@link Redirects#CUSTOMER} who the customer became
 * @param erasedKeys of anchors: what stands under them is erased
 * @param erased the customer is, with all that stands under no anchor of {@code targets}
 */
record Ways(Map<Anchor, UUID> targets, Set<Long> erasedKeys, boolean erased) {

    static final Ways NONE = new Ways(Map.of(), Set.of(), false);

    /** All ways of a customer, as identity-service tells its newest state. */
    static Ways of(Customer customer) {
        var targets = new HashMap<Anchor, UUID>();
        var erasedKeys = new HashSet<Long>();
        for (var departure : customer.getDeparturesList()) {
            if (departure.hasIdentifier()) {
                var identifier = departure.getIdentifier();
                targets.put(
                        new Anchor(identifier.getNamespace(), identifier.getValue()),
                        UUID.fromString(departure.getCustomerId()));
            } else {
                erasedKeys.add(departure.getIdentifierKey());
            }
        }
        if (!customer.getMergedInto().isEmpty()) {
            targets.put(Redirects.CUSTOMER, UUID.fromString(customer.getMergedInto()));
        }
        return new Ways(targets, erasedKeys, customer.getErased());
    }

    /** With room for more. */
    static Ways empty() {
        return new Ways(new HashMap<>(), new HashSet<>(), false);
    }

    Ways asErased() {
        return new Ways(targets, erasedKeys, true);
    }
}
