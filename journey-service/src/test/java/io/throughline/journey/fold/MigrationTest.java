package io.throughline.journey.fold;

import static io.throughline.journey.fold.FoldFixtures.MONDAY;
import static io.throughline.journey.fold.FoldFixtures.at;
import static io.throughline.journey.fold.FoldFixtures.day;
import static io.throughline.journey.fold.FoldFixtures.payBill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** From version 1 to version 2: a confirmation is the goal in the place of the payment, and silence is borne for a day. */
class MigrationTest {

    private static final DefinitionVersion IMPATIENT = new DefinitionVersion(
            2,
            day(100),
            List.of(
                    Rule.of(RuleKind.ENTRY, "bill.sent"),
                    Rule.of(RuleKind.PART, "payment.made"),
                    Rule.of(RuleKind.GOAL, "payment.confirmed")),
            Map.of(),
            Duration.ofDays(1),
            Duration.ofDays(2),
            null,
            AfterEnd.ATTACH);

    private static final Definition PINNED =
            new Definition("pay-bill", Optional.empty(), List.of(payBill(AfterEnd.ATTACH), IMPATIENT));

    @Test
    void withoutOneAJourneyStaysWithTheVersionThatItBeganWith() {
        var journey = only(PINNED, day(200), at(MONDAY, "bill.sent"), at(day(1), "payment.confirmed"));

        assertThat(journey.version()).isEqualTo(1);
        assertThat(journey.migratedAt()).isEmpty();
        assertThat(journey.state()).isEqualTo(JourneyState.ABANDONED);
    }

    @Test
    void whatOccursFromItsTimeOnIsTakenByTheOtherVersion() {
        var journey = only(
                migrating(to(2, day(1))),
                day(1),
                at(MONDAY, "bill.sent"),
                at(day(1).minusSeconds(1), "payment.confirmed"),
                at(day(1), "payment.made"));

        assertThat(journey.version()).isEqualTo(2);
        assertThat(journey.migratedAt()).contains(day(1));
        assertThat(journey.steps()).extracting(Step::touchpoint).containsExactly("bill.sent", "payment.made");
        assertThat(journey.state()).isEqualTo(JourneyState.ACTIVE);
    }

    @Test
    void itsDeadlinesAreCountedFromWhatCameBefore() {
        var journey = only(migrating(to(2, day(1).minusSeconds(1))), day(1), at(MONDAY, "bill.sent"));

        assertThat(journey.transitions().getLast().kind()).isEqualTo(TransitionKind.STALLED);
        assertThat(journey.transitions().getLast().at()).isEqualTo(day(1));
    }

    @Test
    void thoseThatWouldHavePassedByThenPassAtOnce() {
        var journey = only(migrating(to(2, day(2).plusSeconds(1))), day(3), at(MONDAY, "bill.sent"));

        assertThat(journey.state()).isEqualTo(JourneyState.ABANDONED);
        assertThat(journey.transitions())
                .extracting(Transition::at)
                .containsExactly(MONDAY, day(2).plusSeconds(1), day(2).plusSeconds(1));
    }

    @Test
    void theDeadlineOfTheFirstVersionPassesUntilThen() {
        var journey = only(migrating(to(2, day(3).plusSeconds(1))), day(3).plusSeconds(1), at(MONDAY, "bill.sent"));

        assertThat(journey.transitions().get(1).at()).isEqualTo(day(3));
    }

    @Test
    void itTakesNoJourneyThatHasEndedOrIsYetToBegin() {
        var journeys = fold(
                new Definition("pay-bill", Optional.empty(), List.of(payBill(AfterEnd.NEW), IMPATIENT))
                        .migrating(List.of(to(2, day(2)))),
                day(4),
                at(MONDAY, "bill.sent"),
                at(day(1), "payment.made"),
                at(day(2), "bill.sent"));

        assertThat(journeys).extracting(Journey::version).containsExactly(1, 1);
    }

    @Test
    void itTakesThoseOfTheVersionsThatItNames() {
        var fromAnother = new Migration(day(1), 2, Set.of(3));
        var fromThis = new Migration(day(1), 2, Set.of(1));

        assertThat(only(migrating(fromAnother), day(1), at(MONDAY, "bill.sent")).version()).isEqualTo(1);
        assertThat(only(migrating(fromThis), day(1), at(MONDAY, "bill.sent")).version()).isEqualTo(2);
    }

    @Test
    void aJourneyMayGoBackToTheFirstVersion() {
        var journey = only(
                migrating(to(2, day(1)), to(1, day(1).plusSeconds(9))), day(2), at(MONDAY, "bill.sent"), at(day(2), "payment.made"));

        assertThat(journey.version()).isEqualTo(1);
        assertThat(journey.state()).isEqualTo(JourneyState.ACHIEVED);
    }

    @Test
    void whatComesToLightFromBeforeItIsLate() {
        var noon = MONDAY.plus(Duration.ofHours(3));
        var fold = KeyFold.begin(migrating(to(2, noon)), "");
        fold.step(at(MONDAY, "bill.sent"));
        fold.advance(noon);
        var resumed = KeyFold.resume(migrating(to(2, noon)), "", fold.tail().orElseThrow());

        assertThat(resumed.isNext(at(noon.minusSeconds(1), "payment.made"))).isFalse();
        assertThat(resumed.isNext(at(noon, "payment.made"))).isTrue();
    }

    @Test
    void itIsAnEventOfTheJourney() {
        var events = new ArrayList<Event>();
        var fold = KeyFold.told(migrating(to(2, day(1))), "", (_, event) -> events.add(event));
        fold.step(at(MONDAY, "bill.sent"));
        fold.advance(day(1));
        fold.advance(day(1).plusSeconds(1));

        assertThat(events).filteredOn(Event.Migrated.class::isInstance).containsExactly(new Event.Migrated(day(1), 1, 2));
    }

    @Test
    void twoAtTheSameTimeWouldLeaveOpenWhichComesFirst() {
        assertThatThrownBy(() -> migrating(to(2, day(1)), to(1, day(1)))).isInstanceOf(IllegalArgumentException.class);
    }

    private static Migration to(int version, Instant at) {
        return new Migration(at, version, Set.of());
    }

    private static Definition migrating(Migration... migrations) {
        return PINNED.migrating(List.of(migrations));
    }

    private static Journey only(Definition definition, Instant asOf, Interaction... interactions) {
        var journeys = fold(definition, asOf, interactions);
        assertThat(journeys).hasSize(1);
        return journeys.getFirst();
    }

    private static List<Journey> fold(Definition definition, Instant asOf, Interaction... interactions) {
        return KeyFold.fold(definition, "", Arrays.asList(interactions), asOf).journeys();
    }
}
