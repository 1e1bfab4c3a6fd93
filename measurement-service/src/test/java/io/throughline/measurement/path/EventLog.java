package io.throughline.measurement.path;

import io.throughline.measurement.fact.Change;
import io.throughline.measurement.fact.JourneyFact;
import io.throughline.measurement.fact.JourneyState;
import io.throughline.measurement.score.JourneyMeasures.Answers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** The journeys of a real event log: a journey is a case, and what happened at the same time keeps the file's order. */
final class EventLog {

    private final Map<String, List<Event>> cases = new LinkedHashMap<>();

    private record Event(Instant at, String touchpoint, String customer, Optional<BigDecimal> revenue) {}

    /** How a line is read. */
    record Columns(
            Function<CSVRecord, String> journey,
            Function<CSVRecord, String> customer,
            Function<CSVRecord, String> touchpoint,
            Function<CSVRecord, Instant> at,
            Function<CSVRecord, Optional<BigDecimal>> revenue) {}

    /** The file in the folder of shared data; empty, and said, where that is missing. */
    static Optional<Path> file(String name) {
        var file = Path.of(System.getProperty("throughline.root", "..")).resolve("../shared/data").resolve(name);
        if (Files.exists(file)) {
            return Optional.of(file);
        }
        System.out.println("skipped: no such folder: ../shared/data (" + name + ")");
        return Optional.empty();
    }

    static EventLog read(Path file, Columns columns) {
        var log = new EventLog();
        try (var lines = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8));
                var records = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get().parse(lines)) {
            for (var line : records) {
                if (!columns.customer().apply(line).isEmpty()) {
                    log.cases
                            .computeIfAbsent(columns.journey().apply(line), _ -> new ArrayList<>())
                            .add(new Event(
                                    columns.at().apply(line),
                                    columns.touchpoint().apply(line),
                                    columns.customer().apply(line),
                                    columns.revenue().apply(line)));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return log;
    }

    /** One fact for each case. */
    List<Change> facts(String definition) {
        var facts = new ArrayList<Change>();
        cases.forEach((name, events) -> {
            var inOrder = events.stream().sorted(Comparator.comparing(Event::at)).toList();
            var revenue = inOrder.stream().flatMap(event -> event.revenue().stream()).reduce(BigDecimal::add);
            facts.add(new Change.Kept(new JourneyFact(
                    id(definition + name),
                    1,
                    definition,
                    1,
                    id(inOrder.getFirst().customer()),
                    JourneyState.ACHIEVED,
                    inOrder.getFirst().at(),
                    inOrder.getLast().at(),
                    Optional.of(inOrder.getLast().at()),
                    Optional.of(inOrder.getLast().at()),
                    false,
                    inOrder.stream().map(Event::touchpoint).toList(),
                    0,
                    Answers.NONE,
                    revenue.map(amount -> Map.of("GBP", amount)).orElse(Map.of()),
                    Map.of())));
        });
        return facts;
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
