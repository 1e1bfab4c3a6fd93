package io.throughline.journey.redirect;

import io.throughline.identity.v1.Customer;
import io.throughline.journey.interaction.Anchor;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What was a customer's has gone to another.
 *
 * @param anchor of what has gone; {@link Redirects#CUSTOMER} for the customer itself
 */
record Redirect(UUID customer, Anchor anchor, UUID target) {

    /** All redirects of a customer, as identity-service tells its newest state. */
    static List<Redirect> of(Customer customer) {
        var id = UUID.fromString(customer.getId());
        var redirects = new ArrayList<Redirect>();
        for (var departure : customer.getDeparturesList()) {
            var identifier = departure.getIdentifier();
            redirects.add(new Redirect(
                    id,
                    new Anchor(identifier.getNamespace(), identifier.getValue()),
                    UUID.fromString(departure.getCustomerId())));
        }
        if (!customer.getMergedInto().isEmpty()) {
            redirects.add(new Redirect(id, Redirects.CUSTOMER, UUID.fromString(customer.getMergedInto())));
        }
        return redirects;
    }
}
