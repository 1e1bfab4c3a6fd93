package io.throughline.standalone.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows of cells in columns: the first column to the left, all others to the right. */
final class TextTable {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    void row(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    @Override
    public String toString() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        var widths = IntStream.range(0, columns).map(this::width).toArray();
        var text = new StringBuilder();
        for (var row : rows) {
            for (int column = 0; column < row.size(); column++) {
                var cell = row.get(column);
                var blanks = " ".repeat(widths[column] - cell.codePointCount(0, cell.length()));
                text.append(column == 0 ? cell + blanks : GAP + blanks + cell);
            }
            text.append(System.lineSeparator());
        }
        return text.toString();
    }

    private int width(int column) {
        return rows.stream()
                .filter(row -> row.size() > column)
                .map(row -> row.get(column))
                .mapToInt(cell -> cell.codePointCount(0, cell.length()))
                .max()
                .orElse(0);
    }
}
