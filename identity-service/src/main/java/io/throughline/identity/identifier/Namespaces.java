package io.throughline.identity.identifier;

import io.throughline.identity.identifier.Reading.Misunderstood;
import io.throughline.identity.identifier.Reading.Understood;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The namespaces of this installation: how their values are written, and which goes before which. */
public final class Namespaces {

    /** Of a normalised value, in code points: it must fit into an index, whatever normalising made of it. */
    static final int LONGEST_VALUE = 512;

    private final Map<String, Namespace> byName = new TreeMap<>();

    public Namespaces(Collection<Namespace> namespaces) {
        namespaces.forEach(namespace -> byName.put(namespace.name(), namespace));
    }

    /** All of them, in the order of their names. */
    public Collection<Namespace> all() {
        return byName.values();
    }

    /** Whether several persons may use {@code identifier}. */
    public boolean isShareable(Identifier identifier) {
        return namespaceOf(identifier).kind() == Namespace.Kind.SHAREABLE;
    }

    /** The order in which identifiers say who somebody is: by their namespace's priority, then by name and value. */
    public Comparator<Identifier> surestFirst() {
        return Comparator.<Identifier>comparingInt(identifier -> namespaceOf(identifier).priority())
                .thenComparing(Comparator.naturalOrder());
    }

    /** The identifier that a channel writes as {@code name} and {@code value}. */
    public Reading read(String name, String value) {
        var namespace = byName.get(name);
        if (namespace == null) {
            return new Misunderstood("namespace", unknown(name));
        }
        var normalised = Normalisation.of(value, namespace.foldsCase());
        if (normalised.isEmpty()) {
            return new Misunderstood("value", "is blank");
        }
        if (normalised.codePointCount(0, normalised.length()) > LONGEST_VALUE) {
            return new Misunderstood("value", "is longer than " + LONGEST_VALUE + " characters when normalised");
        }
        if (normalised.chars().anyMatch(Character::isISOControl)) {
            return new Misunderstood("value", "holds a control character");
        }
        return new Understood(new Identifier(namespace.name(), normalised));
    }

    private String unknown(String name) {
        var known = byName.keySet().stream().collect(Collectors.joining(", "));
        var meant = Closest.to(name, byName.keySet());
        return "is not a known namespace"
                + meant.map(closest -> "; did you mean " + closest + "?").orElse(".")
                + " Known are " + known;
    }

    private Namespace namespaceOf(Identifier identifier) {
        return Optional.ofNullable(byName.get(identifier.namespace()))
                .orElseThrow(() -> new IllegalStateException("no such namespace: " + identifier.namespace()));
    }
}
