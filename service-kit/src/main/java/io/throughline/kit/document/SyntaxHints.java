package io.throughline.kit.document;

import java.util.LinkedHashMap;
import java.util.Map;

/** What to do about the mistakes in YAML's own syntax that people make most. */
final class SyntaxHints {

    private static final Map<String, String> HINTS = new LinkedHashMap<>();

    static {
        HINTS.put("TAB", "indent with spaces, not tabs");
        HINTS.put("\\t", "indent with spaces, not tabs");
        HINTS.put("mapping values are not allowed", "put a text that contains a colon in quotes, and check the indentation");
        HINTS.put("expected <block end>", "check the indentation; a text that goes on after its closing quote must be quoted whole");
        HINTS.put("could not find expected ':'", "a field is written `name: value`; check the colon and the indentation");
        HINTS.put("that cannot start any token", "put the text in quotes");
        HINTS.put("undefined alias", "put a text that begins with * in quotes");
        HINTS.put("expected alphabetic or numeric character", "put a text that begins with & or * in quotes");
        HINTS.put("found unexpected end of stream", "a quote is opened and never closed");
        HINTS.put("but found another document", "a file holds one document: take out the line ---");
        HINTS.put("special characters are not allowed", "take out the character that cannot be printed");
        HINTS.put("Number of aliases", "use fewer aliases (*name)");
        HINTS.put("Nesting Depth", "nest less deeply");
        HINTS.put("expected ',' or", "close the bracket, or put the text in quotes");
    }

    private SyntaxHints() {}

    static String of(String message) {
        return HINTS.entrySet().stream()
                .filter(hint -> message.contains(hint.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
