package io.throughline.identity.identifier;

import java.text.Normalizer;
import java.util.Locale;

/** The one way to write a value: Unicode NFC, without blanks around it, in lower case where case does not count. */
final class Normalisation {

    private Normalisation() {}

    static String of(String value, boolean foldsCase) {
        var written = stripped(Normalizer.normalize(value, Normalizer.Form.NFC));
        // Lower case may fall apart into letter and accent.
        return foldsCase ? Normalizer.normalize(written.toLowerCase(Locale.ROOT), Normalizer.Form.NFC) : written;
    }

    private static String stripped(String value) {
        int start = 0;
        int end = value.length();
        while (start < end && isBlank(value.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(value.charAt(end - 1))) {
            end--;
        }
        return value.substring(start, end);
    }

    /** Includes the blanks that do not break and the byte order mark, which come along when values are pasted. */
    private static boolean isBlank(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character) || character == '\uFEFF';
    }
}
