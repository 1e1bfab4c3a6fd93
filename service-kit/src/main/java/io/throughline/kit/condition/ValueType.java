package io.throughline.kit.condition;

import java.util.Map;

/** What a variable of a condition is, and what is to be given for it when the condition is asked. */
public sealed interface ValueType {

    /** In characters: as much as any value is taken to hold of which no less is said. */
    int LARGEST = 64 * 1024;

    /** {@code String}. */
    ValueType TEXT = new Text(LARGEST);

    /** {@code Long}. */
    ValueType WHOLE = Simple.WHOLE;

    /** {@code Double}. */
    ValueType NUMBER = Simple.NUMBER;

    /** {@code Boolean}. */
    ValueType TRUTH = Simple.TRUTH;

    /** {@code Instant}. */
    ValueType TIME = Simple.TIME;

    /** {@code Duration}. */
    ValueType DURATION = Simple.DURATION;

    /** Known only when the condition is asked; see {@link LooseValues}. */
    ValueType ANYTHING = Simple.ANYTHING;

    /** {@code String} of at most so many characters: what a condition can cost is estimated by it. */
    static ValueType text(int longest) {
        return new Text(longest);
    }

    /** {@code List}. */
    static ValueType listOf(ValueType item) {
        return new ListOf(item);
    }

    /** {@code Map} with keys of text. */
    static ValueType mapOf(ValueType value) {
        return new MapOf(value);
    }

    /**
     * {@code Map} whose keys are known: asking for another one is a mistake of the condition. A key may be missing from the
     * map that is given; a condition that needs it does not hold then, and may ask {@code has(structure.field)} first.
     *
     * @param name for messages; unique within a language
     */
    static ValueType structure(String name, Map<String, ValueType> fields) {
        return new Structure(name, Map.copyOf(fields));
    }

    /** A type without parts. */
    enum Simple implements ValueType {
        WHOLE,
        NUMBER,
        TRUTH,
        TIME,
        DURATION,
        ANYTHING
    }

    /** See {@link #text}. */
    record Text(int longest) implements ValueType {}

    /** See {@link #listOf}. */
    record ListOf(ValueType item) implements ValueType {}

    /** See {@link #mapOf}. */
    record MapOf(ValueType value) implements ValueType {}

    /** See {@link #structure}. */
    record Structure(String name, Map<String, ValueType> fields) implements ValueType {}
}
