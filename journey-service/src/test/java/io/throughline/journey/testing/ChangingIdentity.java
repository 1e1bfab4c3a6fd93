package io.throughline.journey.testing;

import io.throughline.identity.v1.Customer;
import io.throughline.identity.v1.CustomerChange;
import io.throughline.identity.v1.Departure;
import io.throughline.identity.v1.Identifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Customers who merge and split at random; what has changed is told late, in any order, and as it stands when it is told. */
public final class ChangingIdentity {

    private final ScriptedIdentity answers;
    private final List<Identifier> identifiers;
    private final RandomGenerator random;
    private final Map<Identifier, UUID> founded = new LinkedHashMap<>();
    private final Map<UUID, UUID> mergedInto = new HashMap<>();
    private final Map<UUID, Set<Identifier>> everHeld = new HashMap<>();
    private final Set<UUID> untold = new LinkedHashSet<>();

    public ChangingIdentity(ScriptedIdentity answers, List<Identifier> identifiers, RandomGenerator random) {
        this.answers = answers;
        this.identifiers = identifiers;
        this.random = random;
        for (var identifier : identifiers) {
            var customer = answers.holder(identifier);
            founded.put(identifier, customer);
            everHeld.computeIfAbsent(customer, _ -> new LinkedHashSet<>()).add(identifier);
        }
    }

    public UUID holder(Identifier identifier) {
        return answers.holder(identifier);
    }

    public void change() {
        var identifier = identifiers.get(random.nextInt(identifiers.size()));
        var holder = answers.holder(identifier);
        if (holder.equals(founded.get(identifier))) {
            merge(holder, answers.holder(identifiers.get(random.nextInt(identifiers.size()))));
        } else {
            split(holder, identifier);
        }
    }

    private void merge(UUID loser, UUID winner) {
        if (loser.equals(winner)) {
            return;
        }
        for (var identifier : identifiers) {
            if (answers.holder(identifier).equals(loser)) {
                hold(winner, identifier);
            }
        }
        mergedInto.put(loser, winner);
        untold.add(loser);
        untold.add(winner);
    }

    /** The customer that {@code identifier} founded is one of its own again. */
    private void split(UUID holder, Identifier identifier) {
        var returned = founded.get(identifier);
        mergedInto.remove(returned);
        hold(returned, identifier);
        untold.add(holder);
        untold.add(returned);
    }

    private void hold(UUID customer, Identifier identifier) {
        answers.give(identifier, customer);
        everHeld.computeIfAbsent(customer, _ -> new LinkedHashSet<>()).add(identifier);
    }

    public boolean hasNews() {
        return !untold.isEmpty();
    }

    /** Some of what has changed and was not told yet. */
    public List<CustomerChange> news() {
        var news = new ArrayList<CustomerChange>();
        var waiting = new ArrayList<>(untold);
        int size = 1 + random.nextInt(waiting.size());
        for (int i = 0; i < size; i++) {
            var customer = waiting.remove(random.nextInt(waiting.size()));
            untold.remove(customer);
            news.add(CustomerChange.newBuilder().setCustomer(state(customer)).build());
        }
        return news;
    }

    private Customer state(UUID id) {
        var customer = Customer.newBuilder().setId(id.toString());
        if (mergedInto.containsKey(id)) {
            customer.setMergedInto(mergedInto.get(id).toString());
        }
        for (var identifier : everHeld.getOrDefault(id, Set.of())) {
            var holder = answers.holder(identifier);
            if (holder.equals(id)) {
                customer.addIdentifiers(identifier);
            } else {
                customer.addDepartures(
                        Departure.newBuilder().setIdentifier(identifier).setCustomerId(holder.toString()));
            }
        }
        return customer.build();
    }
}
