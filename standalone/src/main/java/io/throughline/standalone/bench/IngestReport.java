package io.throughline.standalone.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.standalone.platform.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The result for people and for programs. */
final class IngestReport {

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final int MEBI = 1024 * 1024;

    private IngestReport() {}

    static List<String> text(IngestResult result) {
        var lines = new ArrayList<String>();
        lines.add(line("one COPY into a plain table, of three", result.ceiling().rowsPerSecond(), "rows/s"));
        lines.add(line(
                result.path().title() + ", of three", result.path().interactionsPerSecond(), "interactions/s"));
        for (var run : result.others()) {
            lines.add(line(run.title(), run.interactionsPerSecond(), "interactions/s"));
        }
        lines.add(String.format(
                Locale.ROOT, "%-50s%10.3f  (the second line to the first)", "ratio", result.ratio()));
        result.memory().forEach((service, bytes) -> lines.add(
                String.format(Locale.ROOT, "%-50s%,10d  MiB resident at most", service.title(), bytes / MEBI)));
        lines.add(
                result.tooLarge().isEmpty()
                        ? "every service stays under 512 MiB"
                        : String.join(", ", result.tooLarge().stream().map(Part::title).toList())
                                + ": not under 512 MiB, as it should be");
        lines.add(String.format(
                Locale.ROOT, "seed %d; %d connections, each with one batch under way", result.seed(), result.lanes()));
        return lines;
    }

    static void write(IngestResult result, Path file) throws IOException {
        Files.writeString(file, MAPPER.writeValueAsString(json(result)) + "\n");
    }

    static ObjectNode json(IngestResult result) {
        var json = MAPPER.createObjectNode();
        json.put("seed", result.seed());
        json.put("connections", result.lanes());
        json.putObject("copy")
                .put("rows", result.ceiling().rows())
                .put("seconds", result.ceiling().took().toMillis() / 1e3)
                .put("rows_per_second", Math.round(result.ceiling().rowsPerSecond()));
        var copies = json.putArray("copies_rows_per_second");
        result.copies().forEach(copy -> copies.add(Math.round(copy.rowsPerSecond())));
        var compared = json.putArray("compared_interactions_per_second");
        result.compared().forEach(run -> compared.add(Math.round(run.interactionsPerSecond())));
        var runs = json.putArray("runs");
        for (var run : Stream.concat(Stream.of(result.path()), result.others().stream()).toList()) {
            runs.addObject()
                    .put("batch_size", run.batchSize())
                    .put("followers", run.followers())
                    .put("interactions", run.interactions())
                    .put("deliveries", run.deliveries())
                    .put("seconds", run.took().toMillis() / 1e3)
                    .put("interactions_per_second", Math.round(run.interactionsPerSecond()));
        }
        json.put("ratio", Math.round(result.ratio() * 1_000) / 1e3);
        var memory = json.putObject("resident_memory_bytes");
        result.memory().forEach((service, bytes) -> memory.put(service.title(), bytes));
        json.put("under_512_mib", result.tooLarge().isEmpty());
        return json;
    }

    private static String line(String name, double perSecond, String unit) {
        return String.format(Locale.ROOT, "%-50s%,10.0f  %s", name, perSecond, unit);
    }
}
