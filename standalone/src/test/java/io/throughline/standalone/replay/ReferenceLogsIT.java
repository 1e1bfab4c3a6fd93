package io.throughline.standalone.replay;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.util.Durations;
import io.throughline.journey.v1.AfterEndTouchpoint;
import io.throughline.journey.v1.ApplyDefinitionRequest;
import io.throughline.journey.v1.CheckConformanceRequest;
import io.throughline.journey.v1.Conformance;
import io.throughline.journey.v1.DirectlyFollows;
import io.throughline.journey.v1.DiscoverDefinitionRequest;
import io.throughline.journey.v1.DiscoveredDefinition;
import io.throughline.journey.v1.DiscoveredTouchpoint;
import io.throughline.journey.v1.DiscoveredVariant;
import io.throughline.journey.v1.GetDefinitionRequest;
import io.throughline.journey.v1.InteractionChoice;
import io.throughline.journey.v1.LikelyEndKind;
import io.throughline.journey.v1.MomentConformance;
import io.throughline.journey.v1.OrderViolation;
import io.throughline.journey.v1.StageConformance;
import io.throughline.journey.v1.UnmappedTouchpoint;
import io.throughline.journey.v1.VersionConformance;
import io.throughline.measurement.v1.GetFollowingRequest;
import io.throughline.measurement.v1.GetPathsRequest;
import io.throughline.standalone.client.Clients;
import io.throughline.standalone.client.Patience;
import io.throughline.standalone.mapping.LogFile;
import io.throughline.standalone.mapping.MappingReader;
import io.throughline.standalone.platform.Installation;
import io.throughline.standalone.platform.Part;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Public logs give the figures that others published of them, or that a reference tool gave. */
class ReferenceLogsIT {

    private static final Installation INSTALLATION = Installation.locate();
    private static final Path DATA = INSTALLATION.root().resolve("../shared/data").normalize();

    /** What came of a log: the report of its replay, and what the platform said of its cases when it was asked. */
    private record Replayed(JsonNode report, DiscoveredDefinition discovered, Conformance conformance) {}

