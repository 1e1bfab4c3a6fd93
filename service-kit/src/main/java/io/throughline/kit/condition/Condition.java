package io.throughline.kit.condition;

import java.util.Map;

/** A compiled condition. A function of its variables alone; may be asked by many threads at once. */
public interface Condition {

    /**
     * Whether it holds for {@code variables}, each of the type that was declared. It does not hold where it cannot be told:
     * a value that it needs is missing or {@code null}, or of another type than it compares with. Never throws.
     */
    boolean holds(Map<String, Object> variables);

    /** As it was written. */
    String expression();
}
