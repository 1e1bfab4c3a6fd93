package io.throughline.measurement.scorecard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.google.protobuf.Value;
import com.google.protobuf.util.Durations;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.feed.v1.ChangeHeader;
import io.throughline.identity.v1.Customer;
import io.throughline.journey.v1.Definition;
import io.throughline.journey.v1.Journey;
import io.throughline.journey.v1.JourneyChange;
import io.throughline.journey.v1.JourneyState;
import io.throughline.journey.v1.Persona;
import io.throughline.kit.database.Database;
import io.throughline.measurement.MeasurementIT;
import io.throughline.measurement.Seed;
import io.throughline.measurement.definition.DefinitionRefresh;
import io.throughline.measurement.fake.RandomJourneys;
import io.throughline.measurement.follow.Freshness;
import io.throughline.measurement.persona.Enrolling;
import io.throughline.measurement.persona.Evaluation;
import io.throughline.measurement.v1.GetFollowingRequest;
import io.throughline.measurement.v1.GetScorecardRequest;
import io.throughline.measurement.v1.MeasurementServiceGrpc.MeasurementServiceBlockingStub;
import io.throughline.measurement.v1.PersonaJourneys;
import io.throughline.measurement.v1.Scorecard;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Journeys by the personas of their customers, against what one works out by hand; what is known of customers changes all the time. */
@QuarkusTest
class PersonaIT extends MeasurementIT {

    private static final long TARGET = 500_000;
    private static final Persona GOLD = persona("gold", "customer.attributes.plan == 'gold'");
    private static final Persona GROWN_UP = persona("grown-up", "customer.attributes.age >= 18");
    private static final Persona NEW_HERE = persona("new here", "!has(customer.attributes.plan)");

    @GrpcClient("measurement")
    MeasurementServiceBlockingStub stub;

    @Inject
    DefinitionRefresh definitions;

    @Inject
    Enrolling enrolling;

    @Inject
    Evaluation evaluation;

    @Inject
    Freshness freshness;

    @Inject
    Database database;

    /** What is known by now, as the test has told it. */
    private final Map<String, Map<String, Object>> known = new HashMap<>();

    @BeforeEach
    void bothAreThere() {
        followJourneyService();
        followIdentityService();
    }

    @Test
    void journeysCountForThePersonasTheirCustomersAre() {
        var random = Seed.random(PersonaIT.class);
        define("by-persona", 1, GOLD, GROWN_UP, NEW_HERE);
        var customers = customers(random, 60);
        customers.subList(0, 40).forEach(customer -> learnSomething(customer, random));
        var journeys = tell(random, "by-persona", customers, 200);
        customers.subList(30, 60).forEach(customer -> learnSomething(customer, random));
        identityService.awaitRead();
        evaluation.finish();

        assertCounts("by-persona", journeys);
        var gold = journeys.stream().filter(journey -> isGold(journey.getCustomerId())).toList();
        assertThat(gold).isNotEmpty().hasSizeLessThan(200);
        var naive = new NaiveScorecard(gold, TARGET);
        var card = scorecard("by-persona", "gold");
        assertThat(card.getJourneys()).isEqualTo(gold.size());
        assertThat(card.getAchieved()).isEqualTo(naive.in(JourneyState.JOURNEY_STATE_ACHIEVED));
        assertThat(card.getCustomers()).isEqualTo(naive.customers());
        assertThat(card.getSuccessJourneys()).isEqualTo(naive.scored().size());
        assertThat(card.getSuccess().getValue()).isCloseTo(naive.meanScore(), within(1e-9));
        assertThat(count(card, "gold").getJourneys()).isEqualTo(gold.size());
        assertRestSaysTheSame("by-persona", "gold", card);
    }

    private static void assertRestSaysTheSame(String definition, String persona, Scorecard card) {
        given().queryParam("persona", persona)
                .get("/api/v1/scorecards/" + definition)
                .then()
                .statusCode(200)
                .body("journeys.total", equalTo((int) card.getJourneys()))
                .body("personas.name", equalTo(card.getPersonasList().stream().map(PersonaJourneys::getName).toList()))
                .body(
                        "personas.journeys",
                        equalTo(card.getPersonasList().stream().map(told -> (int) told.getJourneys()).toList()));
        given().queryParam("persona", "nobody")
                .get("/api/v1/scorecards/" + definition)
                .then()
                .statusCode(400)
                .body("detail", containsString("gold, grown-up, new here"));
    }

