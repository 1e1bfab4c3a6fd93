package io.throughline.standalone.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.standalone.mapping.LogLine.Cells;
import io.throughline.standalone.mapping.LogLine.Unreadable;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DelimitedLogReaderTest {

    @Test
    void numbers_records_by_the_line_on_which_they_begin() throws IOException {
        assertThat(read(LogFormat.STANDARD, "case,text\n1,plain\n\n2,\"two\nlines\"\r\n3,last"))
                .containsExactly(cells(2, "1", "plain"), cells(4, "2", "two\nlines"), cells(6, "3", "last"));
    }

    @Test
    void a_quote_inside_quotes_is_doubled_and_a_delimiter_inside_quotes_is_text() throws IOException {
        assertThat(read(LogFormat.STANDARD, "a,b\n\"say \"\"hi\"\"\",\"1,5\"\n\"\",x"))
                .containsExactly(cells(2, "say \"hi\"", "1,5"), cells(3, "", "x"));
    }

    @Test
    void delimiters_may_be_tabs_semicolons_bars_or_longer() throws IOException {
        for (var delimiter : List.of("\t", ";", "|", "||", " - ")) {
            assertThat(read(delimited(delimiter), "a" + delimiter + "b\n1" + delimiter + "2"))
                    .as("delimiter %s", delimiter)
                    .containsExactly(cells(2, "1", "2"));
        }
    }

    @Test
    void an_escape_takes_the_meaning_from_what_follows() throws IOException {
        var format = new LogFormat(
                ",", Optional.of('\''), Optional.of('\\'), true, List.of(), UTF_8, Optional.empty(), 0, false,
                Set.of(), false, NumberFormat.PLAIN);
        assertThat(read(format, "a,b\n'it\\'s',x\\,y")).containsExactly(cells(2, "it's", "x,y"));
    }

    @Test
    void without_a_header_columns_go_by_their_numbers() throws IOException {
        var format = headless(List.of());
        try (var reader = DelimitedLogReader.open(new StringReader("x,y\nz,w"), format)) {
            assertThat(reader.columns().names()).containsExactly("1", "2");
            assertThat(all(reader)).containsExactly(cells(1, "x", "y"), cells(2, "z", "w"));
        }
    }

    @Test
    void without_a_header_the_mapping_may_name_the_columns() throws IOException {
        try (var reader = DelimitedLogReader.open(new StringReader("x,y"), headless(List.of("from", "to")))) {
            assertThat(reader.columns().names()).containsExactly("from", "to");
        }
    }

    @Test
    void lines_before_the_header_and_comments_are_passed_over() throws IOException {
        var format = new LogFormat(
                ",", Optional.of('"'), Optional.empty(), true, List.of(), UTF_8, Optional.of("#"), 2, true,
                Set.of(), false, NumberFormat.PLAIN);
        assertThat(read(format, "exported\nby x\n# now the columns\na,b\n#1,2\n 3 , \"4\" "))
                .containsExactly(cells(6, "3", "4"));
    }

    @Test
    void a_line_of_blanks_is_passed_over_and_one_of_delimiters_is_a_record() throws IOException {
        assertThat(read(delimited("\t"), "a\tb\n\t\n  \n\n1\t2")).containsExactly(cells(2, "", ""), cells(5, "1", "2"));
        assertThat(read(LogFormat.STANDARD, "a,b\n,\n \t \n1,2")).containsExactly(cells(2, "", ""), cells(4, "1", "2"));
    }

    @Test
    void blanks_are_no_part_of_a_columns_name() throws IOException {
        try (var reader = DelimitedLogReader.open(new StringReader("case, activity ,\n"), LogFormat.STANDARD)) {
            assertThat(reader.columns().names()).containsExactly("case", "activity", "3");
        }
    }

    @Test
    void a_line_with_too_few_or_too_many_cells_is_told_and_the_others_are_read() throws IOException {
        assertThat(read(LogFormat.STANDARD, "a,b\n1\n1,2,3\n1,2"))
                .containsExactly(
                        new Unreadable(2, "fewer cells than the log has columns"),
                        new Unreadable(3, "more cells than the log has columns"),
                        cells(4, "1", "2"));
    }

    @Test
    void a_short_line_can_be_filled() throws IOException {
        var format = new LogFormat(
                ",", Optional.of('"'), Optional.empty(), true, List.of(), UTF_8, Optional.empty(), 0, false,
                Set.of(), true, NumberFormat.PLAIN);
        assertThat(read(format, "a,b\n1")).containsExactly(cells(2, "1", ""));
    }

    @Test
    void a_quote_that_nobody_closes_costs_its_own_line_alone() throws IOException {
        assertThat(read(LogFormat.STANDARD, "a,b\n1,\"open\n2,fine\n3,\"quoted\"\n4,fine"))
                .containsExactly(
                        new Unreadable(2, "a quote is opened and not closed"),
                        cells(3, "2", "fine"),
                        cells(4, "3", "quoted"),
                        cells(5, "4", "fine"));
    }

    @Test
    void a_quote_that_another_lines_quote_happens_to_close_costs_its_own_line_alone() throws IOException {
        assertThat(read(LogFormat.STANDARD, "a,b\n1,\"open\n2,fine\n\"3\",\"x\""))
                .containsExactly(
                        new Unreadable(2, "a quote is opened and not closed"), cells(3, "2", "fine"), cells(4, "3", "x"));
    }

    @Test
    void text_behind_a_closing_quote_is_told() throws IOException {
        assertThat(read(LogFormat.STANDARD, "a,b\n\"1\"x,2\n1,2"))
                .containsExactly(new Unreadable(2, "text follows the closing quote of a cell"), cells(3, "1", "2"));
    }

    @Test
    void what_is_not_in_the_charset_is_told() throws IOException {
        assertThat(read(LogFormat.STANDARD, "a,b\nM\uFFFDller,2\n1,2"))
                .containsExactly(
                        new Unreadable(
                                2,
                                "not written in UTF-8",
                                "write the charset that the log is in, such as `log: {charset: windows-1252}`"),
                        cells(3, "1", "2"));
    }

    @Test
    void a_line_without_end_does_not_fill_the_memory() throws IOException {
        var endless = "x".repeat(3 * PhysicalLines.LONGEST);
        assertThat(read(LogFormat.STANDARD, "a,b\n" + endless + "\n1,2"))
                .containsExactly(new Unreadable(2, "longer than 1048576 characters"), cells(3, "1", "2"));
    }

    @Test
    void a_header_that_cannot_be_read_is_told() {
        assertThatThrownBy(() -> DelimitedLogReader.open(new StringReader("\"a,b\n1,2"), LogFormat.STANDARD))
                .isInstanceOf(UnreadableHeader.class)
                .hasMessageContaining("line 1 of the log, which should name the columns");
    }

    @Test
    void a_log_without_a_record_is_told() {
        assertThatThrownBy(() -> DelimitedLogReader.open(new StringReader(""), LogFormat.STANDARD))
                .isInstanceOf(EmptyLog.class)
                .hasMessage("is empty");
        assertThatThrownBy(() -> DelimitedLogReader.open(new StringReader(""), headless(List.of("from", "to"))))
                .isInstanceOf(EmptyLog.class);
        assertThatThrownBy(() -> DelimitedLogReader.open(new StringReader("\n\n"), LogFormat.STANDARD))
                .isInstanceOf(EmptyLog.class)
                .hasMessageContaining("log.skip_lines");
    }

    @Test
    void what_was_written_by_the_rules_is_read_back() throws IOException {
        long seed = Long.getLong("throughline.seed", System.nanoTime());
        var random = new Random(seed);
        var expected = new ArrayList<List<String>>();
        var text = new StringBuilder("a,b,c\n");
        for (int row = 0; row < 2_000; row++) {
            var values = List.of(value(random), value(random), value(random));
            expected.add(values);
            text.append(String.join(",", values.stream().map(DelimitedLogReaderTest::quoted).toList())).append("\r\n");
        }
        assertThat(read(LogFormat.STANDARD, text.toString()).stream().map(line -> ((Cells) line).cells()))
                .as("seed %d", seed)
                .containsExactlyElementsOf(expected);
    }

    private static String value(Random random) {
        var value = new StringBuilder();
        for (int length = random.nextInt(6); length > 0; length--) {
            value.append("ab,\"\n '\\".charAt(random.nextInt(8)));
        }
        return value.toString();
    }

    private static String quoted(String value) {
        return '"' + value.replace("\"", "\"\"") + '"';
    }

    private static List<LogLine> read(LogFormat format, String text) throws IOException {
        try (var reader = DelimitedLogReader.open(new StringReader(text), format)) {
            return all(reader);
        }
    }

    private static List<LogLine> all(DelimitedLogReader reader) throws IOException {
        var lines = new ArrayList<LogLine>();
        for (var line = reader.next(); line.isPresent(); line = reader.next()) {
            lines.add(line.get());
        }
        return lines;
    }

    private static Cells cells(long line, String... cells) {
        return new Cells(line, List.of(cells));
    }

    private static LogFormat delimited(String delimiter) {
        return new LogFormat(
                delimiter, Optional.of('"'), Optional.empty(), true, List.of(), UTF_8, Optional.empty(), 0, false,
                Set.of(), false, NumberFormat.PLAIN);
    }

    private static LogFormat headless(List<String> columns) {
        return new LogFormat(
                ",", Optional.of('"'), Optional.empty(), false, columns, UTF_8, Optional.empty(), 0, false,
                Set.of(), false, NumberFormat.PLAIN);
    }
}
