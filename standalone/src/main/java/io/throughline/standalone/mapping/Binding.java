package io.throughline.standalone.mapping;

import io.throughline.standalone.mapping.LineFilter.Condition;
import io.throughline.standalone.mapping.TextSource.Constant;
import io.throughline.standalone.mapping.TextSource.FromColumns;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Ties what a mapping names to the columns of one log. Finds every column that is missing before it complains. */
final class Binding {

    private final Columns columns;
    private final Set<String> missingTexts;
    private final BitSet used = new BitSet();
    private final List<MissingColumn> missingColumns = new ArrayList<>();

    Binding(Columns columns, LogFormat format) {
        this.columns = columns;
        this.missingTexts = format.missing();
    }

    /** Reads one column; nothing where the line has no value in it. */
    Function<List<String>, Optional<String>> cell(ColumnName name) {
        int place = place(name);
        return cells -> value(cells.get(place));
    }

    Function<List<String>, Optional<String>> text(TextSource source) {
        return switch (source) {
            case Constant constant -> {
                var always = Optional.of(constant.text());
                yield _ -> always;
            }
            case FromColumns from -> translated(from, joined(from));
        };
    }

    private Function<List<String>, Optional<String>> joined(FromColumns from) {
        if (from.columns().size() == 1) {
            return cell(from.columns().getFirst());
        }
        var parts = from.columns().stream().map(this::cell).toList();
        return cells -> {
            var present = parts.stream().map(part -> part.apply(cells)).flatMap(Optional::stream).toList();
            return present.isEmpty() ? Optional.empty() : Optional.of(String.join(from.separator(), present));
        };
    }

    private static Function<List<String>, Optional<String>> translated(
            FromColumns from, Function<List<String>, Optional<String>> joined) {
        if (from.values().isEmpty() && from.others().isEmpty() && from.whenMissing().isEmpty()) {
            return joined;
        }
        return cells -> joined.apply(cells)
                .map(value -> from.values().getOrDefault(value, from.others().orElse(value)))
                .filter(value -> !value.isEmpty())
                .or(from::whenMissing);
    }

    Predicate<List<String>> condition(Condition condition) {
        var cell = cell(condition.column());
        return cells -> condition.values().contains(cell.apply(cells).orElse(""));
    }

    /**
     * Readers of the columns that nothing has been bound to, by their names, each of which can mean one thing only.
     *
     * @param line where the mapping asks for them
     * @param taken names that mean something else already, and where the mapping says so
     */
    Map<String, Function<List<String>, Optional<String>>> others(int line, Map<String, Integer> taken) {
        var others = new LinkedHashMap<String, Function<List<String>, Optional<String>>>();
        var places = new HashMap<String, Integer>();
        for (int place = used.nextClearBit(0); place < columns.size(); place = used.nextClearBit(place + 1)) {
            int at = place;
            var name = columns.names().get(at);
            var first = places.putIfAbsent(name, at);
            if (taken.containsKey(name)) {
                missingColumns.add(MissingColumn.taken(new ColumnName(name, "attributes." + name, taken.get(name))));
            } else if (first != null) {
                missingColumns.add(MissingColumn.keptTwice(new ColumnName(name, "other_columns", line), first, at));
            }
            others.put(name, cells -> value(cells.get(at)));
        }
        return others;
    }

    /** To be called when all is bound. */
    void complain() throws MissingColumns {
        if (!missingColumns.isEmpty()) {
            throw new MissingColumns(missingColumns, columns);
        }
    }

    private Optional<String> value(String cell) {
        return cell.isEmpty() || missingTexts.contains(cell) ? Optional.empty() : Optional.of(cell);
    }

    private int place(ColumnName name) {
        try {
            int place = columns.place(name);
            used.set(place);
            return place;
        } catch (MissingColumn missing) {
            missingColumns.add(missing);
            return 0;
        }
    }
}
