package io.throughline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.standalone.platform.Installation;
import io.throughline.standalone.platform.Part;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./throughline replay FILE --mapping … --once --as-of … --json …}, from its arguments to its JSON. */
class ReplayOnceIT {

    private static final Installation INSTALLATION = Installation.locate();
    private static final int IDENTIFIERS = 17;

    @TempDir
    private Path folder;

    @BeforeAll
    static void lookForTheServices() {
        assumeTrue(Part.services().stream().allMatch(INSTALLATION::isBuilt), "the services are not built: mvn package");
    }

    @Test
    void aLogIsReportedAsOfTheTimeThatWasAskedFor() throws IOException {
        var log = INSTALLATION.root().resolve("../shared/data/jl_running_example/running-example.csv").normalize();
        assumeTrue(Files.isRegularFile(log), "skipped: no such file " + log);
        var mapping = INSTALLATION.samples().resolve("logs/running-example.mapping.yaml");

        var json = replay(log, mapping, "2011-01-13");

        assertThat(json.get("interactions").asLong()).isEqualTo(32);
        assertThat(json.get("rejected").get("count").asLong()).isEqualTo(10);
        assertThat(json.get("rejected").get("reasons")).singleElement().satisfies(reason ->
                assertThat(reason.get("reason").asText()).isEqualTo("occurred_at: is later than --as-of"));
        assertThat(json.get("customers").asLong()).isEqualTo(6);
        assertThat(json.get("journeys").toString())
                .isEqualTo("{\"total\":6,\"active\":3,\"stalled\":0,\"achieved\":1,\"abandoned\":0,\"exited\":2}");
        assertThat(json.get("unnamed_touchpoints")).isEmpty();
    }

    @Test
    void theLimitsThatAreDocumentedAreThoseThatHold() throws IOException {
        var log = Files.write(folder.resolve("log.csv"), List.of(
                "time,id,source," + String.join(",", identifiers(IDENTIFIERS)),
                line("1900-01-01", "1", "shop", identifiers(16)),
                line("1899-12-31T23:59:59Z", "2", "shop", identifiers(1)),
                line("2012-01-01", "3", "shop", identifiers(17)),
                line("2012-01-01", "4", "shop", List.of("x".repeat(512))),
                line("2012-01-01", "5", "shop", List.of("x".repeat(513))),
                line("2012-01-01", "6".repeat(256), "s".repeat(128), identifiers(1)),
                line("2012-01-01", "7".repeat(257), "shop", identifiers(1)),
                line("2012-01-01", "8", "s".repeat(129), identifiers(1))));
        var mapping = Files.writeString(folder.resolve("shop.mapping.yaml"), """
                mapping: shop
                journeys: [visit.journey.yaml]
                id: id
                source: source
                occurred_at: time
                identifiers: {crm: [%s]}
                channel: {constant: web}
                touchpoint: {constant: visit}
                """.formatted(String.join(", ", identifiers(IDENTIFIERS))));
        Files.writeString(folder.resolve("visit.journey.yaml"), "name: visit\ntitle: Visit\nentry: [visit]\n");

        var json = replay(log, mapping, "2013-01-01");

        assertThat(json.get("rejected").get("line_numbers").toString()).isEqualTo("[3,4,6,8,9]");
        assertThat(json.get("rejected").get("reasons"))
                .anySatisfy(reason -> assertThat(reason.get("reason").asText()).contains("1900-01-01 and 9999-01-01"));
        assertThat(json.get("interactions").asLong()).isEqualTo(3);
    }

    private JsonNode replay(Path log, Path mapping, String asOf) throws IOException {
        var out = folder.resolve("out.json");
        int exit = Throughline.commandLine()
                .setOut(new PrintWriter(System.out, true))
                .execute(
                        "replay",
                        log.toString(),
                        "--mapping",
                        mapping.toString(),
                        "--once",
                        "--as-of",
                        asOf,
                        "--json",
                        out.toString());
        assertThat(exit).isZero();
        return new ObjectMapper().readTree(out.toFile());
    }

    private static List<String> identifiers(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(number -> "c" + number).toList();
    }

    private static String line(String time, String id, String source, List<String> identifiers) {
        return String.join(",", time, id, source, String.join(",", identifiers))
                + String.join("", Collections.nCopies(IDENTIFIERS - identifiers.size(), ","));
    }
}
