package io.throughline.standalone.mapping;

import java.util.List;

/** A mapping does not fit a log: it asks for columns that the log does not have. */
public final class MissingColumns extends Exception {

    private final transient List<MissingColumn> missing;
    private final transient Columns columns;

    MissingColumns(List<MissingColumn> missing, Columns columns) {
        super(missing.size() == 1 ? missing.getFirst().getMessage() : missing.size() + " columns are missing");
        this.missing = List.copyOf(missing);
        this.columns = columns;
    }

    public List<MissingColumn> missing() {
        return missing;
    }

    /** Those that the log has. */
    public Columns columns() {
        return columns;
    }
}
