package io.throughline.standalone.mapping;

import java.util.List;
import java.util.Set;

/**
 * Which lines are interactions at all.
 *
 * @param onlyWhen a line is passed over unless all of these hold
 * @param skipWhen a line is passed over when one of these holds
 */
public record LineFilter(List<Condition> onlyWhen, List<Condition> skipWhen) {

    public static final LineFilter NONE = new LineFilter(List.of(), List.of());

    /** Holds when the column's value is one of {@code values}; the empty text stands for a missing one. */
    public record Condition(ColumnName column, Set<String> values) {}
}
