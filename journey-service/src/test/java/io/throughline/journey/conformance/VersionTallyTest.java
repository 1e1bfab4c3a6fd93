package io.throughline.journey.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.journey.conformance.Happening.PassedBy;
import io.throughline.journey.conformance.Happening.Taken;
import io.throughline.journey.conformance.OrderConformance.Inversion;
import io.throughline.journey.conformance.OrderConformance.Met;
import io.throughline.journey.conformance.VersionConformance.Matched;
import io.throughline.journey.conformance.VersionConformance.Unmapped;
import io.throughline.journey.fold.AfterEnd;
import io.throughline.journey.fold.Condition;
import io.throughline.journey.fold.DefinitionVersion;
import io.throughline.journey.fold.Rule;
import io.throughline.journey.fold.RuleKind;
import io.throughline.journey.fold.StageRule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class VersionTallyTest {

    private static final Rule ORDERED = Rule.of(RuleKind.ENTRY, "ordered");
    private static final Rule PAID = Rule.moment("paid", "payment");
    private static final Rule SENT = Rule.moment("sent", "parcel.sent");
    private static final Rule ASKED = Rule.moment("asked", "agent.call");
    private static final Rule RECEIVED = Rule.of(RuleKind.GOAL, "parcel.received");

    private static final DefinitionVersion ORDER = new DefinitionVersion(
            3,
            Instant.MIN,
            List.of(ORDERED, PAID, SENT, ASKED, RECEIVED),
            Map.of(),
            null,
            null,
            null,
            AfterEnd.ATTACH)
            .through(List.of(
                    new StageRule("ordering", "ordered", Condition.ALWAYS),
                    new StageRule("ordering", "payment", Condition.ALWAYS),
                    new StageRule("delivery", "parcel.sent", Condition.ALWAYS)));

    private int journeys;
    private final VersionTally tally = new VersionTally(ORDER, 2);

    @Test
    void whatNeverOccurredStandsThereWithZeros() {
        add(true, taken(ORDERED), taken(SENT), taken(SENT), taken(RECEIVED));
        add(false, taken(ORDERED));

        var result = tally.result();
        assertThat(result.version()).isEqualTo(3);
        assertThat(result.journeys()).isEqualTo(2);
        assertThat(result.achieved()).isEqualTo(1);
        assertThat(result.moments().phases())
                .containsExactly(new Met("paid", 0, 2, 1), new Met("sent", 1, 1, 0), new Met("asked", 0, 2, 1));
        assertThat(result.rules())
                .containsExactly(
                        new Matched(ORDERED, 2, 2),
                        new Matched(PAID, 0, 0),
                        new Matched(SENT, 2, 1),
                        new Matched(ASKED, 0, 0),
                        new Matched(RECEIVED, 1, 1));
    }

    @Test
    void anInversionIsCountedOncePerJourneyForEachPair() {
        add(true, taken(ORDERED), taken(ASKED), taken(SENT), taken(PAID), taken(SENT));
        add(true, taken(ORDERED), taken(SENT), taken(PAID));

        var result = tally.result();
        assertThat(result.moments().outOfOrder()).isEqualTo(2);
        assertThat(result.moments().violations())
                .containsExactly(
                        new Finding<>(new Inversion("paid", "sent"), 2, 2, List.of(id(1), id(2))),
                        new Finding<>(new Inversion("paid", "asked"), 1, 1, List.of(id(1))),
                        new Finding<>(new Inversion("sent", "asked"), 1, 1, List.of(id(1))));
    }

    @Test
    void skippingReturningAndComingToTwoAtOnceAreNoViolations() {
        add(true, taken(ORDERED), taken(PAID), taken(ASKED));
        add(true, taken(ORDERED), taken(PAID), taken(SENT), taken(PAID));
        add(true, taken(ORDERED), new Taken("payment", List.of(SENT, PAID), Optional.empty(), false));

        assertThat(tally.result().moments().violations()).isEmpty();
        assertThat(tally.result().moments().outOfOrder()).isZero();
    }

    @Test
    void theOrderOfTheStagesIsToldByItself() {
        add(true, into("delivery", SENT), taken(ASKED), into("ordering", PAID), into("delivery", SENT));
        add(false, into("ordering", ORDERED), into("delivery", SENT), into("ordering", PAID));
        add(true, into("ordering", ORDERED));

        var stages = tally.result().stages();
        assertThat(stages.phases()).containsExactly(new Met("ordering", 3, 0, 0), new Met("delivery", 2, 1, 1));
        assertThat(stages.violations())
                .containsExactly(new Finding<>(new Inversion("ordering", "delivery"), 1, 1, List.of(id(1))));
        assertThat(stages.outOfOrder()).isEqualTo(1);
        assertThat(tally.result().moments().outOfOrder()).isEqualTo(2);
    }

    @Test
    void whatPassesByAndWhatComesAfterTheEndIsCountedByTouchpoint() {
        add(true, taken(ORDERED), new PassedBy("shop.visited"), new PassedBy("shop.visited"), new PassedBy("payment"));
        add(true, taken(ORDERED), new PassedBy("shop.visited"), taken(RECEIVED), new Taken("agent.call", List.of(ASKED), Optional.empty(), true));
        add(true, taken(ORDERED), new PassedBy("shop.visited"));

        var result = tally.result();
        assertThat(result.unmapped())
                .containsExactly(
                        new Finding<>(new Unmapped("shop.visited", false), 4, 3, List.of(id(1), id(2))),
                        new Finding<>(new Unmapped("payment", true), 1, 1, List.of(id(1))));
        assertThat(result.afterEnd()).containsExactly(new Finding<>("agent.call", 1, 1, List.of(id(2))));
    }

    @Test
    void theFirstTouchpointsAreToldApartAndTheOthersCountedTogether() {
        for (int i = 0; i < VersionTally.MOST + 5; i++) {
            add(false, taken(ORDERED), new PassedBy("page " + i), new PassedBy("page 0"));
        }

        var result = tally.result();
        assertThat(result.unmapped()).hasSize(VersionTally.MOST);
        assertThat(result.unmapped().getFirst().times()).isEqualTo(VersionTally.MOST + 5 + 1);
        assertThat(result.unmappedLeftOut()).isEqualTo(5);
    }

    private void add(boolean achieved, Happening... happenings) {
        tally.add(new Trace(id(++journeys), 3, achieved, List.of(happenings)));
    }

    private static Taken taken(Rule rule) {
        return new Taken(rule.touchpoint(), List.of(rule), Optional.empty(), false);
    }

    private static Taken into(String stage, Rule rule) {
        return new Taken(rule.touchpoint(), List.of(rule), Optional.of(stage), false);
    }

    private static UUID id(int number) {
        return new UUID(1, number);
    }
}
