package io.throughline.measurement.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quarkus.test.junit.QuarkusTest;
import io.throughline.kit.database.Database;
import io.throughline.measurement.MeasurementIT;
import io.throughline.measurement.Seed;
import io.throughline.measurement.definition.Definition;
import io.throughline.measurement.definition.DefinitionStore;
import io.throughline.measurement.fact.Change;
import io.throughline.measurement.fact.FactStore;
import io.throughline.measurement.fact.JourneyFact;
import io.throughline.measurement.fact.JourneyState;
import io.throughline.measurement.fact.TouchpointDictionary;
import io.throughline.measurement.path.EventLog.Columns;
import io.throughline.measurement.path.Paths.Variant;
import io.throughline.measurement.score.JourneyMeasures.Answers;
import io.throughline.measurement.scorecard.Scorecards;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** Paths against what one works out by hand, and against what is known of real logs. */
@QuarkusTest
class PathIT extends MeasurementIT {

    @Inject
    PathStore paths;

    @Inject
    Scorecards scorecards;

    @Inject
    Database database;

    @Inject
    DefinitionStore definitions;

    @Inject
    TouchpointDictionary touchpoints;

    @Inject
    FactStore facts;

    @Test
    void pathsOfSeveralDefinitionsTogetherAreThoseWorkedOutByHand() {
        var random = Seed.random(PathIT.class);
        var journeys = new ArrayList<>(journeys(random, "path-one", 300));
        journeys.addAll(journeys(random, "path-two", 200));
        keep("path-one", kept(journeys, "path-one", 300));
        keep("path-two", kept(journeys, "path-two", 200));
        keep("path-three", kept(journeys(random, "path-three", 100), "path-three", 100));

        var found = paths.find(List.of("path-one", "path-two"), 25);

        assertSame(found, new NaivePaths(journeys), 25);
        assertThat(found.states().journeys()).isEqualTo(500);
    }

    @Test
    void noJourneysGiveNoPaths() {
        define("path-none");

        var found = paths.find(List.of("path-none"), 10);

        assertThat(found.variants()).isZero();
        assertThat(found.topVariants()).isEmpty();
        assertThat(found.follows()).isEmpty();
        assertThat(found.duration()).isEmpty();
    }

    @Test
    void theHelpdeskLogComesOutAsPublished() {
        EventLog.file("jl_helpdesk/helpdesk.csv.gz").ifPresent(file -> {
            var log = EventLog.read(file, columns("case_id", "case_id", "activity", "timestamp"));
            keep("helpdesk", log.facts("helpdesk"));

            var found = paths.find(List.of("helpdesk"), 2);

            assertThat(found.states().journeys()).isEqualTo(4_580);
            assertThat(found.customers()).isEqualTo(4_580);
            assertThat(found.variants()).isEqualTo(226);
            assertThat(found.topVariants()).containsExactly(
                    new Variant(List.of("Assign seriousness", "Take in charge ticket", "Resolve ticket", "Closed"), 2_366),
                    new Variant(
                            List.of("Assign seriousness", "Take in charge ticket", "Wait", "Resolve ticket", "Closed"),
                            552));
            assertThat(found.follows()).hasSize(55);
            assertThat(found.follows().stream().mapToLong(pair -> pair.count()).sum()).isEqualTo(16_768);
            assertThat(found.touchpoints()).contains(new Paths.Touchpoint("Wait", 1_463)).hasSize(14);
            assertThat(found.reworkJourneys()).isEqualTo(1_240);
            assertThat(found.reworkInteractions()).isEqualTo(1_905);
            assertDurations(found, 3_443_836.5, 4_579_687.8, 3_530_166.4);
        });
    }

    @Test
    void theFinesLogComesOutAsPublished() {
        EventLog.file("jl_traffic_fines/traffic_fines_10000.csv.gz").ifPresent(file -> {
            var log = EventLog.read(file, columns("case_id", "case_id", "activity", "timestamp"));
            keep("fines", log.facts("fines"));

            var found = paths.find(List.of("fines"), 10);

            assertThat(found.variants()).isEqualTo(44);
            assertThat(found.follows()).hasSize(40);
            assertThat(found.topVariants()).contains(new Variant(List.of("Create Fine", "Payment"), 3_428));
            assertDurations(found, 10_800_000, 60_393_600, 25_586_072.6);
        });
    }

