package io.throughline.standalone.mapping;

/**
 * A mapping asks for a column that the log does not have, for a name that several of its columns share, or for columns under
 * names that mean something else already.
 */
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

    /** An attribute has the name of a column that is kept. */
    static MissingColumn taken(ColumnName name) {
        return new MissingColumn(
                "does not read the column \"%1$s\", which other_columns keeps under that name: call the attribute otherwise, or keep the column under another name with `%1$s_2: %1$s`"
                        .formatted(name.text()),
                name);
    }

    /** Several columns of one name are kept, two of which stand at these places; the first is 0. */
    static MissingColumn keptTwice(ColumnName name, int one, int other) {
        return new MissingColumn(
                "keeps \"%1$s\", and the log has several such columns: name them by their numbers, `attributes: {%1$s: %2$d, %1$s_2: %3$d}`"
                        .formatted(name.text(), one + 1, other + 1),
                name);
    }

    public ColumnName name() {
        return name;
    }
}
