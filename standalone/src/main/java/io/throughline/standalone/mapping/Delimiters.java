package io.throughline.standalone.mapping;

import io.throughline.standalone.mapping.CellCutter.Cut;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What may stand between two cells, by the words of the mapping. */
final class Delimiters {

    private static final Map<String, String> BY_WORD = Map.of(
            "comma", ",", "semicolon", ";", "tab", "\t", "\\t", "\t", "pipe", "|", "colon", ":", "space", " ");

    /** Those that hardly stand in a column's name. */
    private static final List<String> TELLING = List.of("comma", "semicolon", "tab", "pipe");

    private Delimiters() {}

    /** The delimiter that {@code written} stands for: itself when it is no word for one. */
    static String of(String written) {
        return BY_WORD.getOrDefault(written, written);
    }

    /** The word for the delimiter other than {@code current} that {@code line} is probably cut by: the one it holds most of. */
    static Optional<String> likely(String line, String current) {
        return TELLING.stream()
                .filter(word -> !of(word).equals(current) && line.contains(of(word)))
                .max(Comparator.comparingInt(word -> line.split(Pattern.quote(of(word)), -1).length));
    }

    /** The word for the delimiter by which {@code line} is cut into most cells, quotes and all; empty when none cuts it. */
    static Optional<String> fitting(String line, LogFormat format) {
        return TELLING.stream()
                .filter(word -> cells(line, format, word) > 1)
                .max(Comparator.comparingInt(word -> cells(line, format, word)));
    }

    /** What to write in a mapping so that {@code line}, which {@code current} leaves in one piece, is cut; or empty. */
    static String hint(String line, String current) {
        return likely(line, current).map(Delimiters::written).orElse("");
    }

    /** As a mapping says it. */
    static String written(String word) {
        return "write `log: {delimiter: " + word + "}`";
    }

    private static int cells(String line, LogFormat format, String word) {
        return new CellCutter(format.delimitedBy(of(word))).cut(line) instanceof Cut.Whole whole ? whole.cells().size() : 0;
    }
}