    @Test
    void halfAMillionInteractionsAreReadInSeconds() {
        EventLog.file("retail_online_ii_0910/online_retail_ii_2009_2010.csv.gz").ifPresent(file -> {
            var log = EventLog.read(
                    file,
                    new Columns(
                            line -> line.get("customer_id") + "/" + line.get("invoice"),
                            line -> line.get("customer_id"),
                            line -> line.get("stock_code"),
                            line -> LocalDateTime.parse(
                                            line.get("invoice_date"), DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"))
                                    .toInstant(ZoneOffset.UTC),
                            line -> Optional.of(
                                    new BigDecimal(line.get("quantity")).multiply(new BigDecimal(line.get("price"))))));
            keep("retail", log.facts("retail"));

            long began = System.nanoTime();
            var found = paths.find(List.of("retail"), 10);
            var took = Duration.ofNanos(System.nanoTime() - began);
            System.out.printf(
                    "paths of %,d interactions, %,d pairs: %d ms%n",
                    found.touchpoints().stream().mapToLong(touchpoint -> touchpoint.interactions()).sum(),
                    found.follows().size(),
                    took.toMillis());

            assertThat(found.states().journeys()).isEqualTo(23_587);
            assertThat(found.customers()).isEqualTo(4_383);
            assertThat(found.touchpoints().stream().mapToLong(touchpoint -> touchpoint.interactions()).sum())
                    .isEqualTo(417_534);
            assertThat(took).isLessThan(Duration.ofSeconds(20));
            assertThat(scorecards.find("retail", Optional.empty()).orElseThrow().revenue())
                    .hasEntrySatisfying("GBP", sum -> assertThat(sum).isEqualByComparingTo("8348208.574"));
        });
    }

    private static Columns columns(String journey, String customer, String touchpoint, String at) {
        return new Columns(
                line -> line.get(journey),
                line -> line.get(customer),
                line -> line.get(touchpoint),
                line -> instant(line, at),
                line -> Optional.empty());
    }

    private static Instant instant(CSVRecord line, String column) {
        var time = line.get(column);
        return time.contains("+")
                ? OffsetDateTime.parse(time).toInstant()
                : LocalDateTime.parse(time).toInstant(ZoneOffset.UTC);
    }

    private static void assertDurations(Paths found, double median, double p90, double mean) {
        var duration = found.duration().orElseThrow();
        assertThat(duration.median().toMillis() / 1_000.0).isCloseTo(median, within(0.05));
        assertThat(duration.p90().toMillis() / 1_000.0).isCloseTo(p90, within(0.05));
        assertThat(duration.mean().toMillis() / 1_000.0).isCloseTo(mean, within(0.05));
    }

    private static void assertSame(Paths found, NaivePaths naive, int topVariants) {
        assertThat(found.variants()).isEqualTo(naive.variants());
        assertThat(found.topVariants()).isEqualTo(naive.topVariants(topVariants));
        assertThat(found.follows()).isEqualTo(naive.follows());
        assertThat(found.touchpoints()).isEqualTo(naive.touchpoints());
        assertThat(found.reworkJourneys()).isEqualTo(naive.reworkJourneys());
        assertThat(found.reworkInteractions()).isEqualTo(naive.reworkInteractions());
    }

    private static List<Change> kept(List<JourneyFact> journeys, String definition, int expected) {
        List<Change> kept = journeys.stream()
                .filter(journey -> journey.definition().equals(definition))
                .map(journey -> (Change) new Change.Kept(journey))
                .toList();
        assertThat(kept).hasSize(expected);
        return kept;
    }

    private void define(String name) {
        definitions.put(List.of(new Definition(name, 1, name, "", "", Optional.empty(), List.of())));
    }

    private void keep(String definition, List<Change> changes) {
        define(definition);
        touchpoints.learn(changes.stream()
                .flatMap(change -> ((Change.Kept) change).fact().steps().stream())
                .collect(Collectors.toSet()));
        for (int from = 0; from < changes.size(); from += 1_000) {
            var page = changes.subList(from, Math.min(from + 1_000, changes.size()));
            database.inTransaction(transaction -> {
                facts.apply(transaction, page);
                return null;
            });
        }
    }

    private static List<JourneyFact> journeys(Random random, String definition, int count) {
        var journeys = new ArrayList<JourneyFact>();
        for (int i = 0; i < count; i++) {
            var steps = random.ints(1 + random.nextInt(5), 0, 4).mapToObj(step -> "path " + step).toList();
            var at = Instant.ofEpochSecond(1_772_323_200 + random.nextInt(1_000_000));
            journeys.add(new JourneyFact(
                    new UUID(random.nextLong(), random.nextLong()),
                    1,
                    definition,
                    1,
                    new UUID(random.nextLong(), random.nextLong()),
                    JourneyState.ACTIVE,
                    at,
                    at.plusSeconds(random.nextInt(100_000)),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    steps,
                    0,
                    Answers.NONE,
                    Map.of(),
                    Map.of()));
        }
        return journeys;
    }
}
