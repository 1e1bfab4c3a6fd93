package io.throughline.measurement.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.util.Durations;
import com.google.type.Money;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.feed.v1.ChangeHeader;
import io.throughline.journey.v1.Definition;
import io.throughline.journey.v1.Journey;
import io.throughline.journey.v1.JourneyChange;
import io.throughline.journey.v1.JourneyState;
import io.throughline.journey.v1.Tally;
import io.throughline.kit.database.Database;
import io.throughline.measurement.MeasurementIT;
import io.throughline.measurement.Seed;
import io.throughline.measurement.definition.DefinitionRefresh;
import io.throughline.measurement.fact.Rescoring;
import io.throughline.measurement.fake.RandomJourneys;
import io.throughline.measurement.v1.GetJourneyScoreRequest;
import io.throughline.measurement.v1.GetScorecardRequest;
import io.throughline.measurement.v1.ListScorecardsRequest;
import io.throughline.measurement.v1.MeasurementServiceGrpc.MeasurementServiceBlockingStub;
import io.throughline.measurement.v1.Score;
import io.throughline.measurement.v1.ScorePart;
import io.throughline.measurement.v1.Scorecard;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scorecards over gRPC, against what one works out by hand from the same journeys. */
@QuarkusTest
class ScorecardIT extends MeasurementIT {

    private static final long TARGET = 500_000;

    @GrpcClient("measurement")
    MeasurementServiceBlockingStub stub;

    @Inject
    DefinitionRefresh definitions;

    @Inject
    Rescoring rescoring;

    @Inject
    Database database;

    @BeforeEach
    void journeyServiceIsThere() {
        followJourneyService();
    }

    @Test
    void everyNumberIsTheOneWorkedOutByHand() {
        journeyService.define(definition("by-hand", 1).setTargetTime(Durations.fromSeconds(TARGET)).build());
        var journeys = tell(Seed.random(ScorecardIT.class), "by-hand", 400);
        var naive = new NaiveScorecard(journeys, TARGET);

        var card = scorecard("by-hand");

        assertThat(card.getTitle()).isEqualTo("Title of by-hand");
        assertThat(card.getJourneys()).isEqualTo(400);
        assertThat(card.getActive()).isEqualTo(naive.in(JourneyState.JOURNEY_STATE_ACTIVE));
        assertThat(card.getStalled()).isEqualTo(naive.in(JourneyState.JOURNEY_STATE_STALLED));
        assertThat(card.getAchieved()).isEqualTo(naive.in(JourneyState.JOURNEY_STATE_ACHIEVED));
        assertThat(card.getAbandoned()).isEqualTo(naive.in(JourneyState.JOURNEY_STATE_ABANDONED));
        assertThat(card.getExited()).isEqualTo(naive.in(JourneyState.JOURNEY_STATE_EXITED));
        assertThat(card.getCustomers()).isEqualTo(naive.customers());
        assertThat(card.getEverStalled()).isEqualTo(naive.everStalled());
        assertThat(card.getAchievedShare())
                .isEqualTo((double) card.getAchieved()
                        / (card.getAchieved() + card.getAbandoned() + card.getExited()));
        assertTimes(card, naive);
        assertAnswers(card, naive);
        assertThat(amounts(card.getRevenueList())).isEqualTo(amounts(naive, Tally::getRevenueList));
        assertThat(amounts(card.getCostList())).isEqualTo(amounts(naive, Tally::getCostList));
        assertThat(card.getSuccessJourneys()).isEqualTo(naive.scored().size());
        assertThat(card.getSuccess().getValue()).isCloseTo(naive.meanScore(), within(1e-9));
        assertExplains(card.getSuccess());
    }

    private static void assertTimes(Scorecard card, NaiveScorecard naive) {
        var times = naive.timesToGoal();
        assertThat(card.getTimeToGoal().getJourneys()).isEqualTo(times.size());
        assertThat(Durations.toNanos(card.getTimeToGoal().getMedian()) / 1e9)
                .isCloseTo(NaiveScorecard.percentile(times, 0.5), within(1e-4));
        assertThat(Durations.toNanos(card.getTimeToGoal().getP90()) / 1e9)
                .isCloseTo(NaiveScorecard.percentile(times, 0.9), within(1e-4));
        assertThat(Durations.toNanos(card.getTimeToGoal().getMean()) / 1e9)
                .isCloseTo(times.stream().mapToDouble(time -> time).average().orElseThrow(), within(1e-4));
        assertThat(card.getTargetTime().getSeconds()).isEqualTo(TARGET);
        assertThat(card.getWithinTargetShare()).isEqualTo(naive.withinTargetShare());
    }

