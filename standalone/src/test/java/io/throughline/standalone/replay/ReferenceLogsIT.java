package io.throughline.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.standalone.mapping.LogFile;
import io.throughline.standalone.mapping.MappingReader;
import io.throughline.standalone.platform.Installation;
import io.throughline.standalone.platform.Part;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Public logs give the figures that others published of them, or that a reference tool gave. */
class ReferenceLogsIT {

    private static final Installation INSTALLATION = Installation.locate();
    private static final Path DATA = INSTALLATION.root().resolve("../shared/data").normalize();

    private static final Map<String, JsonNode> REPLAYED = new HashMap<>();

    @BeforeAll
    static void lookForTheLogs() {
        boolean there = Files.isDirectory(DATA);
        if (!there) {
            System.out.println("skipped: no such folder " + DATA);
        }
        assumeTrue(there, "skipped: no such folder " + DATA);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "helpdesk,jl_helpdesk/helpdesk.csv.gz,21348,4580,4580,226,55,3443836.5,4579687.8,3530166.4",
        "helpdesk-xes,jl_helpdesk/helpdesk.xes.gz,21348,4580,4580,226,55,3443836.5,4579687.8,3530166.4",
        "helpdesk-by-customer,jl_helpdesk/helpdesk.csv.gz,21348,397,4587,228,49,3436439.0,4579671.0,3524435.6",
        "receipt,jl_receipt/receipt.csv.gz,8577,1434,1434,116,99,2868.6,1217821.8,467263.9",
        "traffic-fines,jl_traffic_fines/traffic_fines_10000.csv.gz,34724,10000,10000,44,40,10800000.0,60393600.0,25586072.6",
        "running-example,jl_running_example/running-example.csv,42,6,6,6,16,815940.0,1472610.0,966890.0",
        "running-example-xes,jl_running_example/running-example.xes,42,6,6,6,16,815940.0,1472610.0,966890.0"
    })
    void gives_the_reference_figures(
            String mapping,
            String log,
            long interactions,
            long customers,
            long journeys,
            long variants,
            int pairs,
            BigDecimal median,
            BigDecimal p90,
            BigDecimal mean)
            throws Exception {
        var json = replay(mapping, log);
        assertThat(json.get("interactions").asLong()).isEqualTo(interactions);
        assertThat(json.get("rejected").get("count").asLong()).isZero();
        assertThat(json.get("customers").asLong()).isEqualTo(customers);
        assertThat(json.get("journeys").get("total").asLong()).isEqualTo(journeys);
        assertThat(json.get("variants").asLong()).isEqualTo(variants);
        assertThat(json.get("directly_follows")).hasSize(pairs);
        assertThat(json.get("duration_seconds").get("median").decimalValue()).isEqualByComparingTo(median);
        assertThat(json.get("duration_seconds").get("p90").decimalValue()).isEqualByComparingTo(p90);
        assertThat(json.get("duration_seconds").get("mean").decimalValue()).isEqualByComparingTo(mean);
        assertThat(json.get("unnamed_touchpoints")).as("what the definition leaves out").isEmpty();
    }

    @Test
    void tells_what_happened_in_the_help_desk() throws Exception {
        var json = replay("helpdesk", "jl_helpdesk/helpdesk.csv.gz");
        assertThat(json.get("touchpoints").toString())
                .isEqualTo("{\"Assign seriousness\":4938,\"Closed\":4574,\"Create SW anomaly\":67,\"DUPLICATE\":1,"
                        + "\"INVALID\":2,\"Insert ticket\":118,\"RESOLVED\":2,\"Require upgrade\":119,"
                        + "\"Resolve SW anomaly\":13,\"Resolve ticket\":4983,\"Schedule intervention\":5,"
                        + "\"Take in charge ticket\":5060,\"VERIFIED\":3,\"Wait\":1463}");
        assertThat(json.get("top_variants").get(0).toString())
                .isEqualTo("{\"touchpoints\":[\"Assign seriousness\",\"Take in charge ticket\",\"Resolve ticket\","
                        + "\"Closed\"],\"journeys\":2366}");
        assertThat(json.get("top_variants").get(1).toString())
                .isEqualTo("{\"touchpoints\":[\"Assign seriousness\",\"Take in charge ticket\",\"Wait\",\"Resolve ticket\","
                        + "\"Closed\"],\"journeys\":552}");
        assertThat(json.get("rework").toString()).isEqualTo("{\"journeys\":1240,\"interactions\":1905}");
    }

    @Test
    void tells_what_happened_in_the_help_desk_when_its_customers_are_known() throws Exception {
        var json = replay("helpdesk-by-customer", "jl_helpdesk/helpdesk.csv.gz");
        assertThat(json.get("top_variants").get(0).get("journeys").asLong()).isEqualTo(2367);
        assertThat(json.get("top_variants").get(1).get("journeys").asLong()).isEqualTo(553);
        assertThat(json.get("rework").toString()).isEqualTo("{\"journeys\":1237,\"interactions\":1902}");
    }

    @Test
    void tells_what_a_shop_sold_and_leaves_out_whom_it_cannot_name() throws Exception {
        var json = replay("online-retail", "retail_online_ii_0910/online_retail_ii_2009_2010.csv.gz");
        assertThat(json.get("interactions").asLong()).isEqualTo(417_534);
        assertThat(json.get("rejected").get("count").asLong()).isEqualTo(107_927);
        assertThat(json.get("rejected").get("reasons")).singleElement().satisfies(reason ->
                assertThat(reason.get("reason").asText()).isEqualTo("identifiers: none has a value"));
        assertThat(json.get("customers").asLong()).isEqualTo(4_383);
        assertThat(json.get("journeys").get("total").asLong()).isEqualTo(23_587);
        assertThat(json.get("revenue").get("GBP").decimalValue()).isEqualByComparingTo("8348208.574");
    }

    @Test
    void tells_how_fines_end() throws Exception {
        var json = replay("traffic-fines", "jl_traffic_fines/traffic_fines_10000.csv.gz");
        assertThat(json.get("top_variants").get(0).toString())
                .isEqualTo("{\"touchpoints\":[\"Create Fine\",\"Payment\"],\"journeys\":3428}");
        assertThat(json.get("top_variants").get(1).toString())
                .isEqualTo("{\"touchpoints\":[\"Create Fine\",\"Send Fine\",\"Insert Fine Notification\",\"Add penalty\","
                        + "\"Send for Credit Collection\"],\"journeys\":3273}");
        assertThat(json.get("revenue").get("EUR").decimalValue()).isEqualByComparingTo("2217554");
    }

    /** Each log once, on a platform of its own, as with --once; asking again answers what came of it then. */
    private static JsonNode replay(String mapping, String log) throws Exception {
        if (!REPLAYED.containsKey(mapping)) {
            var read = MappingReader.read(INSTALLATION.samples().resolve("logs").resolve(mapping + ".mapping.yaml"));
            try (var platform = TemporaryPlatform.start(
                    EnumSet.of(Part.IDENTITY, Part.JOURNEY, Part.MEASUREMENT),
                    Map.of(),
                    new PrintWriter(System.out, true))) {
                var report = new Replay(platform.clients(), read, new LogFile(DATA.resolve(log)))
                        .run(read.journeys(), new Replay.Time.Replayed(Instant.now(), Optional.empty()));
                ReportText.of(report).forEach(System.out::println);
                REPLAYED.put(mapping, ReportJson.json(report));
            }
        }
        return REPLAYED.get(mapping);
    }
}
