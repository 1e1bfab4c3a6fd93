package io.throughline.kit.condition;

import java.util.Map;
import java.util.Optional;

/** A compiled condition. A function of its variables alone; may be asked by many threads at once. */
public interface Condition {

    /**
     * Whether it holds for {@code variables}, each of the type that was declared. It does not hold where it cannot be told:
     * a value that it needs is missing or {@code null}, or of another type than it compares with. Never throws.
     */
    boolean holds(Map<String, Object> variables);

    /** As it was written. */
    String expression();

    /**
     * What asking it can cost at most, in the units of CEL's own cost estimation: a comparison of short values is about 5. A unit
     * takes in the order of 0.1 µs, of regular expressions up to about 0.5 µs.
     */
    long cost();

    /**
     * Why it can never hold, in words that go on after "since", given {@code facts}; empty when it may hold, or when that cannot
     * be told.
     */
    Optional<String> whyNever(Facts facts);

    /** Whether both say the same, whatever their layout. */
    boolean saysTheSameAs(Condition other);
}