    private static void assertAnswers(Scorecard card, NaiveScorecard naive) {
        long promoters = naive.sum(Tally::getNpsPromoters);
        long detractors = naive.sum(Tally::getNpsDetractors);
        long answers = promoters + detractors + naive.sum(Tally::getNpsPassives);
        assertThat(card.getNps().getScore()).isCloseTo(100.0 * (promoters - detractors) / answers, within(1e-9));
        assertThat(card.getCsat().getAnswers()).isEqualTo(naive.sum(Tally::getCsatAnswers));
        assertThat(card.getCsat().getMean())
                .isEqualTo((double) naive.sum(Tally::getCsatSum) / naive.sum(Tally::getCsatAnswers));
        assertThat(card.getCes().getMean())
                .isEqualTo((double) naive.sum(Tally::getCesSum) / naive.sum(Tally::getCesAnswers));
        assertThat(card.getHandoversPerJourney()).isEqualTo(naive.sum(Tally::getHandovers) / 400.0);
    }

    private static void assertExplains(Score score) {
        assertThat(score.getPartsList()).extracting(part -> part.getName())
                .containsExactly("outcome", "time", "effort", "sentiment");
        assertThat(score.getPartsList()).allSatisfy(part -> assertThat(part.getExplanation()).endsWith("."));
        assertThat(score.getPartsList().stream().mapToDouble(part -> part.getWeight()).sum())
                .isCloseTo(1, within(1e-9));
        assertThat(score.getPartsList().stream().mapToDouble(part -> part.getWeight() * part.getValue()).sum())
                .isCloseTo(score.getValue(), within(1e-9));
    }

    @Test
    void aJourneyScoreIsTheOneWorkedOutByHand() {
        journeyService.define(definition("single", 1).build());
        var journeys = tell(new Random(5), "single", 30);
        var naive = new NaiveScorecard(journeys, null);

        for (var journey : journeys) {
            var told = measurement().getJourneyScore(GetJourneyScoreRequest.newBuilder()
                    .setJourneyId(journey.getId())
                    .build());
            assertThat(told.getLastInteractionAt()).isEqualTo(journey.getLastInteractionAt());
            assertThat(told.hasScore()).isEqualTo(naive.scored().contains(journey));
            if (told.hasScore()) {
                assertThat(told.getScore().getValue()).isCloseTo(naive.score(journey), within(1e-9));
                assertThat(told.getScore().getParts(1).getWeight()).isZero();
            }
        }
    }

    @Test
    void aNewTargetHasAllScoresMadeAgain() {
        journeyService.define(definition("moving-target", 1).build());
        var journeys = tell(new Random(6), "moving-target", 50);
        journeyService.define(
                definition("moving-target", 2).setTargetTime(Durations.fromSeconds(TARGET)).build());

        definitions.refresh();
        rescoring.finish();

        assertThat(scorecard("moving-target").getSuccess().getValue())
                .isCloseTo(new NaiveScorecard(journeys, TARGET).meanScore(), within(1e-9));
    }

    @Test
    void anExplanationQuotesTheScoredJourneysAndNoOthers() {
        journeyService.define(
                definition("quoted", 1).setTargetTime(Durations.fromSeconds(TARGET)).build());
        tellThe("quoted", JourneyState.JOURNEY_STATE_ACHIEVED, answers(10, 5, 7).setHandovers(2));
        tellThe("quoted", JourneyState.JOURNEY_STATE_ABANDONED, answers(0, 4, 6));
        tellThe("quoted", JourneyState.JOURNEY_STATE_ACTIVE, answers(0, 1, 1).setHandovers(9));
        tellThe("quoted", JourneyState.JOURNEY_STATE_EXITED, answers(0, 1, 1).setHandovers(9));

        var card = scorecard("quoted");

        assertThat(card.getNps().getScore()).isEqualTo(-50);
        assertThat(card.getCsat().getMean()).isEqualTo(2.75);
        assertThat(card.getCes().getMean()).isEqualTo(3.75);
        assertThat(explanation(card, "effort")).startsWith("1.0 handovers and ").endsWith(" gave the effort 6.5 of 7.");
        assertThat(explanation(card, "sentiment"))
                .isEqualTo("Known for 2 of 2 scored journeys; their NPS 0; their CSAT 4.5 of 5.");
    }

    @Test
    void whatStillStandsOnAnotherTargetIsSaidToBeMadeAgain() {
        journeyService.define(
                definition("outdated", 1).setTargetTime(Durations.fromSeconds(TARGET)).build());
        tellThe("outdated", JourneyState.JOURNEY_STATE_ACHIEVED, Tally.newBuilder());
        tellThe("outdated", JourneyState.JOURNEY_STATE_ACHIEVED, Tally.newBuilder());
        assertThat(explanation(scorecard("outdated"), "time")).contains(" met the target of 5.8 days; ");

        // As it is between a change of the target and the end of the work in the background.
        database.run(
                """
                update journey_fact set score_target_us = null, time_value = null, time_weight = 0
                where definition_id = (select id from definition where name = $1)
                """,
                Tuple.of("outdated"));

        assertThat(explanation(scorecard("outdated"), "time"))
                .isEqualTo("The target is now 5.8 days; 2 of 2 scores still stand on the one before and are being made again.");
    }

    private static String explanation(Scorecard card, String part) {
        return card.getSuccess().getPartsList().stream()
                .filter(told -> told.getName().equals(part))
                .map(ScorePart::getExplanation)
                .findFirst()
                .orElseThrow();
    }

