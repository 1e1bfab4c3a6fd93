package io.throughline.standalone.mapping;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a text of an interaction comes from. */
public sealed interface TextSource {

    /** The columns that are read for it. */
    List<ColumnName> columns();

    /** The same on every line. */
    record Constant(String text) implements TextSource {

        @Override
        public List<ColumnName> columns() {
            return List.of();
        }
    }

    /**
     * Read from the line.
     *
     * @param columns joined in this order; a missing one is left out
     * @param separator stands between what is joined
     * @param values what to say instead of a value
     * @param others what to say instead of a value that {@code values} does not list; the value itself when empty
     * @param whenMissing what to say when all columns are missing; nothing when empty
     */
    record FromColumns(
            List<ColumnName> columns,
            String separator,
            Map<String, String> values,
            Optional<String> others,
            Optional<String> whenMissing)
            implements TextSource {}

    static TextSource column(ColumnName column) {
        return new FromColumns(List.of(column), "", Map.of(), Optional.empty(), Optional.empty());
    }
}
