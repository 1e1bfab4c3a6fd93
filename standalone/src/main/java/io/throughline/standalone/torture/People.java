package io.throughline.standalone.torture;

import io.throughline.identity.v1.Customer;
import io.throughline.identity.v1.FindCustomerRequest;
import io.throughline.identity.v1.Identifier;
import io.throughline.standalone.client.Clients;
import io.throughline.standalone.client.Patience;
import io.throughline.standalone.torture.PlatformState.Person;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whom identity-service takes the holders of identifiers for. */
record People(List<Customer> customers) {

    /** All who hold any of {@code identifiers}. */
    static People of(Set<Identifier> identifiers, Clients clients, Patience patience) {
        var customers = new ArrayList<Customer>();
        var seen = new HashSet<Identifier>();
        for (var identifier : identifiers) {
            if (!seen.contains(identifier)) {
                var request = FindCustomerRequest.newBuilder().setIdentifier(identifier).build();
                var customer = patience.untilAnswered(() -> clients.identity().findCustomer(request))
                        .getCustomer();
                customers.add(customer);
                seen.addAll(customer.getIdentifiersList());
            }
        }
        return new People(customers);
    }

    /** Without ids, revisions and departures, which follow from the order in which evidence came. */
    Set<Person> persons() {
        return customers.stream()
                .map(customer -> new Person(
                        Set.copyOf(customer.getIdentifiersList()), Set.copyOf(customer.getLinksList())))
                .collect(Collectors.toSet());
    }

    /** How many have lost an identifier to another: what they were has fallen apart. */
    long parted() {
        return customers.stream().filter(customer -> customer.getDeparturesCount() > 0).count();
    }
}