    /** One answer to each question. */
    private static Tally.Builder answers(int nps, int csat, int ces) {
        var tally = Tally.newBuilder().setCsatAnswers(1).setCsatSum(csat).setCesAnswers(1).setCesSum(ces);
        return nps >= 9 ? tally.setNpsPromoters(1) : tally.setNpsDetractors(1);
    }

    @Test
    void aDefinitionWithoutJourneysHasAScorecardWithoutNumbers() {
        journeyService.define(definition("empty", 1).build());

        var card = scorecard("empty");

        assertThat(card.getOwner()).isEqualTo("Owner of empty");
        assertThat(card.getJourneys()).isZero();
        assertThat(card.hasAchievedShare()).isFalse();
        assertThat(card.hasTimeToGoal()).isFalse();
        assertThat(card.hasHandoversPerJourney()).isFalse();
        assertThat(card.hasSuccess()).isFalse();
        assertThat(card.getNps().hasScore()).isFalse();
    }

    @Test
    void pagesOfScorecardsTellEveryDefinitionOnceByName() {
        for (var name : List.of("page-c", "page-a", "page-b", "Page-Z")) {
            journeyService.define(definition(name, 1).build());
        }
        definitions.refresh();

        var names = new ArrayList<String>();
        var request = ListScorecardsRequest.newBuilder().setPageSize(2).build();
        do {
            var page = measurement().listScorecards(request);
            assertThat(page.getScorecardsCount()).isLessThanOrEqualTo(2);
            page.getScorecardsList().forEach(card -> names.add(card.getDefinition()));
            request = request.toBuilder().setPageToken(page.getNextPageToken()).build();
        } while (!request.getPageToken().isEmpty());

        assertThat(names).isSorted().doesNotHaveDuplicates().contains("Page-Z", "page-a", "page-b", "page-c");
    }

    @Test
    void whatIsNotKnownIsNotFound() {
        assertNotFound(() -> scorecard("nobody-defined-this"));
        assertNotFound(() -> measurement().getJourneyScore(GetJourneyScoreRequest.newBuilder()
                .setJourneyId(UUID.randomUUID().toString())
                .build()));
    }

    private static void assertNotFound(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(StatusRuntimeException.class, refused -> assertThat(
                                refused.getStatus().getCode())
                        .as("%s", refused.getStatus())
                        .isEqualTo(Status.Code.NOT_FOUND));
    }

    /** A call that is not answered fails its test rather than keeping it waiting for ever. */
    private MeasurementServiceBlockingStub measurement() {
        return stub.withDeadlineAfter(1, TimeUnit.MINUTES);
    }

    private List<Journey> tell(Random random, String definition, int count) {
        var journeys = new RandomJourneys(random);
        var customers = new ArrayList<UUID>();
        for (int i = 0; i <= count / 3; i++) {
            customers.add(journeys.id());
        }
        var told = new ArrayList<Journey>();
        for (int i = 0; i < count; i++) {
            var customer = customers.get(random.nextInt(customers.size()));
            told.add(journeys.journey(journeys.id(), customer, definition, 1));
        }
        tell(told);
        return told;
    }

    /** A journey in that state with that tally. */
    private void tellThe(String definition, JourneyState state, Tally.Builder tally) {
        var journeys = new RandomJourneys(new Random(definition.hashCode()));
        var journey = Stream.generate(() -> journeys.journey(UUID.randomUUID(), UUID.randomUUID(), definition, 1))
                .filter(any -> any.getState() == state)
                .findFirst()
                .orElseThrow();
        tell(List.of(journey.toBuilder().setTally(tally).build()));
    }

    private void tell(List<Journey> journeys) {
        journeys.forEach(journey -> journeyService.feed().tell(JourneyChange.newBuilder()
                .setJourneyId(journey.getId())
                .setJourney(journey)
                .setHeader(ChangeHeader.newBuilder().setCustomerId(journey.getCustomerId()).setRevision(1))
                .build()));
        journeyService.feed().awaitRead();
    }

    private static Definition.Builder definition(String name, int version) {
        return Definition.newBuilder()
                .setName(name)
                .setVersion(version)
                .setTitle("Title of " + name)
                .setGoal("Goal of " + name)
                .setOwner("Owner of " + name);
    }

    private Scorecard scorecard(String definition) {
        return measurement()
                .getScorecard(GetScorecardRequest.newBuilder().setDefinition(definition).build())
                .getScorecard();
    }

    private static List<String> amounts(List<Money> amounts) {
        return amounts.stream()
                .map(money -> money.getCurrencyCode() + " "
                        + new BigDecimal(money.getUnits())
                                .add(new BigDecimal(money.getNanos()).movePointLeft(9))
                                .stripTrailingZeros()
                                .toPlainString())
                .toList();
    }

    private static List<String> amounts(NaiveScorecard naive, java.util.function.Function<Tally, List<Money>> amounts) {
        return naive.money(amounts).entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue().stripTrailingZeros().toPlainString())
                .toList();
    }
}
