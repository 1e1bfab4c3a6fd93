package io.throughline.standalone.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Duration;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A report for programs to read; docs/replay.md describes it. */
final class ReportJson {

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    private ReportJson() {}

    static void write(ReplayReport report, Path file) throws IOException {
        Files.writeString(file, MAPPER.writeValueAsString(json(report)) + "\n");
    }

    static ObjectNode json(ReplayReport report) {
        var json = NODES.objectNode();
        json.put("interactions", report.interactions());
        json.set("rejected", rejected(report));
        json.put("customers", report.customers());
        json.set("journeys", journeys(report));
        json.put("variants", report.paths().getVariants());
        addVariants(json, report);
        addDirectlyFollows(json, report);
        json.putObject("rework")
                .put("journeys", report.paths().getReworkJourneys())
                .put("interactions", report.paths().getReworkInteractions());
        var touchpoints = json.putObject("touchpoints");
        report.touchpoints().forEach(touchpoints::put);
        var unnamed = json.putObject("unnamed_touchpoints");
        report.unnamed().forEach(unnamed::put);
        json.set("duration_seconds", durations(report));
        var revenue = json.putObject("revenue");
        report.revenue().forEach((currency, amount) -> revenue.put(currency, plain(amount)));
        json.put("elapsed_seconds", rounded(report.seconds(), 3));
        json.put("interactions_per_second", rounded(report.interactionsPerSecond(), 1));
        return json;
    }

    private static ObjectNode rejected(ReplayReport report) {
        var rejected = NODES.objectNode().put("count", report.rejected());
        var reasons = rejected.putArray("reasons");
        for (var rejection : report.rejections()) {
            var reason = reasons.addObject().put("reason", rejection.reason()).put("count", rejection.lines().length);
            var lines = reason.putArray("line_numbers");
            Arrays.stream(rejection.lines()).forEach(lines::add);
        }
        var lines = rejected.putArray("line_numbers");
        report.rejections().stream()
                .flatMapToLong(rejection -> Arrays.stream(rejection.lines()))
                .sorted()
                .forEach(lines::add);
        return rejected;
    }

    private static ObjectNode journeys(ReplayReport report) {
        var paths = report.paths();
        return NODES.objectNode()
                .put("total", paths.getJourneys())
                .put("active", paths.getActive())
                .put("stalled", paths.getStalled())
                .put("achieved", paths.getAchieved())
                .put("abandoned", paths.getAbandoned())
                .put("exited", paths.getExited());
    }

    private static void addVariants(ObjectNode json, ReplayReport report) {
        var variants = json.putArray("top_variants");
        for (var variant : report.paths().getTopVariantsList()) {
            var node = variants.addObject();
            variant.getTouchpointsList().forEach(node.putArray("touchpoints")::add);
            node.put("journeys", variant.getJourneys());
        }
    }

    private static void addDirectlyFollows(ObjectNode json, ReplayReport report) {
        var pairs = json.putArray("directly_follows");
        for (var pair : report.paths().getDirectlyFollowsList()) {
            pairs.addObject()
                    .put("from", pair.getFrom())
                    .put("to", pair.getTo())
                    .put("count", pair.getCount());
        }
    }

    private static ObjectNode durations(ReplayReport report) {
        var durations = NODES.objectNode();
        if (report.paths().hasDuration()) {
            var measured = report.paths().getDuration();
            return durations
                    .put("median", seconds(measured.getMedian()))
                    .put("p90", seconds(measured.getP90()))
                    .put("mean", seconds(measured.getMean()));
        }
        return durations.putNull("median").putNull("p90").putNull("mean");
    }

    static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.getSeconds())
                .add(BigDecimal.valueOf(duration.getNanos(), 9))
                .setScale(1, RoundingMode.HALF_UP);
    }

    static BigDecimal plain(BigDecimal amount) {
        var stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static BigDecimal rounded(double value, int decimals) {
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    }
}
