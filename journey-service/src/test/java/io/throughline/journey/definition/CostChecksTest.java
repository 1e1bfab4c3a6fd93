package io.throughline.journey.definition;

import static io.throughline.journey.definition.Reading.mistakes;
import static io.throughline.journey.definition.Reading.read;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.journey.fold.Definition;
import io.throughline.journey.fold.Feedback;
import io.throughline.journey.fold.Interaction;
import io.throughline.journey.fold.KeyFold;
import io.throughline.journey.fold.Money;
import io.throughline.journey.fold.Position;
import io.throughline.kit.document.YamlDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What could take long to evaluate is refused when it is applied, by path and line. */
class CostChecksTest {

    private static final Logger LOG = Logger.getLogger(CostChecksTest.class);
    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

    /** Of those that are dear for their estimate: measured, 0.5 µs a unit. */
    private static final String DEAR = "interaction.attributes.note.matches('(a|b|c|ab|aa|aaa)*(x|y)%dz')";

    @Test
    void aDearConditionIsNamedByPathAndLine() {
        assertThat(mistakes("""
                        name: a
                        title: A
                        entry: [x]
                        achieved:
                          - touchpoint: [y, z]
                            when: |
                              interaction.attributes.items.exists(item,
                                interaction.attributes.note.matches('paid (in|by) .*'))
                        """))
                .isEqualTo("achieved[0].when: line 6: one interaction with `y` could cost 24,610,967 to evaluate, of which this"
                        + " condition 24,610,967; the limit is 150,000; look at less: compare with ==, name attributes instead of"
                        + " going through lists, keep regular expressions short");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "interaction.attributes.note.contains(interaction.attributes.other)",
                "interaction.attributes.note.matches(interaction.attributes.pattern)",
                "interaction.attributes.a.all(x, x in interaction.attributes.b)",
                "interaction.attributes.note.matches('([a-z]{1,30}){30}')"
            })
    void whatCouldTakeLongIsRefused(String when) {
        assertThat(mistakes(rules(List.of(when)))).contains("the limit is 150,000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "interaction.attributes.note.matches('^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$')",
                "interaction.attributes.note.contains('refuses to pay')",
                "interaction.attributes.items.exists(item, item.price > 50 && item.name.startsWith('phone'))",
                "interaction.attributes.orders.exists(order, order.items.exists(item, item.price > 50))",
                "interaction.attributes.reason in ['bill', 'payment', 'reminder'] && journey.elapsed > duration('48h')",
                "interaction.channel.matches('(web|app|shop)-.*')"
            })
    void whatPeopleWriteIsLetPass(String when) {
        assertThat(mistakes(rules(List.of(when)))).isEmpty();
    }

    /** The table of docs/definitions.md. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "interaction.channel == 'app'; 4",
                "interaction.attributes.reason in ['bill', 'payment']; 18",
                "interaction.attributes.items.exists(item, item.price > 50); 9,115",
                "interaction.attributes.note.contains('late'); 6,558",
                "interaction.attributes.note.matches('paid.*bill'); 16,389"
            })
    void whatIsDocumentedIsWhatIsEstimated(String when, String cost) throws IOException {
        var root = YamlDocument.parse("when: \"" + when + "\"\n").root();
        var estimate = Conditions.compile(root.text("when"), List.of()).compiled().orElseThrow().cost();

        assertThat(String.format(Locale.ROOT, "%,d", estimate)).isEqualTo(cost);
        assertThat(Files.readString(Path.of(System.getProperty("throughline.root"), "docs/definitions.md")))
                .contains("| `" + when + "` | " + cost + " |");
    }

    @Test
    void aPersonaIsAskedOfManyCustomersAndMayNotBeDearEither() {
        assertThat(mistakes(rules(List.of("interaction.nps > 3")) + """
                        personas:
                          - name: talker
                            when: customer.attributes.note.contains(customer.attributes.name)
                        """))
                .startsWith("personas[0].when: line 10: could cost 42,949,680 to ask of one customer; the limit is 150,000; look at less");
    }

    @Test
    void manyRulesOfOneTouchpointAddUp() {
        assertThat(mistakes(dear(accepted()))).isEmpty();
        assertThat(mistakes(dear(accepted() + 1))).contains("the limit is 150,000");
    }

    /** The time is told, not asserted: it is the machine's. That it is bounded is what the estimate says. */
    @Test
    void theDearestThatIsAcceptedIsEvaluatedAtOnce() {
        var map = read(dear(accepted()));
        var definition = new Definition(map.name(), map.correlateBy(), List.of(map.version(1, Instant.MIN)));
        var note = "a".repeat(60_000);

        for (int round = 0; round < 3; round++) {
            long began = System.nanoTime();
            var journeys = KeyFold.fold(
                            definition, "", List.of(happened("x", 0, ""), happened("y", 1, note)), MONDAY.plus(Duration.ofDays(1)))
                    .journeys();
            long took = (System.nanoTime() - began) / 1_000_000;
            LOG.infof("%d dear conditions over 60,000 characters took %d ms", accepted(), took);
            assertThat(journeys).hasSize(1);
        }
    }

    /** As many dear conditions as one touchpoint may have. */
    private static int accepted() {
        int rules = 1;
        while (mistakes(dear(rules + 1)).isEmpty()) {
            rules++;
        }
        return rules;
    }

    private static String dear(int rules) {
        return rules(IntStream.range(0, rules).mapToObj(DEAR::formatted).toList());
    }

    private static String rules(List<String> conditions) {
        return "name: a\ntitle: A\nentry: [x]\nexit:\n"
                + conditions.stream()
                        .map(when -> "  - touchpoint: y\n    when: |\n      " + when + "\n")
                        .collect(joining());
    }

    private static Interaction happened(String touchpoint, int minute, String note) {
        return new Interaction(
                new Position(
                        MONDAY.plus(Duration.ofMinutes(minute)), 0, UUID.nameUUIDFromBytes(touchpoint.getBytes(UTF_8))),
                "shop",
                "web",
                touchpoint,
                Map.of("note", note),
                new Feedback(null, null, null),
                Money.NONE,
                Money.NONE);
    }
}
