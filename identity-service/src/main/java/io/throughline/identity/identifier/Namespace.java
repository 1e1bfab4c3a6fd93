package io.throughline.identity.identifier;

/**
 * A kind of identifiers.
 *
 * @param priority of its values among others seen with them; the lower number goes first
 * @param writing how its values are written
 */
public record Namespace(String name, Kind kind, int priority, Writing writing) {

    /** How many persons one value may belong to. */
    public enum Kind {
        /** Each value is one person's. */
        UNIQUE,
        /** Several persons may use one value: a device, a browser. */
        SHAREABLE
    }
}
