package io.throughline.measurement.follow;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import com.google.type.Money;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.journey.v1.Definition;
import io.throughline.journey.v1.Journey;
import io.throughline.journey.v1.JourneyState;
import io.throughline.journey.v1.TransitionKind;
import io.throughline.kit.database.Database;
import io.throughline.measurement.MeasurementIT;
import io.throughline.measurement.Seed;
import io.throughline.measurement.fake.Histories;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever the order in which changes are told, the facts are those of the journeys that there are in the end. */
@QuarkusTest
class FollowingIT extends MeasurementIT {

    private static final String FACTS = """
            select journey_id || ' ' || revision || ' ' || customer_id || ' ' || state || ' '
                || (extract(epoch from started_at) * 1000000)::bigint || ' '
                || (extract(epoch from last_interaction_at) * 1000000)::bigint || ' '
                || coalesce((extract(epoch from achieved_at) * 1000000)::bigint, -1) || ' ' || ever_stalled || ' '
                || handovers || ' ' || nps_promoters || ' ' || nps_passives || ' ' || nps_detractors || ' '
                || csat_answers || ' ' || csat_sum || ' ' || ces_answers || ' ' || ces_sum || ' '
                || coalesce((revenue->>'EUR')::numeric, 0) + 1000 || ' ' || coalesce((cost->>'EUR')::numeric, 0) || ' '
                || (select string_agg(t.name, '>' order by s.place)
                    from unnest(steps) with ordinality as s (id, place) join touchpoint t using (id)) as fact
            from journey_fact f
            join definition d on d.id = f.definition_id
            where d.name = $1
            """;

    @Inject
    Database database;

    @BeforeEach
    void journeyServiceIsThere() {
        followJourneyService();
    }

    @Test
    void anyOrderOfAnyHistoryGivesTheSameFacts() {
        var random = Seed.random(FollowingIT.class);
        for (int round = 0; round < 40; round++) {
            var definition = "history-" + random.nextInt(1_000_000) + "-" + round;
            journeyService.define(Definition.newBuilder().setName(definition).setVersion(1).build());
            journeyService.feed().cutInto(1 + random.nextInt(40));
            var histories = new Histories(random, definition, 1 + random.nextInt(12));
            histories.feed().forEach(journeyService.feed()::tell);
            journeyService.feed().awaitRead();

            assertThat(facts(definition))
                    .as("round %d of %s", round, definition)
                    .containsExactlyInAnyOrderElementsOf(
                            histories.remaining().stream().map(FollowingIT::worded).toList());
        }
    }

    @Test
    void followingGoesOnWhereItStoodAfterJourneyServiceWasGone() {
        journeyService.define(Definition.newBuilder().setName("outage").setVersion(1).build());
        journeyService.stop();
        var histories = new Histories(new Random(1), "outage", 10);
        histories.feed().forEach(journeyService.feed()::tell);

        journeyService.start();
        journeyService.feed().awaitRead();

        assertThat(facts("outage"))
                .containsExactlyInAnyOrderElementsOf(
                        histories.remaining().stream().map(FollowingIT::worded).toList());
    }

    @Test
    void whatWasNoLongerToldWhenItCameBackIsReadAnew() {
        var definition = "too-late-" + Seed.random(FollowingIT.class).nextInt(1_000_000);
        journeyService.define(Definition.newBuilder().setName(definition).setVersion(1).build());
        var histories = new Histories(Seed.random(FollowingIT.class), definition, 40);
        var told = histories.feed();
        told.subList(0, told.size() / 2).forEach(journeyService.feed()::tell);
        journeyService.feed().awaitRead();
        journeyService.stop();
        told.subList(told.size() / 2, told.size()).forEach(journeyService.feed()::tell);
        journeyService.feed().forget();

        journeyService.start();
        journeyService.feed().awaitRead();

        assertThat(journeyService.feed().snapshotPages()).isGreaterThan(1);
        assertThat(facts(definition))
                .containsExactlyInAnyOrderElementsOf(
                        histories.remaining().stream().map(FollowingIT::worded).toList());
        var next = new Histories(new Random(3), definition, 10);
        next.feed().forEach(journeyService.feed()::tell);
        journeyService.feed().awaitRead();
        assertThat(facts(definition)).as("what is told then is followed").hasSize(histories.remaining().size()
                + next.remaining().size());
    }

    private List<String> facts(String definition) {
        var facts = new ArrayList<String>();
        for (Row row : database.run(FACTS, Tuple.of(definition))) {
            facts.add(row.getString(0));
        }
        return facts;
    }

    private static String worded(Journey journey) {
        var tally = journey.getTally();
        var steps = journey.getStepsList().stream().map(step -> step.getTouchpoint()).toList();
        long achieved = journey.getTransitionsList().stream()
                .filter(transition -> transition.getKind() == TransitionKind.TRANSITION_KIND_ACHIEVED)
                .mapToLong(transition -> Timestamps.toMicros(transition.getOccurredAt()))
                .findFirst()
                .orElse(-1);
        boolean stalled = journey.getTransitionsList().stream()
                .anyMatch(transition -> transition.getKind() == TransitionKind.TRANSITION_KIND_STALLED);
        return String.join(
                " ",
                journey.getId(),
                "" + journey.getRevision(),
                journey.getCustomerId(),
                state(journey.getState()),
                "" + Timestamps.toMicros(journey.getStartedAt()),
                "" + Timestamps.toMicros(journey.getLastInteractionAt()),
                "" + achieved,
                "" + stalled,
                "" + tally.getHandovers(),
                "" + tally.getNpsPromoters(),
                "" + tally.getNpsPassives(),
                "" + tally.getNpsDetractors(),
                "" + tally.getCsatAnswers(),
                "" + tally.getCsatSum(),
                "" + tally.getCesAnswers(),
                "" + tally.getCesSum(),
                euro(tally.getRevenueList(), 1_000),
                euro(tally.getCostList(), 0),
                String.join(">", steps));
    }

    private static String state(JourneyState state) {
        return state.name().substring("JOURNEY_STATE_".length());
    }

    private static String euro(List<Money> amounts, long plus) {
        return amounts.stream()
                .filter(money -> money.getCurrencyCode().equals("EUR"))
                .findFirst()
                .map(money -> String.format("%d.%09d", money.getUnits() + plus, money.getNanos()))
                .orElse("" + plus);
    }
}
