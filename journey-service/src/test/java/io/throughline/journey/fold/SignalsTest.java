package io.throughline.journey.fold;

import static io.throughline.journey.fold.FoldFixtures.MONDAY;
import static io.throughline.journey.fold.FoldFixtures.answering;
import static io.throughline.journey.fold.FoldFixtures.at;
import static io.throughline.journey.fold.FoldFixtures.day;
import static io.throughline.journey.fold.FoldFixtures.definition;
import static io.throughline.journey.fold.FoldFixtures.payBill;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SignalsTest {

    private static final Definition PAY_BILL = definition(payBill(AfterEnd.ATTACH));

    @Test
    void aQuietJourneyGivesNothingToNotice() {
        assertThat(signals(day(2), at(MONDAY, "bill.sent"), at(day(1), "payment.made"))).isEmpty();
    }

    @Test
    void theSameTouchpointAgainIsARepeat() {
        assertThat(signals(day(1), at(MONDAY, "bill.sent"), at(hour(1), "bill.viewed"), at(hour(2), "bill.viewed"), at(hour(3), "bill.viewed")))
                .isEqualTo(Map.of(SignalKind.REPEAT, 2L));
    }

    @Test
    void comingBackIsALoopAndToAndFroIsPingPong() {
        assertThat(signals(day(1), at(MONDAY, "bill.sent"), at(hour(1), "bill.viewed"), at(hour(2), "bill.sent")))
                .isEqualTo(Map.of(SignalKind.LOOP, 1L));
        assertThat(signals(
                        day(1),
                        at(MONDAY, "bill.sent"),
                        at(hour(1), "bill.viewed"),
                        at(hour(2), "bill.sent"),
                        at(hour(3), "bill.viewed"),
                        at(hour(4), "bill.sent")))
                .isEqualTo(Map.of(SignalKind.LOOP, 3L, SignalKind.PING_PONG, 2L));
        assertThat(signals(
                        day(1),
                        at(MONDAY, "bill.sent"),
                        at(hour(1), "bill.viewed"),
                        at(hour(2), "bill.sent"),
                        at(hour(3), "bill.sent"),
                        at(hour(4), "bill.viewed")))
                .as("a swing, a repeat, a return")
                .isEqualTo(Map.of(SignalKind.LOOP, 2L, SignalKind.REPEAT, 1L));
    }

    @Test
    void anErrorIsWhatTheDefinitionCallsOne() {
        var journey = only(day(1), at(MONDAY, "bill.sent"), at(hour(1), "payment.refused"));

        assertThat(journey.signals())
                .containsExactly(
                        Signal.once(SignalKind.ERROR, hour(1), at(hour(1), "payment.refused").id()));
        assertThat(journey.steps()).hasSize(2);
    }

    @Test
    void aBadAnswerIsNegativeFeedback() {
        assertThat(signals(day(1), answering(at(MONDAY, "bill.sent"), new Feedback(6, null, null))))
                .containsOnlyKeys(SignalKind.NEGATIVE_FEEDBACK);
        assertThat(signals(day(1), answering(at(MONDAY, "bill.sent"), new Feedback(null, 2, null))))
                .containsOnlyKeys(SignalKind.NEGATIVE_FEEDBACK);
        assertThat(signals(day(1), answering(at(MONDAY, "bill.sent"), new Feedback(null, null, 3))))
                .containsOnlyKeys(SignalKind.NEGATIVE_FEEDBACK);
        assertThat(signals(day(1), answering(at(MONDAY, "bill.sent"), new Feedback(7, 3, 4)))).isEmpty();
    }

    @Test
    void anotherChannelOrTeamIsAHandover() {
        var journey = only(
                day(1),
                at(MONDAY, "bill.sent"),
                at(hour(1), "bill.viewed", "app"),
                at(hour(2), "agent.call", "app"));

        assertThat(times(journey)).isEqualTo(Map.of(SignalKind.HANDOVER, 2L));
        assertThat(journey.signals().getFirst().firstAt()).isEqualTo(hour(1));
        assertThat(journey.signals().getFirst().lastAt()).isEqualTo(hour(2));
        assertThat(journey.signals().getFirst().lastCause())
                .isEqualTo(at(hour(2), "agent.call", "app").id());
    }

    @Test
    void contextIsPassedWhenTheChannelThatTakesOverReadItInBetween() {
        var way = List.of(at(MONDAY, "bill.sent"), at(hour(2), "bill.viewed", "app"), at(hour(4), "agent.call", "app"));

        assertThat(contextsPassed(way, "app", hour(1))).isEqualTo(1);
        assertThat(contextsPassed(way, "app", hour(3))).as("from team to team").isEqualTo(1);
        assertThat(contextsPassed(way, "app", hour(2))).as("at the same time is before it").isEqualTo(1);
        assertThat(contextsPassed(way, "app", hour(5))).isZero();
        assertThat(contextsPassed(way, "app", MONDAY)).as("before the one that hands over").isZero();
        assertThat(contextsPassed(way, "web", hour(1))).as("another channel").isZero();
    }

    private static long contextsPassed(List<Interaction> way, String reader, Instant at) {
        var readings = new Readings();
        readings.add(reader, new Position(at, -1, new UUID(0, 0)));
        return KeyFold.fold(PAY_BILL, "", way, readings, day(1)).journeys().getFirst().tally().contextsPassed();
    }

    @Test
    void aStallIsInaction() {
        var journey = only(day(4), at(MONDAY, "bill.sent"));

        assertThat(journey.signals())
                .containsExactly(Signal.once(SignalKind.INACTION, day(3), at(MONDAY, "bill.sent").id()));
    }

    @Test
    void whatIsStillUnderWayAfterTheTargetIsOverIt() {
        var seen = at(day(6), "bill.viewed");
        var beginning = at(MONDAY, "bill.sent");

        assertThat(signals(day(7).minusNanos(1000), beginning, seen)).doesNotContainKey(SignalKind.OVER_TARGET);
        assertThat(only(day(7), beginning, seen).signals())
                .contains(Signal.once(SignalKind.OVER_TARGET, day(7), beginning.id()));
        assertThat(signals(day(8), beginning, seen, at(day(7), "payment.made")))
                .as("what ends at the very moment is in time")
                .doesNotContainKey(SignalKind.OVER_TARGET);
        assertThat(signals(day(8), beginning, seen, at(day(7).plusNanos(1000), "payment.made")))
                .containsEntry(SignalKind.OVER_TARGET, 1L);
    }

    @Test
    void whatWasGivenUpInTimeAndTakenUpLateIsOverTarget() {
        var journey = only(
                day(9), at(MONDAY, "bill.sent"), at(day(1), "contract.cancelled"), at(day(8), "bill.viewed"));

        assertThat(journey.signals())
                .contains(Signal.once(SignalKind.OVER_TARGET, day(8), at(day(8), "bill.viewed").id()));
    }

    @Test
    void theDeadlineOfTheTargetStandsAmongWhatTimeBrings() {
        var fold = KeyFold.fold(PAY_BILL, "", List.of(at(MONDAY, "bill.sent")), MONDAY);

        assertThat(fold.deadlines())
                .containsExactly(
                        new Deadline(Deadline.Brings.STALL, day(3)),
                        new Deadline(Deadline.Brings.OVER_TARGET, day(7)),
                        new Deadline(Deadline.Brings.ABANDONMENT, day(10)));
        fold.advance(day(7));
        assertThat(fold.deadlines()).containsExactly(new Deadline(Deadline.Brings.ABANDONMENT, day(10)));
    }

    private static Instant hour(int hours) {
        return MONDAY.plus(Duration.ofHours(hours));
    }

    private static Map<SignalKind, Long> signals(Instant asOf, Interaction... interactions) {
        return times(only(asOf, interactions));
    }

    private static Map<SignalKind, Long> times(Journey journey) {
        return journey.signals().stream().collect(Collectors.toMap(Signal::kind, Signal::times));
    }

    private static Journey only(Instant asOf, Interaction... interactions) {
        var journeys = KeyFold.fold(PAY_BILL, "", List.of(interactions), asOf).journeys();
        assertThat(journeys).hasSize(1);
        return journeys.getFirst();
    }
}
