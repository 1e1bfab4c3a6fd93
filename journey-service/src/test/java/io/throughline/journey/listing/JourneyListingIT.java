package io.throughline.journey.listing;

import static io.throughline.journey.testing.Bills.MONDAY;
import static io.throughline.journey.testing.Bills.met;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.journey.definition.MapsInForce;
import io.throughline.journey.intake.Intake;
import io.throughline.journey.journey.JourneyQueries;
import io.throughline.journey.journey.WholeJourney;
import io.throughline.journey.testing.Beginning;
import io.throughline.journey.v1.ApplyDefinitionRequest;
import io.throughline.journey.v1.DefinitionServiceGrpc.DefinitionServiceBlockingStub;
import io.throughline.journey.v1.Interaction;
import io.throughline.journey.v1.Journey;
import io.throughline.journey.v1.JourneyServiceGrpc.JourneyServiceBlockingStub;
import io.throughline.journey.v1.JourneyState;
import io.throughline.journey.v1.LifecycleStage;
import io.throughline.journey.v1.ListJourneysRequest;
import io.throughline.journey.v1.Signal;
import io.throughline.journey.v1.SignalKind;
import io.throughline.kit.database.Database;
import io.throughline.kit.test.PostgresResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists of journeys, over real gRPC, compared with what sorting and filtering all of them gives. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class JourneyListingIT {

    private static final String BILL = """
            name: listed-bill
            title: Pay a bill
            owner: Billing
            lifecycle_stage: use
            entry: [bill.sent]
            achieved: [bill.paid]
            touchpoints: [agent.call]
            stages:
              - {name: owing, touchpoint: bill.sent}
              - {name: paid, touchpoint: bill.paid}
            stall_after: 2d
            """;

    private static final String COMPLAINT = """
            name: listed-complaint
            title: Complain
            owner: Complaints
            lifecycle_stage: support
            entry: [complaint.filed]
            errors: [agent.call]
            exit: [bill.paid]
            """;

    private static final List<String> TOUCHPOINTS =
            List.of("bill.sent", "bill.sent", "complaint.filed", "agent.call", "bill.paid");

    @GrpcClient("self")
    JourneyServiceBlockingStub journeys;

    private static final Set<io.throughline.journey.fold.SignalKind> NOTICED = Set.of(
            io.throughline.journey.fold.SignalKind.REPEAT, io.throughline.journey.fold.SignalKind.LOOP);

    @GrpcClient("self")
    DefinitionServiceBlockingStub definitions;

    @Inject
    Beginning beginning;

    @Inject
    Database database;

    @Inject
    MapsInForce maps;

    @Inject
    JourneyQueries queries;

    @Inject
    JourneyListing listing;

    @Inject
    Intake intake;

    @BeforeEach
    void begin() {
        beginning.underThoseApplied();
        beginning.showTime(MONDAY.plus(Duration.ofDays(5)));
        for (var yaml : List.of(BILL, COMPLAINT)) {
            definitions.applyDefinition(
                    ApplyDefinitionRequest.newBuilder().setYaml(yaml).build());
        }
    }

    @Test
    void aListIsAllJourneysFilteredAndSorted() {
        long seed = Long.getLong("throughline.seed", System.nanoTime());
        System.out.println("JourneyListingIT seed " + seed);
        var random = new Random(seed);
        intake.record(anything(random));
        var all = list(_ -> {}, 1000);
        assertThat(all).hasSizeGreaterThan(20).isSortedAccordingTo(latestFirst());

        for (int round = 0; round < 30; round++) {
            var request = ListJourneysRequest.newBuilder();
            Predicate<Journey> wanted = _ -> true;
            if (random.nextInt(3) == 0) {
                request.setDefinition("listed-bill");
                wanted = wanted.and(journey -> journey.getDefinition().equals("listed-bill"));
            }
            if (random.nextInt(3) == 0) {
                request.setOwner("Complaints");
                wanted = wanted.and(journey -> journey.getDefinition().equals("listed-complaint"));
            }
            if (random.nextInt(3) == 0) {
                request.setLifecycleStage(LifecycleStage.LIFECYCLE_STAGE_USE);
                wanted = wanted.and(journey -> journey.getDefinition().equals("listed-bill"));
            }
            if (request.getDefinition().isEmpty() ? random.nextInt(10) == 0 : random.nextBoolean()) {
                var stage = random.nextBoolean() ? "owing" : "paid";
                request.setDefinition("listed-bill").setStage(stage);
                wanted = wanted.and(journey -> journey.getDefinition().equals("listed-bill") && journey.getStage().equals(stage));
            }
            if (random.nextInt(2) == 0) {
                var states = some(random, List.of(
                        JourneyState.JOURNEY_STATE_ACTIVE,
                        JourneyState.JOURNEY_STATE_STALLED,
                        JourneyState.JOURNEY_STATE_ACHIEVED));
                request.addAllStates(states);
                wanted = wanted.and(journey -> states.contains(journey.getState()));
            }
            if (random.nextInt(2) == 0) {
                var kinds = some(random, List.of(
                        SignalKind.SIGNAL_KIND_ERROR, SignalKind.SIGNAL_KIND_LOOP, SignalKind.SIGNAL_KIND_REPEAT));
                request.addAllSignals(kinds);
                wanted = wanted.and(journey ->
                        journey.getSignalsList().stream().map(Signal::getKind).anyMatch(kinds::contains));
            }
            if (random.nextInt(3) == 0) {
                var customer = all.get(random.nextInt(all.size())).getCustomerId();
                request.setCustomerId(customer);
                wanted = wanted.and(journey -> journey.getCustomerId().equals(customer));
            }
            assertThat(list(builder -> builder.mergeFrom(request.build()), 1 + random.nextInt(7)))
                    .as("seed %d, %s", seed, request)
                    .containsExactlyElementsOf(all.stream().filter(wanted).toList());
        }
    }

    /** However few a page looks at, page after page they are all. */
    @Test
    void aPageThatLooksAtFewGoesOnWhereItStopped() {
        long seed = Long.getLong("throughline.seed", System.nanoTime());
        System.out.println("JourneyListingIT, looking at few, seed " + seed);
        var random = new Random(seed);
        intake.record(anything(random));

        for (int round = 0; round < 30; round++) {
            var wanted = new Wanted(
                    Optional.empty(),
                    Optional.of("listed-bill"),
                    Optional.empty(),
                    Optional.empty(),
                    random.nextBoolean() ? Optional.empty() : Optional.of("owing"),
                    Set.of(),
                    random.nextInt(4) == 0 ? Set.of() : NOTICED);
            var few = new JourneyListing(database, maps, queries, 1 + random.nextInt(4), 1 + random.nextInt(9));
            int size = 1 + random.nextInt(3);
            var told = new ArrayList<WholeJourney>();
            var token = "";
            do {
                var page = few.list(wanted, token, size);
                assertThat(page.journeys()).hasSizeLessThanOrEqualTo(size);
                told.addAll(page.journeys());
                token = page.end().map(Place::token).orElse("");
            } while (!token.isEmpty());

            assertThat(told)
                    .as("seed %d, %s", seed, wanted)
                    .isNotEmpty()
                    .containsExactlyElementsOf(listing.list(wanted, "", 1000).journeys());
        }
    }

    @Test
    void aListFollowsEachChange() {
        intake.record(List.of(met("ada@example.org", "bill.sent", MONDAY.plus(Duration.ofDays(4))).build()));
        assertThat(list(request -> request.addStates(JourneyState.JOURNEY_STATE_ACTIVE), 10))
                .extracting(Journey::getStage)
                .containsExactly("owing");

        intake.record(List.of(met("ada@example.org", "bill.paid", MONDAY.plus(Duration.ofDays(4)).plusSeconds(1)).build()));

        assertThat(list(request -> request.addStates(JourneyState.JOURNEY_STATE_ACTIVE), 10)).isEmpty();
        assertThat(list(request -> request.addStates(JourneyState.JOURNEY_STATE_ACHIEVED), 10))
                .extracting(Journey::getStage)
                .containsExactly("paid");
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> list(request -> request.setPageToken("nonsense"), 10)).hasMessageContaining("page_token");
        assertThatThrownBy(() -> list(request -> request.setCustomerId("ada"), 10)).hasMessageContaining("customer_id");
        assertThatThrownBy(() -> list(request -> request.addStatesValue(0), 10)).hasMessageContaining("states[0]");
        assertThatThrownBy(() -> list(request -> request.addSignalsValue(99), 10)).hasMessageContaining("signals[0]");
        assertThatThrownBy(() -> list(request -> request.setStage("owing"), 10)).hasMessageContaining("definition");
        assertThat(list(request -> request.setOwner("Nobody"), 10)).isEmpty();
        assertThat(list(request -> request.setDefinition("listed-bill").setStage("nowhere"), 10)).isEmpty();
    }

    private List<Journey> list(Consumer<ListJourneysRequest.Builder> asked, int pageSize) {
        var request = ListJourneysRequest.newBuilder().setPageSize(pageSize);
        asked.accept(request);
        var all = new ArrayList<Journey>();
        do {
            var page = journeys.listJourneys(request.build());
            assertThat(page.getJourneysCount()).isLessThanOrEqualTo(pageSize);
            all.addAll(page.getJourneysList());
            request.setPageToken(page.getNextPageToken());
        } while (!request.getPageToken().isEmpty());
        return all;
    }

    private static Comparator<Journey> latestFirst() {
        return Comparator.comparing((Journey journey) ->
                        Instant.ofEpochSecond(journey.getStartedAt().getSeconds(), journey.getStartedAt().getNanos()))
                .reversed();
    }

    private static List<Interaction> anything(Random random) {
        var interactions = new ArrayList<Interaction>();
        for (int i = 0; i < 300; i++) {
            interactions.add(met(
                            "c" + random.nextInt(30) + "@example.org",
                            TOUCHPOINTS.get(random.nextInt(TOUCHPOINTS.size())),
                            MONDAY.plus(Duration.ofHours(random.nextInt(100))))
                    .setId("i" + i)
                    .build());
        }
        return interactions;
    }

    private static <T> List<T> some(Random random, List<T> choices) {
        return choices.stream().limit(1 + random.nextInt(choices.size())).toList();
    }
}
