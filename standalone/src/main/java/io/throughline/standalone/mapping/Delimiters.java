package io.throughline.standalone.mapping;

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

    /** The word for the delimiter that {@code line} is probably cut by: the one it holds most of. */
    static Optional<String> likely(String line) {
        return TELLING.stream()
                .filter(word -> line.contains(of(word)))
                .max(Comparator.comparingInt(word -> line.split(Pattern.quote(of(word)), -1).length));
    }
}
