package io.throughline.journey.definition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.journey.fold.Definition;
import io.throughline.journey.fold.Feedback;
import io.throughline.journey.fold.Interaction;
import io.throughline.journey.fold.Journey;
import io.throughline.journey.fold.KeyFold;
import io.throughline.journey.fold.Money;
import io.throughline.journey.fold.Position;
import io.throughline.journey.fold.Transition;
import io.throughline.journey.fold.TransitionKind;
import io.throughline.kit.document.YamlDocument;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What conditions see, shown by journeys that depend on it. */
class ConditionsTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

    @Test
    void aConditionSeesTheInteraction() {
        assertReached("interaction.channel == 'web' && interaction.source == 'shop' && interaction.touchpoint == 'asked'");
        assertReached("interaction.attributes.amount == 42 && interaction.attributes.reason == 'bill'");
        assertReached("interaction.nps == 3 && !has(interaction.csat)");
        assertReached("interaction.revenue > 9.5 && interaction.revenue_currency == 'EUR' && !has(interaction.cost)");
        assertReached("interaction.occurred_at >= timestamp('2026-03-02T09:00:00Z')");

        assertNotReached("interaction.csat > 3");
        assertNotReached("interaction.attributes.nothing != 'x'");
    }

    @Test
    void aConditionSeesTheJourneyBefore() {
        assertReached("journey.state == 'active' && journey.interactions == 2 && journey.handovers == 1");
        assertReached("journey.elapsed == duration('1h')");
        assertReached("journey.started_at == timestamp('2026-03-02T08:00:00Z')");
        assertReached("journey.last_touchpoint == 'seen' && journey.last_channel == 'app'");
        assertReached("'seen it' in journey.reached");
        assertReached("size(journey.reached) == 1 && journey.reached.exists(moment, moment.startsWith('seen'))");

        assertNotReached("!('seen it' in journey.reached)");
        assertNotReached("'tested' in journey.reached");
    }

    @Test
    void beforeTheEntryThereIsNoJourney() {
        var journeys = fold("""
                name: a
                title: A
                entry:
                  - touchpoint: begun
                    when: journey.interactions == 0 && !has(journey.state) && journey.last_touchpoint == ''
                """);

        assertThat(journeys).hasSize(1);
    }

    private static void assertReached(String when) {
        assertThat(moments(when)).as(when).contains("tested");
    }

    private static void assertNotReached(String when) {
        assertThat(moments(when)).as(when).doesNotContain("tested");
    }

    private static List<String> moments(String when) {
        return fold("""
                        name: a
                        title: A
                        entry: [begun]
                        moments:
                          - name: seen it
                            touchpoint: seen
                          - name: tested
                            touchpoint: asked
                            when: "%s"
                        """.formatted(when))
                .getFirst()
                .transitions()
                .stream()
                .filter(transition -> transition.kind() == TransitionKind.REACHED)
                .map(Transition::moment)
                .toList();
    }

    private static List<Journey> fold(String yaml) {
        var document = YamlDocument.parse(yaml);
        var map = DefinitionReader.accepted(document);
        document.problems().throwIfAny();
        var definition = new Definition(map.name(), map.correlateBy(), List.of(map.version(1, Instant.MIN)));
        var happened = List.of(happened("web", "begun", 0), happened("app", "seen", 30), happened("web", "asked", 60));
        return KeyFold.fold(definition, "", happened, MONDAY.plus(Duration.ofDays(1))).journeys();
    }

    private static Interaction happened(String channel, String touchpoint, int minute) {
        return new Interaction(
                new Position(
                        MONDAY.plus(Duration.ofMinutes(minute)), 0, UUID.nameUUIDFromBytes(touchpoint.getBytes(UTF_8))),
                "shop",
                channel,
                touchpoint,
                Map.of("amount", 42.0, "reason", "bill"),
                new Feedback(3, null, null),
                new Money(new BigDecimal("9.90"), "EUR"),
                Money.NONE);
    }
}
