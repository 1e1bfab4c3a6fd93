package io.throughline.standalone.mapping;

import io.throughline.kit.document.Suggestion;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Tells whether a pattern writes times that can be read back, and if not, which of the usual slips it is. */
final class TimePatternCheck {

    /** A pattern that does not do. */
    record Mistake(String message, String hint) {}

    private static final ZonedDateTime SAMPLE = ZonedDateTime.of(2013, 11, 23, 14, 45, 56, 0, ZoneOffset.UTC);
    private static final String LIKE = "write it like dd/MM/yyyy HH:mm:ss";
    private static final Pattern HOURS_THEN_MONTH = Pattern.compile("[HhkK][^A-Za-z]?M");
    private static final List<String> WORDS = List.of("iso", "epoch_seconds", "epoch_millis", "epoch_micros");
    private static final Map<Character, String> PERCENT = new TreeMap<>(Map.ofEntries(
            Map.entry('d', "dd"),
            Map.entry('m', "MM"),
            Map.entry('Y', "yyyy"),
            Map.entry('y', "yy"),
            Map.entry('H', "HH"),
            Map.entry('I', "hh"),
            Map.entry('p', "a"),
            Map.entry('M', "mm"),
            Map.entry('S', "ss"),
            Map.entry('f', "SSSSSS"),
            Map.entry('b', "MMM"),
            Map.entry('B', "MMMM"),
            Map.entry('a', "EEE"),
            Map.entry('A', "EEEE"),
            Map.entry('z', "xx"),
            Map.entry('Z', "VV")));

    private TimePatternCheck() {}

    static Optional<Mistake> mistake(String pattern, Locale locale) {
        if (pattern.indexOf('%') >= 0) {
            return Optional.of(new Mistake("is written with %", "did you mean `" + withoutPercent(pattern) + "`?"));
        }
        var letters = lettersOf(pattern);
        return word(pattern)
                .or(() -> slip(letters))
                .or(() -> readsBack(pattern, locale) ? Optional.empty() : Optional.of(unreadable(letters)));
    }

    private static Optional<Mistake> word(String pattern) {
        return Suggestion.closest(pattern, WORDS)
                .map(word -> new Mistake("is no format", "did you mean `" + word + "`?"));
    }

    private static Optional<Mistake> slip(String letters) {
        if (letters.indexOf('Y') >= 0) {
            return mistaken("has the year of a week, YYYY", "yyyy is the year");
        }
        if (letters.indexOf('D') >= 0 && letters.indexOf('M') >= 0) {
            return mistaken("has the day of the year, D", "dd is the day of the month");
        }
        if (letters.indexOf('m') < 0 && HOURS_THEN_MONTH.matcher(letters).find()) {
            return mistaken("has hours and no minutes", "mm are minutes, MM is the month");
        }
        if (letters.indexOf('M') < 0 && letters.indexOf('L') < 0 && letters.indexOf('m') >= 0) {
            return mistaken("has minutes and no month", "MM is the month, mm are minutes");
        }
        if (letters.indexOf('h') >= 0 && letters.indexOf('a') < 0) {
            return mistaken("has hours from 1 to 12 and does not say which half of the day", "HH are hours from 0 to 23, or add a for AM and PM");
        }
        return Optional.empty();
    }

    private static boolean readsBack(String pattern, Locale locale) {
        try {
            return TimeFormat.ofPattern(pattern, locale) instanceof TimeFormat.Written written
                    && written.parse(written.formatter().format(SAMPLE), ZoneOffset.UTC)
                            .filter(read -> read.atZone(ZoneOffset.UTC).toLocalDate().equals(SAMPLE.toLocalDate()))
                            .isPresent();
        } catch (IllegalArgumentException | DateTimeException noPattern) {
            return false;
        }
    }

    private static Mistake unreadable(String letters) {
        return letters.indexOf('d') < 0 || letters.indexOf('M') < 0 || letters.indexOf('y') < 0
                ? new Mistake("does not tell day, month and year", LIKE)
                : new Mistake("is no date pattern", LIKE);
    }

    private static Optional<Mistake> mistaken(String message, String hint) {
        return Optional.of(new Mistake(message, hint));
    }

    /** Without what stands in quotes. */
    private static String lettersOf(String pattern) {
        return pattern.replaceAll("'[^']*'", "");
    }

    private static String withoutPercent(String pattern) {
        var written = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char letter = pattern.charAt(i);
            if (letter == '%' && i + 1 < pattern.length()) {
                written.append(PERCENT.getOrDefault(pattern.charAt(++i), ""));
            } else {
                written.append(letter == 'T' ? "'T'" : String.valueOf(letter));
            }
        }
        return written.toString();
    }
}
