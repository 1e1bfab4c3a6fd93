package io.throughline.journey.discovery;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Texts in YAML: as they are where they can be taken for nothing else, and else in quotes. */
final class YamlText {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]*(?: [A-Za-z0-9_./-]+)*");
    /** Words that some reader of YAML takes for nothing at all, or for a truth value. */
    private static final Set<String> TAKEN_OTHERWISE = Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");

    private static final int LONGEST_COMMENT = 200;

    private YamlText() {}

    static String of(String text) {
        return PLAIN.matcher(text).matches() && !TAKEN_OTHERWISE.contains(text.toLowerCase(Locale.ROOT)) ? text : quoted(text);
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(character -> {
            switch (character) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                default -> append(character, quoted);
            }
        });
        return quoted.append('"').toString();
    }

    private static void append(int character, StringBuilder quoted) {
        if (isReadable(character)) {
            quoted.append((char) character);
        } else if (Character.isBmpCodePoint(character)) {
            quoted.append(String.format("\\u%04x", character));
        } else {
            quoted.append(String.format("\\U%08x", character));
        }
    }

    private static boolean isReadable(int character) {
        return character >= ' ' && character < 0x7f
                || Character.isLetterOrDigit(character) && Character.isBmpCodePoint(character);
    }

    /** On one line, and no longer than a reader likes. */
    static String comment(String text) {
        var line = new StringBuilder();
        text.codePoints()
                .limit(LONGEST_COMMENT)
                .map(character -> isReadable(character) || character == '…' ? character : '?')
                .forEach(line::appendCodePoint);
        return text.codePointCount(0, text.length()) > LONGEST_COMMENT ? line + " …" : line.toString();
    }
}