    private static final Map<String, Replayed> REPLAYED = new HashMap<>();

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

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "helpdesk,jl_helpdesk/helpdesk.csv.gz,4580,226,55",
        "helpdesk-xes,jl_helpdesk/helpdesk.xes.gz,4580,226,55",
        "helpdesk-by-customer,jl_helpdesk/helpdesk.csv.gz,4587,228,49",
        "receipt,jl_receipt/receipt.csv.gz,1434,116,99",
        "traffic-fines,jl_traffic_fines/traffic_fines_10000.csv.gz,10000,44,40",
        "running-example,jl_running_example/running-example.csv,6,6,16"
    })
    void discovery_finds_the_reference_figures(String mapping, String log, long cases, int variants, int pairs)
            throws Exception {
        var found = replayed(mapping, log).discovered();

        assertThat(found.getCases()).isEqualTo(cases);
        assertThat(found.getDistinctVariants()).isEqualTo(variants);
        assertThat(found.getVariantsList()).hasSize(variants);
        assertThat(found.getDistinctPairs()).isEqualTo(pairs);
        assertThat(found.getPairsList()).hasSize(pairs);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "helpdesk,jl_helpdesk/helpdesk.csv.gz,case_id,activity,timestamp",
        "helpdesk-by-customer,jl_helpdesk/helpdesk.csv.gz,customer+case_id,activity,timestamp",
        "receipt,jl_receipt/receipt.csv.gz,case:concept:name,concept:name,time:timestamp",
        "traffic-fines,jl_traffic_fines/traffic_fines_10000.csv.gz,case_id,activity,timestamp",
        "running-example,jl_running_example/running-example.csv,case:concept:name,concept:name,time:timestamp"
    })
    void discovery_counts_what_stands_in_the_file(
            String mapping, String log, String caseColumns, String activityColumn, String timeColumn) throws Exception {
        var file = ReferenceCases.read(
                DATA.resolve(log), List.of(caseColumns.split("\\+")), activityColumn, timeColumn);
        var found = replayed(mapping, log).discovered();

        assertThat(found.getCases()).isEqualTo(file.count());
        assertThat(found.getVariantsList().stream()
                        .collect(toMap(one -> List.copyOf(one.getTouchpointsList()), DiscoveredVariant::getCases)))
                .isEqualTo(file.variants());
        assertThat(found.getTouchpointsList().stream()
                        .collect(toMap(DiscoveredTouchpoint::getTouchpoint, one -> List.of(
                                one.getInteractions(), one.getCases(), one.getCasesBegun(), one.getCasesEnded()))))
                .isEqualTo(file.touchpoints());
        var pairs = file.pairs();
        assertThat(found.getPairsList().stream()
                        .collect(toMap(one -> List.of(one.getTouchpoint(), one.getFollowedBy()), DirectlyFollows::getTimes)))
                .isEqualTo(pairs.entrySet().stream()
                        .collect(toMap(Map.Entry::getKey, pair -> (long) pair.getValue().size())));
        for (var pair : found.getPairsList()) {
            var times = pairs.get(List.of(pair.getTouchpoint(), pair.getFollowedBy()));
            var sum = times.stream().reduce(Duration.ZERO, Duration::plus);
            assertThat(Durations.toMicros(pair.getTime().getMean()))
                    .isEqualTo(sum.dividedBy(times.size()).dividedBy(Duration.of(1, ChronoUnit.MICROS)));
            double median = (seconds(times.get((times.size() - 1) / 2)) + seconds(times.get(times.size() / 2))) / 2;
            assertThat(Durations.toMicros(pair.getTime().getMedian()) / 1e6)
                    .isBetween(0.99 * median - 1e-6, 1.01 * median + 1e-6);
        }
    }

    @Test
    void conformance_of_the_help_desk_is_that_of_the_file() throws Exception {
        var log = "jl_helpdesk/helpdesk.csv.gz";
        var file = ReferenceCases.read(DATA.resolve(log), List.of("case_id"), "activity", "timestamp");
        var all = file.touchpoints().keySet();
        var expected = file.against(
                all, "Closed", List.of("Take in charge ticket", "Resolve ticket"), new LinkedHashMap<>(), all);
        var conformance = replayed("helpdesk", log).conformance();

        assertThat(conformance.getInteractions()).isEqualTo(21_348);
        var version = conformance.getVersions(0);
        assertThat(version.getJourneys()).isEqualTo(4_580);
        assertThat(version.getRulesList()).filteredOn(rule -> rule.getInteractions() == 0).isEmpty();
        assertDeviates(
                version, expected, Map.of("taken", "Take in charge ticket", "solved", "Resolve ticket"));
        assertThat(version.getJourneysOutOfOrder()).as("something is to be found").isPositive();
        assertThat(version.getAfterEndList()).isNotEmpty();
    }

    /** Nobody has designed anything: what is proposed makes a journey of each case, and a rough definition is measured by the file. */
    @Test
    void what_is_discovered_in_the_help_desk_can_be_applied() throws Exception {
        var log = "jl_helpdesk/helpdesk.csv.gz";
        var mapping = MappingReader.read(INSTALLATION.samples().resolve("logs/helpdesk.mapping.yaml"));
        try (var platform = platform()) {
            var clients = platform.clients();
            new Replay(clients, mapping, new LogFile(DATA.resolve(log)))
                    .run(List.of(), new Replay.Time.Replayed(Instant.now(), Optional.empty()));
            var found = discovered(clients, "case_id", InteractionChoice.INTERACTION_CHOICE_UNCLAIMED);
            System.out.println(found.getYaml());
            assertThat(found.getCases()).isEqualTo(4_580);
            assertThat(found.getClaimed()).isZero();
            assertThat(found.getStarts(0).getTouchpoint()).isEqualTo("Assign seriousness");
            assertThat(found.getEnds(0).getTouchpoint()).isEqualTo("Closed");
            assertThat(found.getEnds(0).getKind()).isEqualTo(LikelyEndKind.LIKELY_END_KIND_GOAL);

            apply(clients, found.getYaml());
            awaitFoldedAndMeasured(clients, "discovered");
            var paths = clients.measurement()
                    .getPaths(GetPathsRequest.newBuilder().addDefinitions("discovered").setTopVariants(1).build());
            assertThat(paths.getJourneys()).isEqualTo(4_580);
            assertThat(paths.getVariants()).isEqualTo(226);
            assertThat(discovered(clients, "case_id", InteractionChoice.INTERACTION_CHOICE_UNCLAIMED).getClaimed())
                    .isEqualTo(21_348);

            apply(clients, ROUGH);
            var rough = conformance(clients, "rough").getVersions(0);
            var stages = new LinkedHashMap<String, Set<String>>();
            stages.put("solving", Set.of("Resolve ticket"));
            stages.put("waiting", Set.of("Wait", "Assign seriousness"));
            stages.put("beginning", Set.of("Take in charge ticket", "Closed"));
            var expected = ReferenceCases.read(DATA.resolve(log), List.of("case_id"), "activity", "timestamp")
                    .against(
                            Set.of("Assign seriousness"),
                            "Closed",
                            List.of("Resolve ticket", "Wait", "Take in charge ticket"),
                            stages,
                            Set.of("Assign seriousness", "Closed", "Resolve ticket", "Wait", "Take in charge ticket"));
            assertDeviates(
                    rough,
                    expected,
                    Map.of("solved", "Resolve ticket", "waits", "Wait", "taken", "Take in charge ticket"));
            assertThat(rough.getUnmappedList()).hasSizeGreaterThan(3);
            assertThat(rough.getOrderViolationsList()).hasSize(3);
            assertThat(rough.getStageOrderViolationsList()).hasSize(2);
        }
    }

    /** Leaves out most, and has the order wrong. */
    private static final String ROUGH = """
            name: rough
            title: Get a ticket solved, roughly
            correlate_by: case_id
            after_end: attach
            entry: Assign seriousness
            achieved: Closed
            moments:
              - {name: solved, touchpoint: Resolve ticket}
              - {name: waits, touchpoint: Wait}
              - {name: taken, touchpoint: Take in charge ticket}
            stages:
              - {name: solving, touchpoint: Resolve ticket}
              - {name: waiting, touchpoints: [Wait, Assign seriousness]}
              - {name: beginning, touchpoints: [Take in charge ticket, Closed]}
            """;

    /** @param activities by the names of the moments */
    private static void assertDeviates(
            VersionConformance actual, ReferenceCases.Deviations expected, Map<String, String> activities) {
        assertThat(actual.getJourneys()).isEqualTo(expected.journeys);
        assertThat(actual.getAchieved()).isEqualTo(expected.achieved);
        assertThat(actual.getMomentsList().stream()
                        .collect(toMap(one -> activities.get(one.getMoment()), MomentConformance::getReached)))
                .isEqualTo(expected.moments.reached);
        assertThat(actual.getMomentsList())
                .allSatisfy(one -> assertThat(one.getReached() + one.getNotReached()).isEqualTo(expected.journeys));
        assertThat(actual.getOrderViolationsList().stream()
                        .collect(toMap(
                                one -> activities.get(one.getDesignedLater()) + " before "
                                        + activities.get(one.getDesignedFirst()),
                                OrderViolation::getJourneys)))
                .isEqualTo(expected.moments.before);
        assertThat(actual.getJourneysOutOfOrder()).isEqualTo(expected.moments.outOfOrder);
        assertThat(actual.getStagesList().stream()
                        .collect(toMap(StageConformance::getStage, StageConformance::getReached)))
                .isEqualTo(expected.stages.reached);
        assertThat(actual.getStageOrderViolationsList().stream()
                        .collect(toMap(
                                one -> one.getDesignedLater() + " before " + one.getDesignedFirst(),
                                OrderViolation::getJourneys)))
                .isEqualTo(expected.stages.before);
        assertThat(actual.getJourneysOutOfStageOrder()).isEqualTo(expected.stages.outOfOrder);
        assertThat(actual.getUnmappedList().stream()
                        .collect(toMap(UnmappedTouchpoint::getTouchpoint, UnmappedTouchpoint::getInteractions)))
                .isEqualTo(expected.unmapped);
        assertThat(actual.getAfterEndList().stream()
                        .collect(toMap(AfterEndTouchpoint::getTouchpoint, AfterEndTouchpoint::getInteractions)))
                .isEqualTo(expected.afterEnd);
    }

    private static JsonNode replay(String mapping, String log) throws Exception {
        return replayed(mapping, log).report();
    }

    /** Each log once, on a platform of its own, as with --once; asking again answers what came of it then. */
    private static Replayed replayed(String mapping, String log) throws Exception {
        if (!REPLAYED.containsKey(mapping)) {
            var read = MappingReader.read(INSTALLATION.samples().resolve("logs").resolve(mapping + ".mapping.yaml"));
            try (var platform = platform()) {
                var report = new Replay(platform.clients(), read, new LogFile(DATA.resolve(log)))
                        .run(read.journeys(), new Replay.Time.Replayed(Instant.now(), Optional.empty()));
                ReportText.of(report).forEach(System.out::println);
                var definition = read.journeys().getFirst().getFileName().toString().replace(".journey.yaml", "");
                REPLAYED.put(
                        mapping,
                        new Replayed(
                                ReportJson.json(report),
                                discovered(
                                        platform.clients(),
                                        mapping.equals("online-retail") ? "invoice" : "case_id",
                                        InteractionChoice.INTERACTION_CHOICE_ALL),
                                conformance(platform.clients(), definition)));
            }
        }
        return REPLAYED.get(mapping);
    }

    private static TemporaryPlatform platform() {
        return TemporaryPlatform.start(
                EnumSet.of(Part.IDENTITY, Part.JOURNEY, Part.MEASUREMENT), Map.of(), new PrintWriter(System.out, true));
    }

    private static DiscoveredDefinition discovered(Clients clients, String correlateBy, InteractionChoice choice) {
        return last(
                clients.discovery()
                        .withDeadlineAfter(2, TimeUnit.MINUTES)
                        .discoverDefinition(DiscoverDefinitionRequest.newBuilder()
                                .setCorrelateBy(correlateBy)
                                .setChoice(choice)
                                .setVariants(1_000)
                                .setPairs(2_000)
                                .build()),
                "discovery")
                .getDiscovered();
    }

    private static Conformance conformance(Clients clients, String definition) {
        return last(
                clients.conformance()
                        .withDeadlineAfter(2, TimeUnit.MINUTES)
                        .checkConformance(CheckConformanceRequest.newBuilder().setDefinition(definition).build()),
                "conformance of " + definition)
                .getConformance();
    }

    private static <A> A last(Iterator<A> answers, String what) {
        long began = System.nanoTime();
        var last = answers.next();
        while (answers.hasNext()) {
            last = answers.next();
        }
        System.out.printf("%s took %d ms%n", what, Duration.ofNanos(System.nanoTime() - began).toMillis());
        return last;
    }

    private static void apply(Clients clients, String yaml) {
        clients.definitions().applyDefinition(ApplyDefinitionRequest.newBuilder().setYaml(yaml).build());
    }

    private static void awaitFoldedAndMeasured(Clients clients, String definition) {
        var folding = GetDefinitionRequest.newBuilder().setName(definition).build();
        await("folded", () -> !clients.definitions().getDefinition(folding).getDefinition().getFolding());
        await(
                "measured",
                () -> clients.measurement().getFollowing(GetFollowingRequest.getDefaultInstance()).getChangesBehind() == 0);
    }

    private static void await(String what, BooleanSupplier done) {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what + " in time").isLessThan(deadline);
            Patience.pause(Duration.ofMillis(100));
        }
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
