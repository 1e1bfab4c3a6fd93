package io.throughline.standalone.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.standalone.bench.ContextResult.Latencies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The result for people and for programs. */
final class ContextReport {

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final double PER_MILLI = 1e6;

    private ContextReport() {}

    static List<String> text(ContextResult result) {
        return List.of(
                String.format(Locale.ROOT, "%-40s%10s%10s", "", "p50 ms", "p99 ms"),
                line("the whole context (GetCustomerContext)", result.took().contexts()),
                line("one row by its key (GetJourney)", result.took().rows()),
                String.format(
                        Locale.ROOT,
                        "%-40s%20.2f  (of p99; it is to be less than %.0f)",
                        "ratio",
                        result.ratio(),
                        ContextResult.LIMIT),
                String.format(
                        Locale.ROOT,
                        "seed %d; each %,d times a second for %d s; %,d interactions of %,d customers, with %.1f journeys each",
                        result.seed(),
                        result.rate(),
                        result.length().toSeconds(),
                        result.interactions(),
                        result.customers(),
                        result.journeys()));
    }

    private static String line(String name, long[] took) {
        return String.format(Locale.ROOT, "%-40s%10.2f%10.2f", name, millis(took, 0.5), millis(took, 0.99));
    }

    static void write(ContextResult result, Path file) throws IOException {
        Files.writeString(file, MAPPER.writeValueAsString(json(result)) + "\n");
    }

    static ObjectNode json(ContextResult result) {
        var json = MAPPER.createObjectNode();
        json.put("seed", result.seed());
        json.put("rate", result.rate());
        json.put("seconds", result.length().toSeconds());
        json.put("interactions", result.interactions());
        json.put("customers", result.customers());
        json.put("journeys_of_a_customer", result.journeys());
        json.set("context", json(result.took().contexts()));
        json.set("row", json(result.took().rows()));
        json.put("ratio", Math.round(result.ratio() * 1_000) / 1e3);
        return json;
    }

    private static ObjectNode json(long[] took) {
        return MAPPER.createObjectNode()
                .put("calls", took.length)
                .put("p50_ms", millis(took, 0.5))
                .put("p99_ms", millis(took, 0.99));
    }

    private static double millis(long[] took, double share) {
        return Latencies.percentile(took, share) / PER_MILLI;
    }
}
