package io.throughline.identity.identifier;

import io.throughline.identity.identifier.Reading.Understood;
import io.throughline.identity.identifier.Reading.UnknownNamespace;
import io.throughline.identity.identifier.Reading.UnusableValue;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The namespaces of this installation: how their values are written, and which goes before which. */
public final class Namespaces {

    /** Of a normalised value, in code points: it must fit into an index, whatever normalising made of it. */
    static final int LONGEST_VALUE = 512;

    private static final String NO_NUMBER =
            "is no telephone number; begin it with + and the country's code, or have a region configured for those without";

    private final Map<String, Namespace> byName = new TreeMap<>();

    public Namespaces(Collection<Namespace> namespaces) {
        namespaces.forEach(namespace -> byName.put(namespace.name(), namespace));
    }

    /** All of them, in the order of their names. */
    public Collection<Namespace> all() {
        return byName.values();
    }

    /** How channels may name them, in order. */
    public Collection<String> names() {
        return byName.keySet();
    }

    /** Whether several persons may use {@code identifier}. */
    public boolean isShareable(Identifier identifier) {
        return namespaceOf(identifier).kind() == Namespace.Kind.SHAREABLE;
    }

    /** Whether {@code identifier} says of nobody who it is, and joins nobody. */
    public boolean isBlocked(Identifier identifier) {
        return namespaceOf(identifier).blocked().hold(identifier.value());
    }

    /** The names of those whose values are one person's each. */
    public String[] uniqueNames() {
        return byName.values().stream()
                .filter(namespace -> namespace.kind() == Namespace.Kind.UNIQUE)
                .map(Namespace::name)
                .toArray(String[]::new);
    }

    /**
     * The order in which identifiers say who somebody is: by their namespace's priority, then by name and value; blocked ones, which
     * do not, come last.
     */
    public Comparator<Identifier> surestFirst() {
        return Comparator.comparing(this::isBlocked)
                .thenComparingInt(identifier -> namespaceOf(identifier).priority())
                .thenComparing(Comparator.naturalOrder());
    }

    /** The identifier that a channel writes as {@code name} and {@code value}. */
    public Reading read(String name, String value) {
        var namespace = byName.get(name);
        if (namespace == null) {
            return new UnknownNamespace();
        }
        if (Normalisation.of(value, false).isEmpty()) {
            return new UnusableValue("is blank");
        }
        var written = namespace.writing().normalised(value);
        if (written.isEmpty()) {
            return new UnusableValue(NO_NUMBER);
        }
        var normalised = written.get();
        if (normalised.codePointCount(0, normalised.length()) > LONGEST_VALUE) {
            return new UnusableValue("is longer than " + LONGEST_VALUE + " characters when normalised");
        }
        if (normalised.chars().anyMatch(Character::isISOControl)) {
            return new UnusableValue("holds a control character");
        }
        return new Understood(new Identifier(namespace.name(), normalised));
    }

    private Namespace namespaceOf(Identifier identifier) {
        return Optional.ofNullable(byName.get(identifier.namespace()))
                .orElseThrow(() -> new IllegalStateException("no such namespace: " + identifier.namespace()));
    }
}
