package io.throughline.standalone.mapping;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Patterns as {@link DateTimeFormatter} has them, read less narrowly than it does where logs differ. */
final class TimePattern {

    /** What is read less narrowly; what stands in quotes is stepped over. */
    private static final Pattern SPECIAL = Pattern.compile(
            "'[^']*'|(?<point>[.,])S+|(?<!M)(?<month>MMM)(?!M)|(?<!E)(?<day>E{1,3})(?!E)");

    private TimePattern() {}

    /** @throws IllegalArgumentException when {@code pattern} is none */
    static DateTimeFormatter formatter(String pattern, Locale locale) {
        var builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
        var special = SPECIAL.matcher(pattern);
        int from = 0;
        while (special.find()) {
            if (special.group().startsWith("'")) {
                continue;
            }
            append(builder, pattern, from, special.start());
            from = special.end();
            boolean dotFollows = pattern.startsWith(".", from);
            if (special.group("point") != null) {
                appendFraction(builder, special);
            } else if (special.group("month") != null) {
                appendNames(builder, ChronoField.MONTH_OF_YEAR, months(locale), dotFollows);
            } else {
                appendNames(builder, ChronoField.DAY_OF_WEEK, days(locale), dotFollows);
            }
        }
        append(builder, pattern, from, pattern.length());
        return builder.toFormatter(locale).withResolverStyle(ResolverStyle.STRICT);
    }

    /** Whatever their number in the pattern, in any number. */
    private static void appendFraction(DateTimeFormatterBuilder builder, MatchResult special) {
        builder.optionalStart()
                .appendLiteral(special.group("point"))
                .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, false)
                .optionalEnd();
    }

    /**
     * Short names, with the dot that some languages write behind them or without it.
     *
     * @param dotFollows whether the pattern has a dot there, which is then the only one
     */
    private static void appendNames(
            DateTimeFormatterBuilder builder, ChronoField field, Map<Long, String> names, boolean dotFollows) {
        builder.appendText(field, names);
        if (!dotFollows) {
            builder.optionalStart().appendLiteral('.').optionalEnd();
        }
    }

    private static Map<Long, String> months(Locale locale) {
        return names(Month.values(), month -> (long) month.getValue(), month -> month.getDisplayName(TextStyle.SHORT, locale));
    }

    private static Map<Long, String> days(Locale locale) {
        return names(DayOfWeek.values(), day -> (long) day.getValue(), day -> day.getDisplayName(TextStyle.SHORT, locale));
    }

    private static <T> Map<Long, String> names(T[] all, Function<T, Long> number, Function<T, String> name) {
        return Arrays.stream(all).collect(Collectors.toMap(number, one -> name.apply(one).replaceFirst("\\.$", "")));
    }

    /** A year without an era is one of ours, so that 30 February can be refused. */
    private static void append(DateTimeFormatterBuilder builder, String pattern, int from, int to) {
        var proleptic = new StringBuilder();
        boolean quoted = false;
        for (char letter : pattern.substring(from, to).toCharArray()) {
            quoted ^= letter == '\'';
            proleptic.append(letter == 'y' && !quoted && pattern.indexOf('G') < 0 ? 'u' : letter);
        }
        if (!proleptic.isEmpty()) {
            builder.appendPattern(proleptic.toString());
        }
    }
}
