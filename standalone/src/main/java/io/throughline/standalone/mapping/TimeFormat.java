package io.throughline.standalone.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** One way to write a time. */
public sealed interface TimeFormat {

    /** The time that {@code text} writes, in {@code zone} where it names no offset; empty when it is not written so. */
    Optional<Instant> parse(String text, ZoneId zone);

    /** Seconds, or a fraction of them, since 1970-01-01T00:00:00Z. */
    record Epoch(int unitsPerSecondAsPowerOfTen) implements TimeFormat {

        private static final BigDecimal EARLIEST = BigDecimal.valueOf(Instant.parse("0001-01-01T00:00:00Z").getEpochSecond());
        private static final BigDecimal LATEST = BigDecimal.valueOf(Instant.parse("9999-12-31T23:59:59Z").getEpochSecond());

        @Override
        public Optional<Instant> parse(String text, ZoneId zone) {
            return NumberFormat.PLAIN
                    .parse(text)
                    .map(number -> number.movePointLeft(unitsPerSecondAsPowerOfTen))
                    .filter(seconds -> seconds.compareTo(EARLIEST) >= 0 && seconds.compareTo(LATEST) <= 0)
                    .map(Epoch::instant);
        }

        private static Instant instant(BigDecimal seconds) {
            var nanos = seconds.movePointRight(9).setScale(0, RoundingMode.FLOOR).toBigIntegerExact();
            var parts = nanos.divideAndRemainder(BigDecimal.TEN.pow(9).toBigInteger());
            return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
        }
    }

    /** ISO 8601 and its usual relaxations: {@code T} or a blank, any number of decimals, any form of offset or none. */
    record Iso() implements TimeFormat {

        /** Characters of a date. */
        private static final int DAY = 10;

        private static final Written STRICTLY = new Written("iso", strictly());

        @Override
        public Optional<Instant> parse(String text, ZoneId zone) {
            return STRICTLY.parse(withT(text.strip()).replace(',', '.'), zone);
        }

        /** A formatter cannot ask for one of two characters, only for either, both or none. */
        private static String withT(String text) {
            return text.length() > DAY && text.charAt(DAY) == ' ' && Character.isDigit(text.charAt(DAY + 1))
                    ? text.substring(0, DAY) + 'T' + text.substring(DAY + 1)
                    : text;
        }

        private static DateTimeFormatter strictly() {
            return new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE)
                    .appendPattern("['T'HH:mm[:ss")
                    .optionalStart().appendLiteral('.').appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, false).optionalEnd()
                    .appendPattern("]][ ]")
                    .optionalStart().appendOffset("+HH:MM:ss", "Z").optionalEnd()
                    .optionalStart().appendOffset("+HHmm", "Z").optionalEnd()
                    .optionalStart().appendLiteral('[').appendZoneRegionId().appendLiteral(']').optionalEnd()
                    .optionalStart().appendZoneRegionId().optionalEnd()
                    .toFormatter(Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);
        }
    }

    /** A date with or without a time of day, an offset or a zone. */
    record Written(String pattern, DateTimeFormatter formatter) implements TimeFormat {

        /** More decimals than a formatter reads. */
        private static final Pattern FURTHER_DECIMALS = Pattern.compile("(?<=[.,]\\d{9})\\d+");

        @Override
        public Optional<Instant> parse(String text, ZoneId zone) {
            var written = text.strip();
            return read(written, zone).or(() -> {
                var cut = FURTHER_DECIMALS.matcher(written).replaceFirst("");
                return cut.equals(written) ? Optional.empty() : read(cut, zone);
            });
        }

        private Optional<Instant> read(String text, ZoneId zone) {
            try {
                return Optional.of(instant(formatter.parse(text), zone));
            } catch (DateTimeException notSo) {
                return Optional.empty();
            }
        }

        private static Instant instant(TemporalAccessor parsed, ZoneId zone) {
            if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
                return Instant.from(parsed);
            }
            var date = LocalDate.from(parsed);
            var time = Optional.ofNullable(parsed.query(TemporalQueries.localTime())).orElse(LocalTime.MIDNIGHT);
            var named = Optional.ofNullable(parsed.query(TemporalQueries.zone()));
            return ZonedDateTime.of(date, time, named.orElse(zone)).toInstant();
        }
    }

    TimeFormat ISO = new Iso();

    /**
     * The format that a pattern of {@link DateTimeFormatter} describes, with month and day names in {@code locale}.
     *
     * @throws IllegalArgumentException when it is no such pattern
     */
    static TimeFormat ofPattern(String pattern, Locale locale) {
        return new Written(pattern, TimePattern.formatter(pattern, locale));
    }
}
