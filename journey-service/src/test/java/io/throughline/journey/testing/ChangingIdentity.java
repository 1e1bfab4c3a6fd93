package io.throughline.journey.testing;

import io.throughline.identity.v1.Customer;
import io.throughline.identity.v1.CustomerChange;
import io.throughline.identity.v1.Departure;
import io.throughline.identity.v1.Identifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Customers who merge and split at random, and are erased; what has changed is told late, in any order, and as it stands when it is
 * told. Some identifiers are met only later, with somebody whom others founded, and who may just have come back; those of the erased
 * are met again as if for the first time.
 */
public final class ChangingIdentity {

    /** An identifier, between two erasures. */
    private record Held(Identifier identifier, long key) {}

    private final ScriptedIdentity answers;
    private final List<Identifier> identifiers;
    private final RandomGenerator random;
    private final Map<Identifier, UUID> founded = new LinkedHashMap<>();
    private final Map<UUID, UUID> mergedInto = new HashMap<>();
    private final Map<UUID, Set<Held>> everHeld = new HashMap<>();
    private final Set<UUID> erased = new HashSet<>();
    private final Set<UUID> untold = new LinkedHashSet<>();

    public ChangingIdentity(ScriptedIdentity answers, List<Identifier> identifiers, RandomGenerator random) {
        this.answers = answers;
        this.identifiers = identifiers;
        this.random = random;
    }

    /**
     * To be called before anything is recorded under {@code named}: who is met for the first time is a new customer, or turns
     * out to be somebody known.
     */
    public void meet(Collection<Identifier> named) {
        named.stream().distinct().filter(identifier -> !isKnown(identifier)).forEach(identifier -> {
            if (identifiers.stream().noneMatch(this::isKnown) || random.nextBoolean()) {
                founded.put(identifier, answers.holder(identifier));
                hold(founded.get(identifier), identifier);
            } else {
                hold(someCustomer(), identifier);
            }
        });
    }

    /** Often one of whom not all is told. */
    private UUID someCustomer() {
        var all = identifiers.stream().filter(this::isKnown).map(answers::holder).toList();
        var changed = all.stream().filter(untold::contains).toList();
        var some = changed.isEmpty() || random.nextInt(4) == 0 ? all : changed;
        return some.get(random.nextInt(some.size()));
    }

    /** All customers that ever were. */
    public Set<UUID> customers() {
        return everHeld.keySet();
    }

    public UUID holder(Identifier identifier) {
        return answers.holder(identifier);
    }

    public void change() {
        var known = identifiers.stream().filter(this::isKnown).toList();
        if (known.isEmpty()) {
            return;
        }
        var identifier = known.get(random.nextInt(known.size()));
        var holder = answers.holder(identifier);
        if (holder.equals(founded.get(identifier))) {
            merge(holder, answers.holder(known.get(random.nextInt(known.size()))));
        } else {
            split(holder, identifier);
        }
    }

    /** Erases whoever holds some identifier. */
    public void erase() {
        var known = identifiers.stream().filter(this::isKnown).toList();
        if (known.isEmpty()) {
            return;
        }
        var customer = answers.holder(known.get(random.nextInt(known.size())));
        var gone = known.stream().filter(identifier -> answers.holder(identifier).equals(customer)).toList();
        gone.forEach(identifier -> {
            var held = new Held(identifier, answers.key(identifier));
            everHeld.forEach((once, all) -> {
                if (all.contains(held)) {
                    untold.add(once);
                }
            });
            var id = founded.remove(identifier);
            if (id != null) {
                mergedInto.remove(id);
                erased.add(id);
                untold.add(id);
            }
            answers.erase(identifier);
        });
    }

    private boolean isKnown(Identifier identifier) {
        return everHeld.values().stream()
                .flatMap(Set::stream)
                .anyMatch(held -> held.identifier().equals(identifier) && stands(held));
    }

    private boolean stands(Held held) {
        return answers.hasKey(held.identifier(), held.key());
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

    /** The customer that {@code identifier} founded is one of its own again; if it founded none, it does now. */
    private void split(UUID holder, Identifier identifier) {
        var returned = founded.computeIfAbsent(identifier, _ -> new UUID(random.nextLong(), random.nextLong()));
        mergedInto.remove(returned);
        hold(returned, identifier);
        untold.add(holder);
        untold.add(returned);
    }

    private void hold(UUID customer, Identifier identifier) {
        answers.give(identifier, customer);
        everHeld.computeIfAbsent(customer, _ -> new LinkedHashSet<>())
                .add(new Held(identifier, answers.key(identifier)));
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
        var customer = Customer.newBuilder().setId(id.toString()).setErased(erased.contains(id));
        if (mergedInto.containsKey(id)) {
            customer.setMergedInto(mergedInto.get(id).toString());
        }
        for (var held : everHeld.getOrDefault(id, Set.of())) {
            var departure = Departure.newBuilder().setIdentifierKey(held.key());
            if (!stands(held)) {
                customer.addDepartures(departure);
                continue;
            }
            var holder = answers.holder(held.identifier());
            if (holder.equals(id)) {
                customer.addIdentifiers(held.identifier());
            } else {
                customer.addDepartures(departure.setIdentifier(held.identifier()).setCustomerId(holder.toString()));
            }
        }
        return customer.build();
    }
}
