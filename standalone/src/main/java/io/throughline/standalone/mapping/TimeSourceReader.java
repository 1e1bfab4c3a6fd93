package io.throughline.standalone.mapping;

import io.throughline.kit.document.Section;
import io.throughline.kit.document.Suggestion;
import io.throughline.kit.document.Value;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads where a time comes from and how it is written. */
final class TimeSourceReader {

    private static final String USUAL_SEPARATOR = " ";

    private TimeSourceReader() {}

    static TimeSource read(Section root, String name) {
        var value = root.value(name);
        if (value.isEmpty()) {
            root.problem(name, "is missing", "name the column that says when it happened");
        }
        return value.flatMap(TimeSourceReader::read)
                .orElse(new TimeSource(new TextSource.Constant(""), List.of(TimeFormat.ISO), ZoneOffset.UTC));
    }

    private static Optional<TimeSource> read(Value value) {
        if (value.isText()) {
            return TextSourceReader.columnName(value)
                    .map(column -> new TimeSource(TextSource.column(column), List.of(TimeFormat.ISO), ZoneOffset.UTC));
        }
        return value.section().optional().flatMap(section -> {
            var zone = zone(section);
            var formats = formats(section, locale(section));
            return TextSourceReader.read(section, USUAL_SEPARATOR).map(text -> new TimeSource(text, formats, zone));
        });
    }

    private static List<TimeFormat> formats(Section section, Locale locale) {
        var formats = section.values("format").orElse(List.of()).stream()
                .map(value -> value.text().optional().flatMap(text -> format(value, text, locale)))
                .flatMap(Optional::stream)
                .toList();
        return formats.isEmpty() ? List.of(TimeFormat.ISO) : formats;
    }

    private static Optional<TimeFormat> format(Value value, String text, Locale locale) {
        return switch (text) {
            case "iso" -> Optional.of(TimeFormat.ISO);
            case "epoch_seconds" -> Optional.of(new TimeFormat.Epoch(0));
            case "epoch_millis" -> Optional.of(new TimeFormat.Epoch(3));
            case "epoch_micros" -> Optional.of(new TimeFormat.Epoch(6));
            default -> {
                var mistake = TimePatternCheck.mistake(text, locale);
                mistake.ifPresent(found -> value.problem(found.message(), found.hint()));
                yield mistake.isPresent() ? Optional.empty() : Optional.of(TimeFormat.ofPattern(text, locale));
            }
        };
    }

    private static ZoneId zone(Section section) {
        var field = section.text("zone");
        try {
            return ZoneId.of(field.orElse("UTC"));
        } catch (DateTimeException unknown) {
            field.problem(
                    "is no time zone",
                    Suggestion.didYouMean(
                            field.orElse(""), ZoneId.getAvailableZoneIds(), "write it like Europe/Rome, UTC or +02:00"));
            return ZoneOffset.UTC;
        }
    }

    private static Locale locale(Section section) {
        var field = section.text("locale");
        var locale = Locale.forLanguageTag(field.orElse("en"));
        if (Arrays.stream(Locale.getAvailableLocales()).noneMatch(locale::equals)) {
            field.problem("is no language that is known here", "write it like en, de or pt-BR");
            return Locale.ENGLISH;
        }
        return locale;
    }
}
