package io.throughline.standalone.mapping;

/** A mapping asks for a column that the log does not have, or for a name that several of its columns share. */
public final class MissingColumn extends Exception {

    private final transient ColumnName name;

    private MissingColumn(String message, ColumnName name) {
        super(message, null, false, false);
        this.name = name;
    }

    static MissingColumn unknown(ColumnName name) {
        return new MissingColumn("the log has no column \"" + name.text() + "\"", name);
    }

    static MissingColumn ambiguous(ColumnName name) {
        return new MissingColumn(
                "the log has several columns \"" + name.text() + "\": name them by their numbers", name);
    }

    public ColumnName name() {
        return name;
    }
}
