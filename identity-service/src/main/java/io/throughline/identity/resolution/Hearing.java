package io.throughline.identity.resolution;

import io.throughline.identity.attribute.AttributeValue;
import io.throughline.identity.attribute.Heard;
import io.throughline.identity.attribute.Memory;
import io.throughline.identity.attribute.Said;
import io.throughline.identity.attribute.Survivorship;
import io.throughline.identity.identifier.Identifier;
import io.throughline.identity.resolution.AttributeStore.Entry;
import io.throughline.kit.database.Transaction;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Takes in what is said of identifiers, once it is settled who holds them. Three statements at most; one if it is no news. */
final class Hearing {

    /**
     * Who is another than before.
     *
     * @param changed of whom anything is written
     * @param survived of whom another value survives of some attribute; of a customer whose identifiers are others than before,
     *     which the feed tells anyway, it is not known
     */
    record Heeded(Set<UUID> changed, Set<UUID> survived) {

        static final Heeded NOBODY = new Heeded(Set.of(), Set.of());
    }

    private final Survivorship survivorship;

    Hearing(Survivorship survivorship) {
        this.survivorship = survivorship;
    }

    /**
     * @param said of identifiers whose holders are locked, or that are new
     * @param holders of these identifiers, as written
     * @param ids of these identifiers
     */
    Heeded hear(
            Transaction transaction,
            Map<Identifier, Map<Said, Instant>> said,
            Map<Identifier, UUID> holders,
            Map<Identifier, Long> ids) {
        if (said.isEmpty()) {
            return Heeded.NOBODY;
        }
        var customers = new HashMap<Long, UUID>();
        var heard = new HashMap<Long, Map<Said, Instant>>();
        said.forEach((identifier, latest) -> {
            customers.put(ids.get(identifier), holders.get(identifier));
            heard.put(ids.get(identifier), latest);
        });
        var before = read(transaction, Set.copyOf(customers.values()));
        var after = new HashMap<UUID, Map<Long, Map<Said, Instant>>>();
        before.forEach((customer, identifiers) -> after.put(customer, new HashMap<>(identifiers)));
        heard.forEach((id, latest) -> after.get(customers.get(id))
                .merge(id, Memory.of(Map.of(), latest), (known, _) -> Memory.of(known, latest)));

        var changed = new HashSet<UUID>();
        write(transaction, before, after, changed);
        var survived = new HashSet<>(changed);
        survived.removeIf(customer -> surviving(before.get(customer).values())
                .equals(surviving(after.get(customer).values())));
        return new Heeded(changed, survived);
    }

    /** What is kept of each identifier of which anything is, by customer. */
    private static Map<UUID, Map<Long, Map<Said, Instant>>> read(Transaction transaction, Set<UUID> customers) {
        var kept = new HashMap<UUID, Map<Long, Map<Said, Instant>>>();
        customers.forEach(customer -> kept.put(customer, new HashMap<>()));
        for (var stored : AttributeStore.of(transaction, customers)) {
            kept.get(stored.customer())
                    .computeIfAbsent(stored.entry().identifier(), _ -> new HashMap<>())
                    .put(stored.entry().said(), stored.last());
        }
        return kept;
    }

    /** @param changed the customers of whom anything is written are put here */
    private static void write(
            Transaction transaction,
            Map<UUID, Map<Long, Map<Said, Instant>>> before,
            Map<UUID, Map<Long, Map<Said, Instant>>> after,
            Set<UUID> changed) {
        var written = new HashMap<Entry, Instant>();
        var forgotten = new HashSet<Entry>();
        after.forEach((customer, identifiers) -> identifiers.forEach((id, kept) -> {
            var known = before.get(customer).getOrDefault(id, Map.of());
            if (!kept.equals(known)) {
                changed.add(customer);
                kept.entrySet().stream()
                        .filter(each -> !each.getValue().equals(known.get(each.getKey())))
                        .forEach(each -> written.put(new Entry(id, each.getKey()), each.getValue()));
                known.keySet().stream()
                        .filter(each -> !kept.containsKey(each))
                        .forEach(each -> forgotten.add(new Entry(id, each)));
            }
        }));
        AttributeStore.say(transaction, written);
        AttributeStore.forget(transaction, forgotten);
    }

    /** @param identifiers what is said of each identifier of one customer */
    private Map<String, AttributeValue> surviving(Collection<Map<Said, Instant>> identifiers) {
        var heard = new HashMap<Said, Heard>();
        for (var identifier : identifiers) {
            identifier.forEach((said, at) -> heard.merge(said, new Heard(said, at, 1), (one, other) ->
                    new Heard(said, Memory.later(one.last(), other.last()), one.identifiers() + other.identifiers())));
        }
        return survivorship.surviving(heard.values());
    }
}
