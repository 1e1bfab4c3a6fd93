package io.throughline.identity.identifier;

import java.util.Comparator;

/**
 * By which a channel knows somebody: a value of a configured namespace, normalised. Two channels that mean the same thing
 * have equal identifiers.
 */
public record Identifier(String namespace, String value) implements Comparable<Identifier> {

    private static final Comparator<Identifier> ORDER =
            Comparator.comparing(Identifier::namespace).thenComparing(Identifier::value);

    @Override
    public int compareTo(Identifier other) {
        return ORDER.compare(this, other);
    }

    /** Without the value, which is personal: an identifier may come to stand in a log. */
    @Override
    public String toString() {
        return namespace + ":…";
    }
}
