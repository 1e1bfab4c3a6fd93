package io.throughline.identity.identifier;

/**
 * A kind of identifiers.
 *
 * @param priority of its values among others seen with them; the lower number goes first
 * @param writing how its values are written
 * @param blocked which of them say of nobody who it is
 */
public record Namespace(String name, Kind kind, int priority, Writing writing, BlockedValues blocked) {

    /** Without values that are blocked. */
    public Namespace(String name, Kind kind, int priority, Writing writing) {
        this(name, kind, priority, writing, BlockedValues.NONE);
    }

    /** How many persons one value may belong to. */
    public enum Kind {
        /** Each value is one person's. */
        UNIQUE,
        /** Several persons may use one value: a device, a browser. */
        SHAREABLE
    }
}
