package io.throughline.identity.attribute;

import java.util.Comparator;

/**
 * That a source says this of somebody.
 *
 * @param source the system that says so
 * @param name of the attribute, as {@link AttributeNames} has it
 */
public record Said(String source, String name, AttributeValue value) {

    /** By name, then by source and value: an order that any two have, for want of a better one. */
    static final Comparator<Said> ORDER = Comparator.comparing(Said::name)
            .thenComparing(Said::source)
            .thenComparing(said -> said.value().written());
}
