package io.throughline.standalone.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What growth costs, for people and for programs. */
final class GrowthReport {

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final int MEBI = 1024 * 1024;
    private static final double NANOS_PER_MICRO = 1e3;

    private GrowthReport() {}

    static List<String> text(GrowthResult result) {
        var lines = new ArrayList<String>();
        lines.add(String.format(
                Locale.ROOT, "%-40s%,12d%,12d%10s", "work per interaction after", result.few(), result.many(), "ratio"));
        result.afterFew().processor().keySet().forEach(part -> lines.add(line(
                result, part.title() + ", processor, µs", work -> work.processor().get(part).toNanos() / NANOS_PER_MICRO)));
        lines.add(line(result, "all processors, µs", work -> work.allProcessors().toNanos() / NANOS_PER_MICRO));
        lines.add(line(result, "time, µs", work -> work.time().toNanos() / NANOS_PER_MICRO));
        lines.add(line(result, "pages of tables and indexes", Work::pages));
        lines.add(line(result, "write-ahead log, bytes", Work::logged));
        lines.add(String.format(Locale.ROOT, "%-40s%34.2f", "ratio", result.ratio()));
        result.memory().forEach((service, bytes) -> lines.add(
                String.format(Locale.ROOT, "%-40s%,34d  MiB resident at most", service.title(), bytes / MEBI)));
        lines.add(String.format(
                Locale.ROOT,
                "seed %d; %,d interactions each time, after %,d to warm up",
                result.seed(),
                result.interactions(),
                GrowthBench.WARM_UP));
        return lines;
    }

    static void write(GrowthResult result, Path file) throws IOException {
        var json = MAPPER.createObjectNode();
        json.put("seed", result.seed());
        json.put("interactions", result.interactions());
        json.put("warm_up", GrowthBench.WARM_UP);
        add(json.putObject("few"), result.few(), result.afterFew());
        add(json.putObject("many"), result.many(), result.afterMany());
        json.put("ratio", Math.round(result.ratio() * 1_000) / 1e3);
        var memory = json.putObject("resident_memory_bytes");
        result.memory().forEach((service, bytes) -> memory.put(service.title(), bytes));
        Files.writeString(file, MAPPER.writeValueAsString(json) + "\n");
    }

    private static void add(ObjectNode json, int stored, Work work) {
        json.put("stored", stored);
        json.put("seconds", work.time().toMillis() / 1e3);
        var processor = json.putObject("processor_seconds");
        work.processor().forEach((part, spent) -> processor.put(part.title(), spent.toMillis() / 1e3));
        json.put("pages", work.pages());
        json.put("logged_bytes", work.logged());
    }

    private static String line(GrowthResult result, String name, ToDoubleFunction<Work> amount) {
        double few = amount.applyAsDouble(result.afterFew()) / result.interactions();
        double many = amount.applyAsDouble(result.afterMany()) / result.interactions();
        return String.format(Locale.ROOT, "%-40s%,12.1f%,12.1f%10.2f", name, few, many, many / few);
    }
}
