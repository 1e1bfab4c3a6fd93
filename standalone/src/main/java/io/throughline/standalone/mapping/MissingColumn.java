package io.throughline.standalone.mapping;

/** A mapping asks for a column that the log does not have, or for a name that several of its columns share. */
public final class MissingColumn extends Exception {

    private final transient ColumnName name;

    private MissingColumn(String message, ColumnName name) {
        super(message, null, false, false);
        this.name = name;
    }

    static MissingColumn unknown(ColumnName name) {
        return new MissingColumn("reads \"" + name.text() + "\", and the log has no such column", name);
    }

    static MissingColumn ambiguous(ColumnName name) {
        return new MissingColumn(
                "reads \"" + name.text() + "\", and the log has several such columns: name them by their numbers",
                name);
    }

    public ColumnName name() {
        return name;
    }
}
