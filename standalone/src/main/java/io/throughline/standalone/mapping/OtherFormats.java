package io.throughline.standalone.mapping;

import io.throughline.standalone.mapping.TimeFormat.Epoch;
import io.throughline.standalone.mapping.TimeFormat.Written;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Formats close to those that a mapping names, one of which may read a time that these do not. */
final class OtherFormats {

    /** What stands in quotes, or one letter several times. */
    private static final Pattern RUN = Pattern.compile("'[^']*'|([A-Za-z])\\1*");

    private static final Pattern HALF_OF_THE_DAY = Pattern.compile(" ?a(?=([^']*'[^']*')*[^']*$)");
    private static final Pattern END_OF_THE_TIME = Pattern.compile("(?s)(.*[hms](?:[.,]S+)?)");
    private static final SequencedMap<String, TimeFormat> WITHOUT_PATTERN = new LinkedHashMap<>();

    static {
        WITHOUT_PATTERN.put("iso", TimeFormat.ISO);
        WITHOUT_PATTERN.put("epoch_seconds", new Epoch(0));
        WITHOUT_PATTERN.put("epoch_millis", new Epoch(3));
        WITHOUT_PATTERN.put("epoch_micros", new Epoch(6));
    }

    private static final Map<String, Pattern> LIKELY = Map.of(
            "epoch_seconds", Pattern.compile("\\d{9,10}(\\.\\d+)?"),
            "epoch_millis", Pattern.compile("\\d{12,13}(\\.\\d+)?"),
            "epoch_micros", Pattern.compile("\\d{15,16}(\\.\\d+)?"));

    private final SequencedMap<String, TimeFormat> others = new LinkedHashMap<>();
    private final ZoneId zone;

    OtherFormats(TimeSource source) {
        this.zone = source.zone();
        for (var format : source.formats()) {
            if (format instanceof Written written) {
                addNeighbours(written.pattern(), written.formatter().getLocale());
            }
        }
        WITHOUT_PATTERN.forEach((name, format) -> {
            if (!source.formats().contains(format)) {
                others.put(name, format);
            }
        });
    }

    /** What to write in the mapping so that {@code text} is read; empty when no other format reads it. */
    String hint(String text) {
        return others.entrySet().stream()
                .filter(other -> isLikely(other.getKey(), text) && other.getValue().parse(text, zone).isPresent())
                .findFirst()
                .map(other -> "the format `" + other.getKey() + "` would read it")
                .orElse("");
    }

    /** Almost any number is a time when it is counted from 1970. */
    private static boolean isLikely(String format, String text) {
        var likely = LIKELY.get(format);
        return likely == null || likely.matcher(text.strip()).matches();
    }

    private void addNeighbours(String pattern, Locale locale) {
        var base = added(withoutLeadingZeros(pattern), locale).orElse(pattern);
        for (var change : List.<UnaryOperator<String>>of(
                OtherFormats::otherNames,
                OtherFormats::otherHours,
                OtherFormats::otherYear,
                OtherFormats::otherOrder,
                text -> otherHours(otherNames(text)))) {
            added(change.apply(base), locale);
        }
        others.remove(pattern);
    }

    private Optional<String> added(String pattern, Locale locale) {
        if (TimePatternCheck.mistake(pattern, locale).isPresent()) {
            return Optional.empty();
        }
        others.put(pattern, TimeFormat.ofPattern(pattern, locale));
        return Optional.of(pattern);
    }

    /** One letter reads what two read, and a single digit. */
    private static String withoutLeadingZeros(String pattern) {
        return changed(pattern, Map.of("dd", "d", "MM", "M", "HH", "H", "hh", "h"));
    }

    private static String otherNames(String pattern) {
        return changed(pattern, Map.of("MMM", "MMMM", "MMMM", "MMM", "EEE", "EEEE", "EEEE", "EEE"));
    }

    private static String otherYear(String pattern) {
        return changed(pattern, Map.of("yyyy", "yy", "yy", "yyyy"));
    }

    private static String otherOrder(String pattern) {
        return changed(pattern, Map.of("d", "M", "dd", "MM", "M", "d", "MM", "dd"));
    }

    /** From 0 to 23, or from 1 to 12 with the half of the day. */
    private static String otherHours(String pattern) {
        var half = HALF_OF_THE_DAY.matcher(pattern);
        return half.find()
                ? changed(half.replaceFirst(""), Map.of("h", "H", "hh", "HH"))
                : END_OF_THE_TIME.matcher(changed(pattern, Map.of("H", "h", "HH", "hh"))).replaceFirst("$1 a");
    }

    private static String changed(String pattern, Map<String, String> runs) {
        return RUN.matcher(pattern).replaceAll((MatchResult run) ->
                Matcher.quoteReplacement(runs.getOrDefault(run.group(), run.group())));
    }
}
