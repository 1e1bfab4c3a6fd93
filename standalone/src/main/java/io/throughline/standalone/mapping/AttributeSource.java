package io.throughline.standalone.mapping;

/**
 * Where an attribute comes from; a line on which it is missing goes without.
 *
 * @param line where the mapping names it
 */
public record AttributeSource(String name, int line, TextSource value, Type type) {

    /** What a rule may compare the attribute with. */
    public enum Type {
        TEXT,
        NUMBER,
        BOOLEAN
    }
}
