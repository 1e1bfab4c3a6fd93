package io.throughline.journey.redirect;

import io.throughline.identity.v1.Customer;
import io.throughline.journey.interaction.Anchor;
import java.util.List;
import java.util.UUID;

/**
 * What was a customer's has gone to another.
 *
 * @param anchor of what has gone; {@link Redirects#EVERYTHING} when all of it has
 */
record Redirect(UUID customer, Anchor anchor, UUID target) {

    /** All redirects of a customer, as identity-service tells its newest state. */
    static List<Redirect> of(Customer customer) {
        var id = UUID.fromString(customer.getId());
        if (!customer.getMergedInto().isEmpty()) {
            return List.of(new Redirect(id, Redirects.EVERYTHING, UUID.fromString(customer.getMergedInto())));
        }
        return customer.getDeparturesList().stream()
                .map(departure -> new Redirect(
                        id,
                        new Anchor(
                                departure.getIdentifier().getNamespace(),
                                departure.getIdentifier().getValue()),
                        UUID.fromString(departure.getCustomerId())))
                .toList();
    }
}
