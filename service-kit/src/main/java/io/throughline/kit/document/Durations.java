package io.throughline.kit.document;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 14d}, {@code 1d12h}, {@code 30m}, or by ISO 8601: {@code P14D}, {@code PT30M}. */
public final class Durations {

    /** What to tell somebody whose duration was not understood. */
    public static final String HINT = "write it like 14d, 12h, 30m, 1d12h, or P14D, PT30M; months and years have no fixed length";

    /** What nine digits can say. */
    private static final long MOST_DAYS = 999_999_999;

    private static final Pattern FRIENDLY = Pattern.compile("(?:\\d{1,9}[wdhms] ?)+");
    private static final Pattern PART = Pattern.compile("(\\d+)([wdhms])");
    private static final Pattern WEEKS = Pattern.compile("P(\\d{1,9})W");
    private static final Map<String, Duration> UNITS = Map.of(
            "w", Duration.ofDays(7),
            "d", Duration.ofDays(1),
            "h", Duration.ofHours(1),
            "m", Duration.ofMinutes(1),
            "s", Duration.ofSeconds(1));

    private Durations() {}

    /** The duration that {@code text} tells; empty when it tells none. */
    public static Optional<Duration> parse(String text) {
        if (FRIENDLY.matcher(text).matches()) {
            return Optional.of(PART.matcher(text)
                    .results()
                    .map(part -> UNITS.get(part.group(2)).multipliedBy(Long.parseLong(part.group(1))))
                    .reduce(Duration.ZERO, Duration::plus));
        }
        var weeks = WEEKS.matcher(text);
        if (weeks.matches()) {
            return Optional.of(UNITS.get("w").multipliedBy(Long.parseLong(weeks.group(1))));
        }
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeParseException | ArithmeticException none) {
            return Optional.empty();
        }
    }

    /** As people write it, in days, hours, minutes and seconds; by ISO 8601 where that cannot be. It is parsed as the same. */
    public static String written(Duration duration) {
        if (duration.isNegative() || duration.isZero() || duration.getNano() > 0 || duration.toDays() > MOST_DAYS) {
            return duration.toString();
        }
        return part(duration.toDays(), "d")
                + part(duration.toHoursPart(), "h")
                + part(duration.toMinutesPart(), "m")
                + part(duration.toSecondsPart(), "s");
    }

    private static String part(long number, String unit) {
        return number == 0 ? "" : number + unit;
    }
}
