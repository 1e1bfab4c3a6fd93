package io.throughline.standalone.mapping;

import io.throughline.kit.document.Section;
import io.throughline.kit.document.Value;
import io.throughline.standalone.mapping.TextSource.Constant;
import io.throughline.standalone.mapping.TextSource.FromColumns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads where a text comes from: a column's name alone, or a section. */
final class TextSourceReader {

    static final String USUAL_SEPARATOR = "-";
    private static final List<String> OF_SEVERAL = List.of("separator");
    private static final List<String> OF_COLUMNS = List.of("separator", "values", "others", "default");
    private static final String HINT = "give one of `column`, `columns` and `constant`";

    private TextSourceReader() {}

    static Optional<TextSource> optional(Section section, String name) {
        return section.value(name).flatMap(TextSourceReader::read);
    }

    static TextSource required(Section section, String name) {
        if (section.value(name).isEmpty()) {
            section.problem(name, "is missing", "name its column, or write {constant: …}");
        }
        return optional(section, name).orElse(new Constant(""));
    }

    static Optional<TextSource> read(Value value) {
        return value.isText()
                ? columnName(value).map(TextSource::column)
                : value.section().optional().flatMap(section -> read(section, USUAL_SEPARATOR));
    }

    /** @param separator stands between joined columns unless the section says otherwise */
    static Optional<TextSource> read(Section section, String separator) {
        var column = section.value("column");
        var columns = section.values("columns");
        var constant = section.text("constant")
                .must(text -> !text.isEmpty(), "is empty, which means that it is missing on every line", "write the text");
        var joined = section.text("separator").orElse(separator);
        var values = values(section);
        var others = section.text("others").optional();
        var whenMissing = section.text("default").optional();
        int ways = (column.isPresent() ? 1 : 0) + (columns.isGiven() ? 1 : 0) + (constant.isGiven() ? 1 : 0);
        if (ways != 1) {
            section.problem(ways == 0 ? "does not say where it comes from" : "says more than once where it comes from", HINT);
            return Optional.empty();
        }
        refuseIdle(section, constant.isGiven() ? OF_COLUMNS : column.isPresent() ? OF_SEVERAL : List.of());
        if (constant.isGiven()) {
            return constant.optional().map(Constant::new);
        }
        var names = column.map(List::of).orElseGet(columns::required).stream()
                .map(TextSourceReader::columnName)
                .flatMap(Optional::stream)
                .toList();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(new FromColumns(names, joined, values, others, whenMissing));
    }

    /** The column that a text names. */
    static Optional<ColumnName> columnName(Value value) {
        return value.text()
                .must(text -> !text.isEmpty(), "names no column", "a column without a name goes by its number, such as 1")
                .optional()
                .map(text -> new ColumnName(text, value.path(), value.line()));
    }

    /** Settings that change nothing: whoever wrote them expects them to. */
    private static void refuseIdle(Section section, List<String> settings) {
        for (var setting : settings) {
            if (section.value(setting).isPresent()) {
                section.problem(
                        setting,
                        "does nothing here",
                        OF_SEVERAL.contains(setting)
                                ? "it stands between several `columns`"
                                : "it goes with `column` or `columns`");
            }
        }
    }

    private static Map<String, String> values(Section section) {
        var values = new LinkedHashMap<String, String>();
        section.section("values")
                .optional()
                .ifPresent(table -> table.names().forEach(name -> values.put(name, table.text(name).required())));
        return values;
    }
}
