package io.throughline.standalone.replay;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.standalone.mapping.LogFile;
import io.throughline.standalone.mapping.MappingProblems;
import io.throughline.standalone.mapping.MappingReader;
import io.throughline.standalone.platform.PlatformException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that is written down otherwise than its mapping says: the mapping's line and the key to change are told. */
class LogFormatMistakesTest {

    private static final String MAPPING = """
            mapping: shop
            %s
            occurred_at: 1
            identifiers: {crm: 2}
            channel: {constant: web}
            touchpoint: 3
            """;

    @TempDir
    private Path folder;

    @Test
    void another_delimiter_is_proposed() {
        tells("title: Shop", "time;who;what\n", ":1: log.delimiter leaves line 1 of the log, which should name the columns, "
                + "in one piece; write `log: {delimiter: semicolon}`");
        tells("log: {delimiter: tab}", "time,who,what\n", ":2: log.delimiter leaves line 1", "{delimiter: comma}");
        tells("log: {header: false}", "2012-01-01|a|b\n", ":2: log.delimiter", "by which the columns are counted", "pipe");
        tells("title: Shop", "\"time\";\"who\";\"what\"\n", ":1: log.delimiter does not fit line 1", "{delimiter: semicolon}");
        tells("log: {header: false}", "\"1\"\t\"a\"\t\"b\"\n", ":2: log.delimiter does not fit line 1", "{delimiter: tab}");
        tells("log: {columns: [a, b, c]}", "time\twho\twhat\n", ":2: log.delimiter", "{delimiter: tab}");
    }

    @Test
    void a_header_that_other_quotes_are_in_is_told_by_the_quote() {
        tells("log: {quote: \"'\"}", "'time,who,what\n", ":2: log.quote does not fit line 1 of the log, which should name "
                + "the columns: a quote is opened and not closed");
        tells("title: Shop", "\"time\"x,who,what\n", ":1: log.quote", "text follows the closing quote");
    }

    @Test
    void a_header_in_another_charset_is_told_by_the_charset() {
        var problem = tells(StandardCharsets.ISO_8859_1, "log: {charset: UTF-8}", "Zeit,Käufer,was\n");
        problem.hasMessageContaining(":2: log.charset does not fit line 1").hasMessageContaining("windows-1252");
    }

    @Test
    void a_log_without_a_line_is_said_to_be_empty() {
        assertThatThrownBy(() -> Replay.check(
                        MappingReader.parse(Path.of("shop.mapping.yaml"), MAPPING.formatted("title: Shop")),
                        file(StandardCharsets.UTF_8, ""),
                        List.of()))
                .isInstanceOf(PlatformException.class)
                .hasMessage(folder.resolve("log.csv") + " is empty");
    }

    @Test
    void a_log_of_one_column_is_none_the_worse_for_it() throws Exception {
        var mapping = """
                mapping: shop
                occurred_at: time
                identifiers: {crm: {constant: a}}
                channel: {constant: web}
                touchpoint: {constant: visit}
                """;
        var log = new LogFile(Files.writeString(folder.resolve("log.csv"), "time\n2012-01-01\n"));
        var read = MappingReader.parse(Path.of("shop.mapping.yaml"), mapping);
        assertThatCode(() -> Replay.check(read, log, List.of())).doesNotThrowAnyException();
    }

    private void tells(String line, String log, String... parts) {
        var problem = tells(StandardCharsets.UTF_8, line, log);
        List.of(parts).forEach(problem::hasMessageContaining);
    }

    private AbstractThrowableAssert<?, ?> tells(Charset charset, String line, String log) {
        return assertThatThrownBy(() -> Replay.check(
                        MappingReader.parse(Path.of("shop.mapping.yaml"), MAPPING.formatted(line)), file(charset, log), List.of()))
                .isInstanceOf(MappingProblems.class);
    }

    private LogFile file(Charset charset, String text) throws IOException {
        return new LogFile(Files.writeString(folder.resolve("log.csv"), text, charset));
    }
}
