package io.throughline.standalone.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The columns of a log: their names, in order. A column without a name goes by its number; the first is 1. */
public final class Columns {

    private final List<String> names;
    private final Map<String, Integer> places = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();

    private Columns(List<String> names) {
        this.names = names;
        for (int place = 0; place < names.size(); place++) {
            if (places.putIfAbsent(names.get(place), place) != null) {
                ambiguous.add(names.get(place));
            }
        }
    }

    /** Columns as a header names them. */
    public static Columns named(List<String> header) {
        var names = new ArrayList<String>();
        for (var cell : header) {
            names.add(cell.isBlank() ? Integer.toString(names.size() + 1) : cell.strip());
        }
        return new Columns(List.copyOf(names));
    }

    /** Columns that only have numbers. */
    public static Columns numbered(int count) {
        return new Columns(IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList());
    }

    public int size() {
        return names.size();
    }

    public List<String> names() {
        return names;
    }

    /**
     * Where the column stands that a mapping calls {@code name}, by its name or else by its number, with blanks around it
     * or without; the first is 0.
     *
     * @throws MissingColumn when there is none, or more than one of that name
     */
    public int place(ColumnName name) throws MissingColumn {
        var text = name.text().strip();
        if (ambiguous.contains(text)) {
            throw MissingColumn.ambiguous(name);
        }
        var place = places.get(text);
        if (place != null) {
            return place;
        }
        if (text.matches("[1-9][0-9]{0,5}") && Integer.parseInt(text) <= names.size()) {
            return Integer.parseInt(text) - 1;
        }
        throw MissingColumn.unknown(name);
    }
}
