package io.throughline.standalone.mapping;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.standalone.mapping.LogLine.Cells;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XesLogReaderTest {

    private static final String TWO_CASES = """
            <?xml version="1.0" encoding="UTF-8"?>
            <log xmlns="http://www.xes-standard.org/" xes.version="2.0">
              <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
              <global scope="event"><string key="concept:name" value="UNKNOWN"/></global>
              <classifier name="Activity" keys="concept:name"/>
              <string key="creator" value="by hand"/>
              <trace>
                <string key="concept:name" value="A"/>
                <float key="total" value="9.5"/>
                <event>
                  <string key="concept:name" value="opened"/>
                  <date key="time:timestamp" value="2026-01-01T00:00:00.000+01:00"/>
                </event>
                <event><string key="concept:name" value="closed"/><boolean key="ok" value="true"/></event>
              </trace>
              <trace>
                <string key="concept:name" value="B &amp; C"/>
                <event><string key="concept:name" value="opened"/></event>
              </trace>
            </log>
            """;

    @TempDir
    private Path folder;

    @Test
    void an_event_has_its_own_values_and_those_of_its_trace() throws IOException {
        assertThat(read(TWO_CASES, UTF_8)).containsExactly(
                Map.of(
                        "case:concept:name", "A", "case:total", "9.5", "concept:name", "opened",
                        "time:timestamp", "2026-01-01T00:00:00.000+01:00"),
                Map.of("case:concept:name", "A", "case:total", "9.5", "concept:name", "closed", "ok", "true"),
                Map.of("case:concept:name", "B & C", "concept:name", "opened"));
    }

    @Test
    void events_are_numbered_from_one() throws IOException {
        try (var reader = LogReader.open(log(TWO_CASES, UTF_8), LogFormat.STANDARD)) {
            assertThat(List.of(reader.next().orElseThrow().number(), reader.next().orElseThrow().number())).containsExactly(1L, 2L);
        }
    }

    @Test
    void its_first_bytes_tell_it_in_any_charset_and_packed() throws IOException {
        assertThat(read(TWO_CASES.replace("UTF-8", "UTF-16"), UTF_16)).hasSize(3);
        assertThat(read("\uFEFF" + TWO_CASES, UTF_8)).hasSize(3);
        assertThat(read("<log>\n<event><string key='a' value='1'/></event></log>", UTF_8)).containsExactly(Map.of("a", "1"));
        var packed = folder.resolve("packed");
        try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(TWO_CASES.getBytes(UTF_8));
        }
        assertThat(read(new LogFile(packed))).hasSize(3);
        assertThat(log("<DATE>,<TIME>\n1,2", UTF_8).begin().areXml()).isFalse();
        assertThat(log("<logged>,b\n1,2", UTF_8).begin().areXml()).isFalse();
    }

    @Test
    void an_attribute_inside_another_goes_by_both_keys_and_the_first_of_a_name_counts() throws IOException {
        assertThat(read("""
                <log><trace><event>
                  <string key="a" value="1"><int key="b" value="2"/></string>
                  <list key="l"><values><string key="x" value="3"/><string key="x" value="4"/></values></list>
                  <string key="a" value="5"/>
                </event></trace></log>
                """, UTF_8)).containsExactly(Map.of("a", "1", "a/b", "2", "l/x", "3"));
    }

    @Test
    void what_a_trace_says_after_another_is_not_said_of_the_next() throws IOException {
        assertThat(read("""
                <log>
                  <trace><string key="x" value="1"/><event><string key="a" value="1"/></event></trace>
                  <trace><event><string key="a" value="2"/></event></trace>
                  <event><string key="a" value="3"/></event>
                </log>
                """, UTF_8)).containsExactly(Map.of("case:x", "1", "a", "1"), Map.of("a", "2"), Map.of("a", "3"));
    }

    @Test
    void what_is_not_well_formed_is_told_by_its_place_before_anything_is_read() {
        var log = log("<log>\n<trace><event><string key='a' value='1'/></event>\n<event></trace></log>", UTF_8);
        assertThatThrownBy(() -> LogReader.open(log, LogFormat.STANDARD))
                .isInstanceOf(BrokenLog.class)
                .hasMessageContaining(log.path() + " is XML that cannot be read further than line 3, column 10: ");
    }

    @Test
    void xml_that_is_no_log_and_a_log_without_events_are_told() {
        assertThatThrownBy(() -> LogReader.open(log("<?xml version='1.0'?><html/>", UTF_8), LogFormat.STANDARD))
                .isInstanceOf(BrokenLog.class)
                .hasMessageEndingWith("is XML, but no XES: it begins with <html>, not with <log>");
        assertThatThrownBy(() -> LogReader.open(log("<log><trace/></log>", UTF_8), LogFormat.STANDARD))
                .isInstanceOf(EmptyLog.class);
    }

    @Test
    void a_log_may_hold_any_number_of_escaped_characters() throws IOException {
        var event = "<event><string key='a' value='R &amp; D &lt;&apos;'/></event>";

        var events = read("<log>" + event.repeat(60_000) + "</log>", UTF_8);

        assertThat(events).hasSize(60_000).allMatch(Map.of("a", "R & D <'")::equals);
    }

    @Test
    void nothing_outside_the_file_is_read() throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), "secret");
        var log = log(
                "<?xml version='1.0'?><!DOCTYPE log [<!ENTITY e SYSTEM '" + secret.toUri()
                        + "'>]><log><event><string key='a' value='1'/><string key='b' value='&e;'/></event></log>",
                UTF_8);
        assertThatThrownBy(() -> read(log)).isInstanceOf(BrokenLog.class).hasMessageNotContaining("secret\n");
    }

    private LogFile log(String text, Charset charset) {
        try {
            return new LogFile(Files.writeString(Files.createTempFile(folder, "log", ".xes"), text, charset));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private List<Map<String, String>> read(String text, Charset charset) throws IOException {
        return read(log(text, charset));
    }

    private static List<Map<String, String>> read(LogFile log) throws IOException {
        try (var reader = LogReader.open(log, LogFormat.STANDARD)) {
            var events = new ArrayList<Map<String, String>>();
            for (var line = reader.next(); line.isPresent(); line = reader.next()) {
                var cells = ((Cells) line.get()).cells();
                var values = new HashMap<String, String>();
                for (int i = 0; i < cells.size(); i++) {
                    if (!cells.get(i).isEmpty()) {
                        values.put(reader.columns().names().get(i), cells.get(i));
                    }
                }
                events.add(values);
            }
            return events;
        }
    }
}
