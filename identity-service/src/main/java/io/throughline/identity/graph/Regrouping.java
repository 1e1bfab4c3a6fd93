package io.throughline.identity.graph;

import io.throughline.identity.identifier.Identifier;
import io.throughline.identity.identifier.Namespaces;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Who is one customer, after new evidence: those whom accepted links connect. A link is accepted unless one of its ends is
 * held back.
 *
 * <p>A customer that cannot fall apart takes part as a whole, however many identifiers it holds; one that can is taken apart
 * and put together again from its links. An id goes where the identifier is that it was given out for; where several
 * come together the oldest stays, and where there is none a new one is given out.
 *
 * @param holders of every identifier of the evidence and of the opened customers
 * @param merged customers that became another as a whole, with all that they hold: which one
 * @param founded the ids newly given out, and for which identifier each
 */
public record Regrouping(Map<Identifier, UUID> holders, Map<UUID, UUID> merged, Map<UUID, Identifier> founded) {

    /** From old to young: ids begin with the time at which they were made. */
    private static final Comparator<UUID> OLDEST_FIRST = Comparator.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
            .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

    private sealed interface Node {
        record Whole(UUID customer) implements Node {}

        record Single(Identifier identifier) implements Node {}
    }

    /** Puts {@code evidence} and what it touches together. {@code newIds} gives an id never given out before. */
    public static Regrouping of(Evidence evidence, Touched touched, Namespaces namespaces, Supplier<UUID> newIds) {
        var components = new Components<Node>();
        var identifiers = new HashSet<>(evidence.identifiers());
        identifiers.addAll(touched.opened().members().keySet());
        identifiers.forEach(identifier -> components.add(node(identifier, touched)));
        join(components, evidence.links().keySet(), touched);
        join(components, touched.opened().links(), touched);

        Map<Node, UUID> living = new HashMap<>();
        Map<UUID, UUID> merged = new HashMap<>();
        Map<UUID, Identifier> founded = new HashMap<>();
        for (var component : components.all()) {
            var claims = claims(component, touched.opened());
            UUID customer;
            if (claims.isEmpty()) {
                customer = newIds.get();
                founded.put(customer, surest(component, namespaces));
            } else {
                customer = claims.stream().min(OLDEST_FIRST).orElseThrow();
            }
            for (var node : component) {
                living.put(node, customer);
                if (node instanceof Node.Whole(UUID whole) && !whole.equals(customer)) {
                    merged.put(whole, customer);
                }
            }
        }
        Map<Identifier, UUID> holders = new HashMap<>();
        identifiers.forEach(identifier -> holders.put(identifier, living.get(node(identifier, touched))));
        return new Regrouping(holders, merged, founded);
    }

    private static void join(Components<Node> components, Set<Link> links, Touched touched) {
        for (var link : links) {
            if (!touched.heldBack().contains(link.left()) && !touched.heldBack().contains(link.right())) {
                components.join(node(link.left(), touched), node(link.right(), touched));
            }
        }
    }

    private static Node node(Identifier identifier, Touched touched) {
        var holder = touched.holders().get(identifier);
        return holder == null || touched.opened().members().containsKey(identifier)
                ? new Node.Single(identifier)
                : new Node.Whole(holder);
    }

    private static Set<UUID> claims(List<Node> component, Touched.Opened opened) {
        var claims = new HashSet<UUID>();
        for (var node : component) {
            switch (node) {
                case Node.Whole(UUID customer) -> claims.add(customer);
                case Node.Single(Identifier identifier) -> {
                    var founded = opened.founders().get(identifier);
                    if (founded != null) {
                        claims.add(founded);
                    }
                }
            }
        }
        return claims;
    }

    private static Identifier surest(List<Node> component, Namespaces namespaces) {
        return component.stream()
                .map(node -> switch (node) {
                    case Node.Single(Identifier identifier) -> identifier;
                    case Node.Whole(UUID customer) ->
                        throw new IllegalStateException(customer + " is a customer and needs no new id");
                })
                .min(namespaces.surestFirst())
                .orElseThrow();
    }
}
