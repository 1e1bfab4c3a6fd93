package io.throughline.journey.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.journey.definition.DefinitionReader;
import io.throughline.journey.definition.JourneyMap;
import io.throughline.journey.fold.AfterEnd;
import io.throughline.journey.fold.Rule;
import io.throughline.journey.fold.RuleKind;
import io.throughline.kit.document.YamlDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DraftYamlTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
    private static final List<String> STRANGE = List.of(
            "no", "null", "true", "~", "007", "12:30", "- x", "a: b", "a #b", "it's", "say \"hi\"", "back\\slash",
            "line\nbreak", "tab\there", " blanks ", "*star", "star*", "&anchor", "!tag", "@at", "{", "[", "#", "%", "é",
            "Größe", "日本", "😀 smile", "\u0001", "\u0085", "\u2028", "?", "|", ">", "...", "---", "a/b.c_d-e", "…", "\uFEFFmark");

    private final CaseTally tally = new CaseTally(10, 10);
    private int customers;

    @Test
    void saysWhatWasFoundAndWhatSpeaksForIt() {
        for (int i = 0; i < 40; i++) {
            take("case_1", "order.placed", "order.sent", "order.received");
        }
        take("case_1", "order.sent", "order.cancelled");
        take("case_1", "order.placed", "order.sent");

        var yaml = yaml(Optional.of("order_id"));

        assertThat(yaml).isEqualTo("""
                # A draft, made from what is recorded: 42 cases with 124 interactions, from 2026-03-02T09:00:00Z to 2026-03-04T10:00:00Z.
                # A case is what one customer did with the same `order_id`.
                # The figures speak for what stands here, but only a person knows what is meant: look through it before it is applied.
                #
                # The ways of cases:
                #   40 of 42 (95.2 %)  order.placed > order.sent > order.received
                #   1 of 42 (2.4 %)  order.placed > order.sent
                #   1 of 42 (2.4 %)  order.sent > order.cancelled
                name: draft
                title: Discovered by order_id
                # goal: what the customer wants, in the customer's words
                # owner: who answers for it
                correlate_by: order_id
                after_end: attach

                entry:
                  - order.placed  # begins 41 of 42 (97.6 %) cases
                  # Seldom the first; take out what does not begin a journey, and put it under touchpoints.
                  - order.sent  # begins 1 of 42 (2.4 %) cases

                achieved:
                  - order.received  # ends 40 of 40 (100.0 %) cases in which it occurs, and 95.2 % of all cases

                abandonment:
                  - order.cancelled  # ends 1 of 1 (100.0 %) cases in which it occurs, and its name speaks of giving up

                # After these most cases go on; those that do not have fallen silent, or are not over yet:
                #   order.sent: ends 1 of 42 (2.4 %) cases in which it occurs; most go on

                abandon_after: 5h  # 99 % of the pauses within cases are shorter
                # target_time: 10h  # half of the cases take no longer

                # moments:
                #   - {name: the moment that matters, touchpoint: one of the above, owner: who answers for it, importance: 5}
                """);
        var map = read(yaml);
        assertThat(map.correlateBy()).contains("order_id");
        assertThat(map.afterEnd()).isEqualTo(AfterEnd.ATTACH);
        assertThat(map.abandonAfter()).contains(Duration.ofHours(5));
        assertThat(touchpoints(map, RuleKind.ENTRY)).containsExactlyInAnyOrder("order.placed", "order.sent");
        assertThat(touchpoints(map, RuleKind.GOAL)).containsExactly("order.received");
        assertThat(touchpoints(map, RuleKind.ABANDONMENT)).containsExactly("order.cancelled");
    }

    @Test
    void withoutCasesThereIsNothingToPropose() {
        assertThat(yaml(Optional.empty())).isEmpty();
        take("", "*", "*all");
        assertThat(yaml(Optional.empty())).as("no rule can name it").isEmpty();
    }

    @Test
    void whateverTouchpointsAreCalledTheDraftCanBeReadAndNamesThem() {
        long seed = Long.getLong("throughline.seed", System.nanoTime());
        System.out.println("DraftYamlTest seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            var world = new DraftYamlTest();
            Set<String> begun = new HashSet<>();
            Set<String> met = new HashSet<>();
            for (int cases = 1 + random.nextInt(30); cases > 0; cases--) {
                var way = IntStream.range(0, 1 + random.nextInt(6)).mapToObj(_ -> any(random)).toArray(String[]::new);
                begun.add(way[0]);
                met.addAll(List.of(way));
                world.take("", way);
            }
            var yaml = world.yaml(Optional.of(any(random)).filter(attribute -> !attribute.isBlank()));

            begun.removeIf(DraftYamlTest::isPattern);
            met.removeIf(DraftYamlTest::isPattern);
            if (begun.isEmpty()) {
                assertThat(yaml).isEmpty();
                continue;
            }
            var map = read(yaml);
            assertThat(touchpoints(map, RuleKind.ENTRY)).isEqualTo(begun);
            assertThat(map.rules().stream().map(Rule::touchpoint).collect(Collectors.toSet())).isEqualTo(met);
        }
    }

    @Test
    void aDraftOfManyTouchpointsHasRoomInADefinition() {
        for (int i = 0; i < 5_000; i++) {
            take("", "page 😀" + "😀".repeat(80) + i, "page " + i);
        }

        var yaml = yaml(Optional.empty());

        assertThat(yaml.length()).isLessThan(262_144);
        assertThat(yaml).contains("# Left out, as there is no room for them");
        read(yaml);
    }

    private static boolean isPattern(String touchpoint) {
        return touchpoint.startsWith("*") || touchpoint.endsWith("*");
    }

    private static String any(Random random) {
        if (random.nextInt(3) > 0) {
            return STRANGE.get(random.nextInt(STRANGE.size()));
        }
        return random.ints(1 + random.nextInt(8), 1, 0x3000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private void take(String name, String... touchpoints) {
        customers++;
        for (int step = 0; step < touchpoints.length; step++) {
            tally.take(name, touchpoints[step], MONDAY.plus(Duration.ofHours(customers + 5L * step)));
        }
        tally.endOfCustomer();
    }

    private String yaml(Optional<String> correlateBy) {
        var found = tally.result();
        return DraftYaml.of("draft", correlateBy, found, Likely.of(found));
    }

    private static JourneyMap read(String yaml) {
        var document = YamlDocument.parse(yaml);
        var map = DefinitionReader.read(document);
        assertThat(document.problems().list()).as(yaml).isEmpty();
        return map;
    }

    private static Set<String> touchpoints(JourneyMap map, RuleKind kind) {
        return map.rules().stream()
                .filter(rule -> rule.kind() == kind)
                .map(Rule::touchpoint)
                .collect(Collectors.toSet());
    }
}
