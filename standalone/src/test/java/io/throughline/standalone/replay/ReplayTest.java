package io.throughline.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.journey.v1.ClockMode;
import io.throughline.standalone.apply.Application;
import io.throughline.standalone.client.Clients;
import io.throughline.standalone.mapping.LogFile;
import io.throughline.standalone.mapping.Mapping;
import io.throughline.standalone.mapping.MappingProblems;
import io.throughline.standalone.mapping.MappingReader;
import io.throughline.standalone.platform.PlatformException;
import io.throughline.standalone.replay.Replay.Time;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {

    private static final String MAPPING = """
            mapping: shop
            id: id
            occurred_at: time
            identifiers: {crm: who}
            channel: {constant: web}
            touchpoint: what
            revenue: {amount: price, currency: EUR}
            skip_when: {what: test}
            """;
    private static final String HEADER = "id,time,who,what,price\n";
    private static final Instant MUCH_LATER = Instant.parse("2020-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private FakePlatform platform;
    private Clients clients;

    @BeforeEach
    void start() {
        platform = FakePlatform.start();
        clients = platform.clients();
    }

    @AfterEach
    void stop() {
        clients.close();
        platform.close();
    }

    @Test
    void what_is_accepted_is_added_up_and_what_is_not_is_told_by_line_and_reason() throws Exception {
        var report = replay(HEADER + """
                1,2012-01-01T10:00:00Z,a,order,1.10
                2,2012-01-01T11:00:00Z,b,order,2.20
                3,2012-01-01T12:00:00Z,a,return,-0.30
                4,,a,order,1
                5,yesterday,a,order,1
                6,2012-01-01T13:00:00Z,,order,1
                1,2012-01-01T10:00:00Z,a,order,1.10
                2,2012-01-01T11:00:00Z,b,order,9.99
                7,2012-01-01T11:00:00Z,b,test,1
                """);
        assertThat(report.interactions()).isEqualTo(3);
        assertThat(report.customers()).isEqualTo(2);
        assertThat(report.touchpoints()).containsExactly(java.util.Map.entry("order", 2L), java.util.Map.entry("return", 1L));
        assertThat(report.revenue().get("EUR")).isEqualByComparingTo(new BigDecimal("3.00"));
        assertThat(report.skipped()).isEqualTo(1);
        assertThat(report.rejected()).isEqualTo(4);
        var json = ReportJson.json(report).get("rejected").toString();
        assertThat(json)
                .contains("\"count\":4")
                .contains("{\"reason\":\"occurred_at: is missing\",\"count\":1,\"line_numbers\":[5]}")
                .contains("{\"reason\":\"occurred_at: is not a time in the mapping's format\",\"count\":1,\"line_numbers\":[6]}")
                .contains("{\"reason\":\"identifiers: none has a value\",\"count\":1,\"line_numbers\":[7]}")
                .endsWith("\"line_numbers\":[5,6,7,9]}")
                .contains("{\"reason\":\"the id is known with other content\",\"count\":1,\"line_numbers\":[9]}");
    }

    @Test
    void what_is_older_than_the_horizon_is_told_by_line_and_reason() throws Exception {
        platform.horizon = Optional.of(Instant.parse("2012-01-01T11:00:00Z"));
        var report = replay(HEADER + """
                1,2012-01-01T10:59:59Z,a,order,1.10
                2,2012-01-01T11:00:00Z,b,order,2.20
                3,2011-01-01T12:00:00Z,a,return,-0.30
                """);
        assertThat(report.interactions()).isEqualTo(1);
        assertThat(report.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo("occurred_at: is before 2012-01-01T11:00:00Z, the horizon");
            assertThat(rejection.lines()).containsExactly(2, 4);
        });
    }

    @Test
    void what_was_not_acknowledged_is_sent_again_and_counted_once() throws Exception {
        platform.lostAcknowledgements.set(3);
        var report = replay(HEADER + many(5_000));
        assertThat(platform.recorded).hasSize(5_000);
        assertThat(report.interactions()).isEqualTo(5_000);
        assertThat(report.revenue().get("EUR")).isEqualByComparingTo("5000");
        assertThat(report.rejections()).isEmpty();
    }

    @Test
    void the_clock_shows_nothing_at_first_and_in_the_end_the_last_accepted_interaction() throws Exception {
        replay(HEADER + """
                1,2012-01-01T10:00:00Z,a,order,1
                2,2012-03-01T10:00:00Z,b,order,1
                3,2012-02-01T10:00:00Z,a,order,1
                """);
        assertThat(platform.clockMoves).containsExactly(Instant.parse("2012-03-01T10:00:00Z"));
    }

    @Test
    void what_the_platform_refuses_does_not_move_the_clock() throws Exception {
        var report = replay(HEADER + """
                1,2012-01-01T10:00:00Z,a,order,1
                1,2013-01-01T10:00:00Z,a,order,1
                """);
        assertThat(report.rejected()).isEqualTo(1);
        assertThat(report.asOf()).contains(Instant.parse("2012-01-01T10:00:00Z"));
        assertThat(platform.clockMoves).containsExactly(Instant.parse("2012-01-01T10:00:00Z"));
    }

    @Test
    void an_asOf_is_reached_once_and_what_occurred_later_is_rejected_by_name() throws Exception {
        var asOf = Instant.parse("2012-02-01T00:00:00Z");
        var report = replay(
                HEADER + """
                1,2012-01-01T10:00:00Z,a,order,1
                2,2012-02-01T00:00:00Z,a,order,1
                3,2012-02-01T00:00:01Z,b,order,1
                """,
                new Time.Replayed(asOf, Optional.of(asOf)));
        assertThat(report.asOf()).contains(asOf);
        assertThat(platform.clockMoves).containsExactly(asOf);
        assertThat(report.interactions()).isEqualTo(2);
        assertThat(report.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo("occurred_at: is later than --as-of");
            assertThat(rejection.lines()).containsExactly(4);
        });
    }

    @Test
    void a_slip_of_the_calendar_does_not_move_the_clock() throws Exception {
        var report = replay(HEADER + "1,2012-01-01T10:00:00Z,a,order,1\n2,2999-01-01T10:00:00Z,a,order,1\n");
        assertThat(report.asOf()).contains(Instant.parse("2012-01-01T10:00:00Z"));
        assertThat(report.rejections()).singleElement().satisfies(rejection ->
                assertThat(rejection.reason()).isEqualTo("occurred_at: is later than the time of day"));
    }

    @Test
    void a_live_clock_is_left_alone() throws Exception {
        var report = replay(HEADER + "1,2012-01-01T10:00:00Z,a,order,1\n", new Time.Live());
        assertThat(report.asOf()).isEmpty();
        assertThat(platform.clockMoves).isEmpty();
    }

    @Test
    void a_platform_whose_sample_is_still_being_replayed_is_not_taken_for_one_that_serves() {
        platform.clockMode = ClockMode.CLOCK_MODE_REPLAY;
        assertThatThrownBy(() -> replay(HEADER + "1,2012-01-01T10:00:00Z,a,order,1\n", new Time.Live()))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("the platform's clock is in REPLAY")
                .hasMessageContaining("./throughline status")
                .hasMessageContaining("--once");
        assertThat(platform.definitions).isEmpty();
        assertThat(platform.recorded).isEmpty();
    }

    @Test
    void customers_that_became_one_count_once() throws Exception {
        var report = replay(HEADER + """
                1,2012-01-01T10:00:00Z,original,order,1
                2,2012-01-01T10:00:00Z,alias,order,1
                3,2012-01-01T10:00:00Z,other,order,1
                """);
        assertThat(report.customers()).isEqualTo(2);
    }

    @Test
    void customers_that_fell_apart_count_each_and_only_what_was_accepted_is_asked_about_again() throws Exception {
        var report = replay(HEADER + """
                1,2012-01-01T10:00:00Z,ann,order,1
                2,2012-01-01T10:00:00Z,bob,order,1
                3,2999-01-01T10:00:00Z,eve,order,1
                4,2012-01-01T10:00:00Z,alias,order,1
                """);
        assertThat(report.customers()).isEqualTo(3);
        assertThat(platform.observedAgain).extracting(again -> again.getIdentifiers(0).getValue())
                .contains("ann", "bob", "alias")
                .doesNotContain("eve");
        assertThat(platform.regroupingsLeft).as("waits until journey-service has heard of it").hasValue(0);
    }

    @Test
    void what_fell_apart_elsewhere_is_not_asked_about() throws Exception {
        var report = replay(HEADER + "1,2012-01-01T10:00:00Z,eve,order,1\n");
        assertThat(report.customers()).isEqualTo(1);
        assertThat(platform.observedAgain).isEmpty();
    }

    @Test
    void an_interaction_that_no_message_can_hold_costs_its_own_line_alone() throws Exception {
        platform.largestRequest = 2 << 20;
        var huge = "x".repeat(1 << 19);
        var mapping = MAPPING + "attributes: {a: {columns: [who, what, price, fill, fill, fill, fill, fill]}}\n";
        var report = new Replay(clients, mapping(mapping), log("id,time,who,what,price,fill\n"
                        + "1,2012-01-01T10:00:00Z,a,order,1,\n2,2012-01-01T10:00:00Z,a,order,1," + huge
                        + "\n3,2012-01-01T10:00:00Z,a,order,1,\n"))
                .run(List.of(definition()), new Time.Replayed(MUCH_LATER, Optional.empty()));
        assertThat(report.interactions()).isEqualTo(2);
        assertThat(report.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo("the request is larger than 2097152 bytes");
            assertThat(rejection.lines()).containsExactly(3);
        });
    }

    @Test
    void a_gzipped_log_is_known_by_its_content() throws Exception {
        var path = folder.resolve("log.csv");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
            out.write((HEADER + many(10)).getBytes());
        }
        var log = new LogFile(path);
        var report = new Replay(clients, mapping(MAPPING), log)
                .run(List.of(definition()), new Time.Replayed(MUCH_LATER, Optional.empty()));
        assertThat(report.interactions()).isEqualTo(10);
        assertThat(log.bytesRead()).isEqualTo(log.size());
    }

    @Test
    void a_mistake_in_a_definition_is_told_by_its_file_and_line_as_apply_does() throws Exception {
        var definition = Files.writeString(folder.resolve("bad.journey.yaml"), "bad");
        var replay = new Replay(clients, mapping(MAPPING), log(HEADER + many(1)));
        assertThatThrownBy(() -> replay.run(List.of(definition), new Time.Live()))
                .isInstanceOf(PlatformException.class)
                .hasMessage(definition + ":3: entry[0].when: no such variable");
        assertThatThrownBy(() -> new Application(clients).apply(definition))
                .hasMessage(definition + ":3: entry[0].when: no such variable");
        assertThat(platform.recorded).isEmpty();
    }

    @Test
    void a_column_that_the_log_lacks_is_told_before_anything_is_sent() {
        var log = "id,time,who,waht,price\n1,2012-01-01,a,b,1\n";
        assertThatThrownBy(() -> Replay.check(mapping(MAPPING), log(log), List.of(definition())))
                .isInstanceOf(MappingProblems.class)
                .hasMessageContaining(":6: touchpoint reads \"what\", and the log has no such column; did you mean `waht`?");
    }

    @Test
    void a_namespace_that_is_not_known_is_told_before_anything_is_sent() throws Exception {
        var replay = new Replay(clients, mapping(MAPPING.replace("crm", "crn")), log(HEADER + many(1)));
        assertThatThrownBy(() -> replay.run(List.of(definition()), new Time.Replayed(MUCH_LATER, Optional.empty())))
                .isInstanceOf(MappingProblems.class)
                .hasMessage("shop.mapping.yaml:4: identifiers.crn is not a known namespace; did you mean `crm`?");
        assertThat(platform.definitions).isEmpty();
        assertThat(platform.recorded).isEmpty();
    }

    @Test
    void a_file_that_is_no_definition_is_told_before_anything_starts() throws Exception {
        var log = log(HEADER + many(1));
        var policy = Files.writeString(folder.resolve("p.yaml"), "name: p\nask: {}\n");
        var other = Files.writeString(folder.resolve("m.journey.yaml"), MAPPING);
        assertThatThrownBy(() -> Replay.check(mapping(MAPPING), log, List.of(policy, other)))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining(policy + ": is a policy and not a journey definition; ./throughline apply takes it")
                .hasMessageContaining(other + ": is a mapping and not a journey definition; --mapping takes it");
    }

    @Test
    void an_attribute_to_correlate_by_that_the_mapping_never_makes_is_told() throws Exception {
        var definition = Files.writeString(folder.resolve("o.journey.yaml"), "name: buy\ncorrelate_by: order_id\n");
        var log = log(HEADER + many(1));
        assertThatThrownBy(() -> Replay.check(mapping(MAPPING), log, List.of(definition)))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining(definition + ":2: journey buy correlates by `order_id`, and shop.mapping.yaml makes no")
                .hasMessageContaining("write `attributes: {order_id: COLUMN}` there");
        assertThatThrownBy(() -> Replay.check(
                        mapping(MAPPING + "attributes: {orderid: id}\n"), log, List.of(definition)))
                .hasMessageEndingWith("did you mean `orderid`?");
        Replay.check(mapping(MAPPING + "attributes: {order_id: id}\n"), log, List.of(definition));
    }

    @Test
    void an_attribute_may_also_be_one_of_the_columns_that_are_kept() throws Exception {
        var definition = Files.writeString(folder.resolve("o.journey.yaml"), "name: buy\ncorrelate_by: case\n");
        var log = log("case,id,time,who,what,price\n");
        Replay.check(mapping(MAPPING + "other_columns: keep\n"), log, List.of(definition));
        assertThatThrownBy(() -> Replay.check(mapping(MAPPING), log, List.of(definition)))
                .isInstanceOf(PlatformException.class);
    }

    @Test
    void touchpoints_that_no_definition_names_are_counted_by_themselves() throws Exception {
        var buy = Files.writeString(folder.resolve("buy.journey.yaml"), """
                name: buy
                entry: [order]
                achieved:
                  - touchpoint: [pay, pay again]
                    when: interaction.channel == 'web'
                moments:
                  - name: gone
                    touchpoint: send
                """);
        var help = Files.writeString(folder.resolve("help.journey.yaml"), "name: help\nentry: call\ntouchpoints: [wait]\n");
        var report = new Replay(clients, mapping(MAPPING), log(HEADER + """
                1,2012-01-01T10:00:00Z,a,order,1
                2,2012-01-01T10:00:00Z,a,pay again,1
                3,2012-01-01T10:00:00Z,a,send,1
                4,2012-01-01T10:00:00Z,a,call,1
                5,2012-01-01T10:00:00Z,a,wait,1
                6,2012-01-01T10:00:00Z,a,Wait,1
                7,2012-01-01T10:00:00Z,b,Wait,1
                8,,b,complain,1
                """))
                .run(List.of(buy, help), new Time.Replayed(MUCH_LATER, Optional.empty()));
        assertThat(report.unnamed()).containsExactly(java.util.Map.entry("Wait", 2L));
        assertThat(ReportJson.json(report).get("unnamed_touchpoints").toString()).isEqualTo("{\"Wait\":2}");
    }

    private ReplayReport replay(String text) throws IOException, MappingProblems {
        return replay(text, new Time.Replayed(MUCH_LATER, Optional.empty()));
    }

    private ReplayReport replay(String text, Time time) throws IOException, MappingProblems {
        return new Replay(clients, mapping(MAPPING), log(text)).run(List.of(definition()), time);
    }

    private LogFile log(String text) throws IOException {
        return new LogFile(Files.writeString(folder.resolve("log.csv"), text));
    }

    private Path definition() throws IOException {
        return Files.writeString(folder.resolve("order.journey.yaml"), "order");
    }

    private static Mapping mapping(String yaml) throws MappingProblems {
        return MappingReader.parse(Path.of("shop.mapping.yaml"), yaml);
    }

    private static String many(int count) {
        var lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append(i).append(",2012-01-01T10:00:00Z,c").append(i % 97).append(",order,1\n");
        }
        return lines.toString();
    }
}
