package io.throughline.standalone.mapping;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a log is written down: what stands between cells and around them, and what an empty one looks like.
 *
 * @param delimiter stands between two cells; one character or more
 * @param quote stands around a cell that holds delimiters or line breaks; doubled inside such a cell it means itself
 * @param escape takes the special meaning from the character after it
 * @param header whether the first line names the columns
 * @param columns the names of the columns where the log does not tell them; empty when it does, or when they have none
 * @param comment a line that begins so is no record
 * @param skipLines lines to pass over before the header
 * @param trim whether blanks around a cell do not count
 * @param missing texts that mean the same as an empty cell
 * @param fillShortLines whether a line with too few cells has the others missing; otherwise it is rejected
 * @param numbers how numbers are written
 */
public record LogFormat(
        String delimiter,
        Optional<Character> quote,
        Optional<Character> escape,
        boolean header,
        List<String> columns,
        Charset charset,
        Optional<String> comment,
        int skipLines,
        boolean trim,
        Set<String> missing,
        boolean fillShortLines,
        NumberFormat numbers) {

    /** As RFC 4180 has it: commas, double quotes, a header, UTF-8. */
    public static final LogFormat STANDARD = new LogFormat(
            ",",
            Optional.of('"'),
            Optional.empty(),
            true,
            List.of(),
            StandardCharsets.UTF_8,
            Optional.empty(),
            0,
            false,
            Set.of(),
            false,
            NumberFormat.PLAIN);

    LogFormat delimitedBy(String other) {
        return new LogFormat(
                other, quote, escape, header, columns, charset, comment, skipLines, trim, missing, fillShortLines, numbers);
    }
}
