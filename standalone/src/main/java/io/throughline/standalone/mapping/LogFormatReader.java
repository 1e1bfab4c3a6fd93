package io.throughline.standalone.mapping;

import io.throughline.kit.document.Field;
import io.throughline.kit.document.Section;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads how a log is written down. */
final class LogFormatReader {

    private static final String NONE = "none";
    private static final List<String> SHORT_LINES = List.of("reject", "fill");

    private LogFormatReader() {}

    static LogFormat read(Section root) {
        return root.section("log").optional().map(LogFormatReader::format).orElse(LogFormat.STANDARD);
    }

    /** Where each key stands that a header may not fit; {@code ""} for the section as a whole. Empty when it is left out. */
    static Map<String, Integer> lines(Section root) {
        var lines = new HashMap<String, Integer>();
        root.section("log").optional().ifPresent(section -> {
            lines.put("", section.line());
            UnreadableHeader.KEYS.forEach(name -> // never those that are written: what is asked for counts as known
                    section.value(name).ifPresent(value -> lines.put(name, value.line())));
        });
        return lines;
    }

    private static LogFormat format(Section section) {
        var delimiter = section.text("delimiter").must(text -> !text.isEmpty(), "is empty", "write a character, or tab").orElse(",");
        return new LogFormat(
                Delimiters.of(delimiter),
                character(section, "quote", Optional.of('"')),
                character(section, "escape", Optional.empty()),
                section.bool("header").orElse(true),
                section.texts("columns").orElse(List.of()),
                charset(section.text("charset")),
                section.text("comment").must(text -> !text.isEmpty(), "is empty", "write what a comment begins with").optional(),
                section.integer("skip_lines")
                        .must(lines -> lines >= 0 && lines <= 1_000_000, "is not between 0 and 1000000", "")
                        .orElse(0L)
                        .intValue(),
                section.bool("trim").orElse(false),
                Set.copyOf(section.texts("missing").orElse(List.of())),
                section.choice("short_lines", SHORT_LINES).orElse("reject").equals("fill"),
                numbers(section));
    }

    private static NumberFormat numbers(Section section) {
        var decimal = character(section, "decimal", Optional.of('.')).orElse('.');
        var thousands = character(section, "thousands", Optional.empty());
        if (thousands.filter(decimal::equals).isPresent()) {
            section.problem("thousands", "is the same as decimal", "one of them is another character");
        }
        return new NumberFormat(decimal, thousands);
    }

    private static Optional<Character> character(Section section, String name, Optional<Character> usual) {
        var field = section.text(name);
        if (!field.isGiven()) {
            return usual;
        }
        return field.must(text -> text.length() == 1 || text.equals(NONE), "is not one character", "write one, in quotes, or none")
                .optional()
                .filter(text -> !text.equals(NONE))
                .map(text -> text.charAt(0));
    }

    private static Charset charset(Field<String> field) {
        try {
            return Charset.forName(field.orElse("UTF-8"));
        } catch (IllegalArgumentException unknown) {
            field.problem("is no charset that is known here", "write it like UTF-8, ISO-8859-1, windows-1252 or UTF-16");
            return LogFormat.STANDARD.charset();
        }
    }
}
