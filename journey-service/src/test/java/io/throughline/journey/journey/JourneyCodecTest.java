package io.throughline.journey.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.journey.fold.AfterEnd;
import io.throughline.journey.fold.Condition;
import io.throughline.journey.fold.Definition;
import io.throughline.journey.fold.DefinitionVersion;
import io.throughline.journey.fold.Feedback;
import io.throughline.journey.fold.Ids;
import io.throughline.journey.fold.Interaction;
import io.throughline.journey.fold.KeyFold;
import io.throughline.journey.fold.Money;
import io.throughline.journey.fold.Position;
import io.throughline.journey.fold.Rule;
import io.throughline.journey.fold.RuleKind;
import io.throughline.journey.fold.Sealed;
import io.throughline.journey.fold.StageRule;
import io.throughline.journey.fold.Step;
import io.throughline.journey.store.v1.StoredJourney;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JourneyCodecTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00.000001Z");

    private static final Definition SUPPORT = new Definition(
            "support",
            Optional.empty(),
            List.of(new DefinitionVersion(
                            1,
                            Instant.MIN,
                            List.of(
                                    Rule.of(RuleKind.ENTRY, "case.opened"),
                                    Rule.moment("answered", "agent.call"),
                                    Rule.of(RuleKind.GOAL, "case.solved")),
                            Map.of("agent.call", "service"),
                            Duration.ofHours(4),
                            Duration.ofDays(30),
                            Duration.ofHours(20),
                            AfterEnd.ATTACH)
                    .through(List.of(new StageRule("answering", "agent.call", Condition.ALWAYS)))));

    private static Interaction interaction(int number, String touchpoint, Instant at) {
        return new Interaction(
                new Position(at, number, Ids.interaction("test", "i" + number)),
                "test",
                number % 2 == 0 ? "web" : "phone",
                touchpoint,
                Map.of(),
                new Feedback(number % 11, null, 3),
                new Money(new BigDecimal("12.50"), "EUR"),
                number == 1 ? new Money(new BigDecimal("100"), "SEK") : Money.NONE);
    }

    private static KeyFold tenSteps() {
        var fold = KeyFold.begin(SUPPORT, "");
        fold.step(interaction(0, "case.opened", MONDAY));
        for (int i = 1; i < 9; i++) {
            fold.step(interaction(i, i == 4 ? "agent.call" : "case.opened", MONDAY.plus(Duration.ofHours(5L * i))));
        }
        fold.step(interaction(9, "nothing.of.ours", MONDAY.plus(Duration.ofHours(41))));
        fold.step(interaction(10, "case.solved", MONDAY.plus(Duration.ofHours(42))));
        return fold;
    }

    @Test
    void whatIsReadIsWhatWasWritten() {
        var fold = tenSteps();
        var journey = fold.journeys().getFirst();

        var read = JourneyCodec.decode("support", "", JourneyCodec.encode(journey, fold.tail()));

        assertThat(read.journey()).isEqualTo(journey);
        assertThat(read.tail()).isEqualTo(fold.tail());
    }

    @Test
    void anInteractionWithoutEffectIsRememberedInTheTail() {
        var fold = tenSteps();
        fold.step(interaction(11, "nothing.of.ours", MONDAY.plus(Duration.ofDays(3))));

        var read = JourneyCodec.decode("support", "", JourneyCodec.encode(fold.journeys().getFirst(), fold.tail()));

        assertThat(read.tail()).isEqualTo(fold.tail());
        assertThat(read.tail().orElseThrow().last()).isNotEqualTo(read.journey().last());
    }

    @Test
    void theWayOfSealedStepsIsRemembered() {
        var fold = KeyFold.begin(SUPPORT, "");
        for (int i = 0; i < 300; i++) {
            fold.step(interaction(i, i % 2 == 0 ? "case.opened" : "agent.call", MONDAY.plus(Duration.ofMinutes(i))));
        }
        var sealed = Sealing.of(fold.journeys().getFirst());

        var read = JourneyCodec.decode("support", "", JourneyCodec.encode(sealed.journey(), Optional.empty()));

        assertThat(read.journey()).isEqualTo(sealed.journey());
        assertThat(read.journey().sealed().trail().visited()).containsExactlyInAnyOrder("case.opened", "agent.call");
        assertThat(read.outdated()).isFalse();
    }

    @Test
    void whatAnEarlierReleaseWroteIsKnownAsThat() throws Exception {
        var fold = tenSteps();
        var bytes = JourneyCodec.encode(fold.journeys().getFirst(), fold.tail());
        var earlier = StoredJourney.parseFrom(bytes).toBuilder().clearForm().build().toByteArray();

        assertThat(JourneyCodec.decode("support", "", earlier).outdated()).isTrue();
    }

    @Test
    void aJourneyThatIsNotTheLatestHasNoTail() {
        var read = JourneyCodec.decode("support", "", JourneyCodec.encode(tenSteps().journeys().getFirst(), Optional.empty()));

        assertThat(read.tail()).isEmpty();
    }

    @Test
    void aJourneyOfTenStepsStaysSmall() {
        var fold = KeyFold.begin(SUPPORT, "");
        for (int i = 0; i < 10; i++) {
            fold.step(interaction(i, "case.opened", MONDAY.plus(Duration.ofMinutes(30L * i))));
        }

        assertThat(JourneyCodec.encode(fold.journeys().getFirst(), fold.tail())).hasSizeLessThan(290);
    }

    @Test
    void sealingDependsOnTheNumberOfStepsAlone() {
        var whole = tenSteps().journeys().getFirst();
        var many = IntStream.range(0, 300)
                .mapToObj(i -> new Step("case.opened", i % 3 == 0 ? "web" : "shop", MONDAY.plusSeconds(i)))
                .toList();

        var atOnce = Sealing.of(Sealing.with(whole, Sealed.NOTHING, many));
        var first = Sealing.of(Sealing.with(whole, Sealed.NOTHING, many.subList(0, 200)));
        var later = new ArrayList<>(first.journey().steps());
        later.addAll(many.subList(200, 300));
        var second = Sealing.of(Sealing.with(whole, first.journey().sealed(), later));

        assertThat(second.journey()).isEqualTo(atOnce.journey());
        assertThat(second.firstRun()).isEqualTo(1);
        assertThat(first.runs().getFirst()).isEqualTo(atOnce.runs().getFirst());
        assertThat(second.runs().getFirst()).isEqualTo(atOnce.runs().getLast());
        assertThat(StepsCodec.decode(atOnce.runs().getLast())).isEqualTo(many.subList(128, 256));
    }
}