    @Test
    void whoBecomesAnotherPersonaCountsForThat() {
        var random = new Random(7);
        define("changing", 1, GOLD, GROWN_UP, NEW_HERE);
        var customers = customers(random, 20);
        var journeys = tell(random, "changing", customers, 50);
        evaluation.finish();
        assertCounts("changing", journeys);
        var before = freshness.fingerprint();

        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 10; i++) {
                learnSomething(customers.get(random.nextInt(20)), random);
            }
            identityService.awaitRead();
            evaluation.finish();
            assertCounts("changing", journeys);
        }
        assertThat(freshness.fingerprint()).as("what tells that measures have changed").isNotEqualTo(before);
    }

    @Test
    void whatIsLearntWhileACustomerIsBeingWorkedOutIsNotLost() {
        define("meanwhile", 1, GOLD);
        var customer = UUID.randomUUID();
        identityService.beforeTheNextAnswer(() -> {
            learn(customer, "plan", "gold");
            identityService.awaitRead();
        });
        var journeys = tell(new Random(3), "meanwhile", List.of(customer), 1);

        evaluation.finish();
        evaluation.finish();

        assertCounts("meanwhile", journeys);
        assertThat(count(scorecard("meanwhile", ""), "gold").getCustomers()).isOne();
    }

    @Test
    void otherPersonasAreWorkedOutForTheJourneysThatAreThere() {
        var random = new Random(11);
        define("redefined", 1);
        var customers = customers(random, 30);
        customers.forEach(customer -> learnSomething(customer, random));
        var journeys = tell(random, "redefined", customers, 60);
        assertThat(scorecard("redefined", "").getPersonasList()).isEmpty();

        define("redefined", 2, GOLD, GROWN_UP, NEW_HERE);
        enrolling.finish();
        evaluation.finish();
        assertCounts("redefined", journeys);

        define("redefined", 3, persona("gold", "customer.attributes.plan == 'silver'"));
        enrolling.finish();
        evaluation.finish();
        var silver = journeys.stream()
                .filter(journey -> "silver".equals(known(journey.getCustomerId(), "plan")))
                .count();
        assertThat(scorecard("redefined", "").getPersonasList())
                .containsExactly(PersonaJourneys.newBuilder()
                        .setName("gold")
                        .setTitle("Title of gold")
                        .setJourneys(silver)
                        .setCustomers(customers(journeys, id -> "silver".equals(known(id, "plan"))))
                        .build());
    }

    @Test
    void nothingIsKeptOfWhoWasErased() {
        var random = new Random(13);
        define("gone", 1, GOLD);
        var customers = customers(random, 3);
        customers.forEach(customer -> learn(customer, "plan", "gold"));
        tell(random, "gone", customers, 9);
        evaluation.finish();
        assertThat(rows(customers)).isEqualTo(3);

        identityService.tell(Customer.newBuilder()
                .setId(customers.get(0).toString())
                .setErased(true)
                .build());
        identityService.awaitRead();

        assertThat(rows(customers)).isEqualTo(2);
    }

    @Test
    void whoBecameAnotherAndComesBackCountsAgain() {
        define("back", 1, GOLD);
        var customers = customers(new Random(29), 2);
        learn(customers.getFirst(), "plan", "gold");
        var journeys = tell(new Random(29), "back", customers, 4);
        evaluation.finish();

        // Told when all is over: no journey has moved meanwhile.
        identityService.tell(Customer.newBuilder()
                .setId(customers.getFirst().toString())
                .setMergedInto(customers.getLast().toString())
                .build());
        identityService.awaitRead();
        identityService.tell(Customer.newBuilder().setId(customers.getFirst().toString()).build());
        identityService.awaitRead();
        evaluation.finish();

        assertCounts("back", journeys);
    }

    @Test
    void whileIdentityServiceIsGoneCustomersWait() {
        define("waiting", 1, GOLD);
        var customer = UUID.randomUUID();
        learn(customer, "plan", "gold");
        identityService.awaitRead();
        identityService.stop();
        var journeys = tell(new Random(17), "waiting", List.of(customer), 2);

        evaluation.finish();

        assertThat(scorecard("waiting", "").getJourneys()).isEqualTo(2);
        assertThat(count(scorecard("waiting", ""), "gold").getJourneys()).isZero();
        assertThat(measurement().getFollowing(GetFollowingRequest.getDefaultInstance()).getPersonasDue())
                .isPositive();

        followIdentityService();
        evaluation.finish();
        assertCounts("waiting", journeys);
    }

    @Test
    void ofWhomTooMuchIsKnownForOneAnswerIsAskedInParts() {
        var random = new Random(23);
        define("much-known", 1, GOLD);
        var customers = customers(random, 10);
        customers.forEach(customer -> learnSomething(customer, random));
        identityService.holdNoMoreThan(3);
        try {
            var journeys = tell(random, "much-known", customers, 10);
            evaluation.finish();
            assertCounts("much-known", journeys);
        } finally {
            identityService.holdNoMoreThan(Integer.MAX_VALUE);
        }
    }

    @Test
    void nobodyIsAskedAboutWithoutPersonas() {
        define("no-personas", 1);
        evaluation.finish();
        int before = identityService.asked();
        tell(new Random(19), "no-personas", List.of(UUID.randomUUID()), 3);

        evaluation.finish();

        assertThat(identityService.asked()).isEqualTo(before);
    }

    @Test
    void aPersonaThatTheDefinitionDoesNotHaveIsRefused() {
        define("refusing", 1, GOLD, NEW_HERE);
        definitions.refresh();

        var refused = catchThrowableOfType(StatusRuntimeException.class, () -> scorecard("refusing", "silver"));

        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(refused.getMessage()).contains("persona").contains("gold, new here");
    }

    private void assertCounts(String definition, List<Journey> journeys) {
        var card = scorecard(definition, "");
        assertThat(card.getJourneys()).isEqualTo(journeys.size());
        for (var told : card.getPersonasList()) {
            Predicate<String> isOne = id -> switch (told.getName()) {
                case "gold" -> isGold(id);
                case "grown-up" -> known(id, "age") instanceof Double age && age >= 18;
                case "new here" -> known(id, "plan") == null;
                default -> throw new AssertionError(told.getName());
            };
            assertThat(told.getJourneys())
                    .as("journeys of %s", told.getName())
                    .isEqualTo(journeys.stream()
                            .filter(journey -> isOne.test(journey.getCustomerId()))
                            .count());
            assertThat(told.getCustomers()).isEqualTo(customers(journeys, isOne));
        }
    }

    private static long customers(List<Journey> journeys, Predicate<String> isOne) {
        return journeys.stream().map(Journey::getCustomerId).distinct().filter(isOne).count();
    }

    private boolean isGold(String customer) {
        return "gold".equals(known(customer, "plan"));
    }

    private Object known(String customer, String name) {
        return known.getOrDefault(customer, Map.of()).get(name);
    }

    private void learnSomething(UUID customer, Random random) {
        switch (random.nextInt(3)) {
            case 0 -> learn(customer, "plan", List.of("gold", "silver").get(random.nextInt(2)));
            case 1 -> learn(customer, "age", 10.0 + random.nextInt(16));
            default -> learn(customer, "age", "not told");
        }
    }

    private void learn(UUID customer, String name, Object value) {
        known.computeIfAbsent(customer.toString(), _ -> new HashMap<>()).put(name, value);
        identityService.know(
                customer,
                name,
                value instanceof Double number
                        ? Value.newBuilder().setNumberValue(number).build()
                        : Value.newBuilder().setStringValue((String) value).build());
    }

    private void define(String name, int version, Persona... personas) {
        journeyService.define(Definition.newBuilder()
                .setName(name)
                .setVersion(version)
                .setTargetTime(Durations.fromSeconds(TARGET))
                .addAllPersonas(List.of(personas))
                .build());
        definitions.refresh();
    }

    private static Persona persona(String name, String when) {
        return Persona.newBuilder()
                .setName(name)
                .setTitle("Title of " + name)
                .setWhen(when)
                .build();
    }

    private static List<UUID> customers(Random random, int count) {
        var customers = new ArrayList<UUID>();
        for (int i = 0; i < count; i++) {
            customers.add(new UUID(random.nextLong(), random.nextLong()));
        }
        return customers;
    }

    private List<Journey> tell(Random random, String definition, List<UUID> customers, int count) {
        var some = new RandomJourneys(random);
        var journeys = new ArrayList<Journey>();
        for (int i = 0; i < count; i++) {
            journeys.add(some.journey(UUID.randomUUID(), customers.get(i % customers.size()), definition, 1));
        }
        journeys.forEach(journey -> journeyService.feed().tell(JourneyChange.newBuilder()
                .setJourneyId(journey.getId())
                .setJourney(journey)
                .setHeader(ChangeHeader.newBuilder().setCustomerId(journey.getCustomerId()).setRevision(1))
                .build()));
        journeyService.feed().awaitRead();
        return journeys;
    }

    private long rows(List<UUID> customers) {
        return database.run(
                        "select count(*) from customer_persona where customer_id = any($1)",
                        Tuple.of((Object) customers.toArray(UUID[]::new)))
                .iterator()
                .next()
                .getLong(0);
    }

    private Scorecard scorecard(String definition, String persona) {
        return measurement()
                .getScorecard(GetScorecardRequest.newBuilder()
                        .setDefinition(definition)
                        .setPersona(persona)
                        .build())
                .getScorecard();
    }

    private static PersonaJourneys count(Scorecard card, String persona) {
        return card.getPersonasList().stream()
                .filter(told -> told.getName().equals(persona))
                .findFirst()
                .orElseThrow();
    }

    /** A call that is not answered fails its test rather than keeping it waiting for ever. */
    private MeasurementServiceBlockingStub measurement() {
        return stub.withDeadlineAfter(1, TimeUnit.MINUTES);
    }
}
