package io.throughline.journey.definition;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.journey.fold.Definition;
import io.throughline.journey.fold.Event;
import io.throughline.journey.fold.Feedback;
import io.throughline.journey.fold.Interaction;
import io.throughline.journey.fold.KeyFold;
import io.throughline.journey.fold.Money;
import io.throughline.journey.fold.Position;
import io.throughline.journey.fold.Rule;
import io.throughline.journey.fold.RuleKind;
import io.throughline.journey.fold.Transition;
import io.throughline.journey.fold.TransitionKind;
import io.throughline.kit.document.Problem;
import io.throughline.kit.document.YamlDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A rule of which it is told that it can never apply never does, whatever happens in whatever definition. */
class ReachLawTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
    private static final List<String> TOUCHPOINTS = List.of("x", "y", "z");

    private static final Map<RuleKind, String> FIELDS = Map.of(
            RuleKind.ENTRY, "entry",
            RuleKind.GOAL, "achieved",
            RuleKind.EXIT, "exit",
            RuleKind.ABANDONMENT, "abandonment",
            RuleKind.PART, "touchpoints",
            RuleKind.MOMENT, "moments");

    private static final Map<RuleKind, TransitionKind> BRINGS = Map.of(
            RuleKind.ENTRY, TransitionKind.ENTERED,
            RuleKind.GOAL, TransitionKind.ACHIEVED,
            RuleKind.EXIT, TransitionKind.EXITED,
            RuleKind.ABANDONMENT, TransitionKind.ABANDONED,
            RuleKind.MOMENT, TransitionKind.REACHED);

    private static final List<String> ATOMS = List.of(
            "journey.state == 'active'",
            "journey.state == 'stalled'",
            "journey.state == 'abandoned'",
            "journey.state == 'achieved'",
            "journey.state == 'exited'",
            "has(journey.state)",
            "'m' in journey.reached",
            "'n' in journey.reached",
            "journey.interactions == 0",
            "journey.interactions > 2",
            "journey.elapsed > duration('1h')",
            "journey.elapsed < duration('0s')",
            "journey.last_touchpoint == 'x'",
            "journey.last_touchpoint == 'y'",
            "journey.last_touchpoint == ''",
            "interaction.touchpoint == 'z'",
            "interaction.nps > 8",
            "interaction.nps > 10",
            "has(interaction.nps)",
            "interaction.attributes.k == 1",
            "false");

    @Test
    void whatIsToldNeverToApplyNeverDoes() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        int told = 0;
        int brought = 0;
        for (int i = 0; i < 1_500; i++) {
            var yaml = definition(random);
            var map = DefinitionReader.accepted(YamlDocument.parse(yaml));
            var never = never(yaml, map);
            told += never.size();
            for (int life = 0; life < 4; life++) {
                for (var event : events(map, happened(random))) {
                    brought += event.transitions().size();
                    assertThat(appliedAgainst(event, never)).as("seed %d: of\n%s", seed, yaml).isEmpty();
                }
            }
        }
        assertThat(told).as("seed %d: rules told never to apply", seed).isGreaterThan(500);
        assertThat(brought).as("seed %d: transitions", seed).isGreaterThan(1_000);
    }

    /** The rules that brought something about, though they were told never to; each is known by its list and place. */
    private static List<Rule> appliedAgainst(Event.Occurred event, Set<Rule> never) {
        return event.rules().stream()
                .filter(never::contains)
                .filter(rule -> event.rules().stream()
                        .noneMatch(other -> other.kind() == rule.kind()
                                && other.moment().equals(rule.moment())
                                && !never.contains(other)))
                .filter(rule -> rule.kind() == RuleKind.PART
                        || event.transitions().stream().anyMatch(transition -> isOf(transition, rule)))
                .toList();
    }

    private static boolean isOf(Transition transition, Rule rule) {
        return transition.kind() == BRINGS.get(rule.kind()) && transition.moment().equals(rule.moment());
    }

    /** Those of {@code map}, which says what {@code yaml} says. */
    private static Set<Rule> never(String yaml, JourneyMap map) {
        var document = YamlDocument.parse(yaml);
        DefinitionReader.read(document);
        var paths = document.problems().list().stream()
                .filter(problem -> problem.message().startsWith("can never hold"))
                .map(Problem::path)
                .collect(toSet());
        return byPath(map.rules()).entrySet().stream()
                .filter(rule -> paths.contains(rule.getKey()))
                .map(Map.Entry::getValue)
                .collect(toSet());
    }

    /** Each rule of these definitions names one touchpoint, so that its place in the list is its place among those of its kind. */
    private static Map<String, Rule> byPath(List<Rule> rules) {
        var places = new EnumMap<RuleKind, Integer>(RuleKind.class);
        var byPath = new HashMap<String, Rule>();
        for (var rule : rules) {
            int place = places.merge(rule.kind(), 1, Integer::sum) - 1;
            byPath.put(FIELDS.get(rule.kind()) + "[" + place + "].when", rule);
        }
        return byPath;
    }

    private static List<Event.Occurred> events(JourneyMap map, List<Interaction> happened) {
        var definition = new Definition(map.name(), Optional.empty(), List.of(map.version(1, Instant.MIN)));
        var events = new ArrayList<Event.Occurred>();
        var fold = KeyFold.told(definition, "", (_, event) -> {
            if (event instanceof Event.Occurred occurred) {
                events.add(occurred);
            }
        });
        happened.forEach(fold::step);
        return events;
    }

    private static String definition(Random random) {
        var yaml = new StringBuilder("name: a\ntitle: A\n");
        yaml.append("after_end: ").append(List.of("attach", "new", "ignore").get(random.nextInt(3))).append('\n');
        yaml.append(random.nextBoolean() ? "stall_after: 1h\n" : "");
        yaml.append(random.nextBoolean() ? "abandon_after: 3h\n" : "");
        for (var kind : List.of(RuleKind.ENTRY, RuleKind.GOAL, RuleKind.EXIT, RuleKind.ABANDONMENT, RuleKind.PART)) {
            int rules = random.nextInt(3) + (kind == RuleKind.ENTRY ? 1 : 0);
            yaml.append(rules == 0 ? "" : FIELDS.get(kind) + ":\n");
            for (int i = 0; i < rules; i++) {
                yaml.append(rule(random, ""));
            }
        }
        return yaml.append("moments:\n")
                .append(rule(random, "name: m\n    "))
                .append(rule(random, "name: n\n    "))
                .toString();
    }

    private static String rule(Random random, String front) {
        var touchpoint = "  - " + front + "touchpoint: " + TOUCHPOINTS.get(random.nextInt(3)) + "\n";
        return random.nextInt(3) == 0 ? touchpoint : touchpoint + "    when: \"" + expression(random) + "\"\n";
    }

    private static String expression(Random random) {
        var left = ATOMS.get(random.nextInt(ATOMS.size()));
        var right = ATOMS.get(random.nextInt(ATOMS.size()));
        return switch (random.nextInt(6)) {
            case 0, 1 -> left;
            case 2 -> "!(" + left + ")";
            case 3 -> left + " || " + right;
            case 4 -> left + " && !(" + right + ")";
            default -> left + " && " + right;
        };
    }

    private static List<Interaction> happened(Random random) {
        var happened = new ArrayList<Interaction>();
        int minute = 0;
        int count = random.nextInt(10);
        for (int i = 0; i < count; i++) {
            minute += random.nextInt(100);
            happened.add(new Interaction(
                    new Position(MONDAY.plus(Duration.ofMinutes(minute)), i, new UUID(random.nextLong(), random.nextLong())),
                    "test",
                    "web",
                    TOUCHPOINTS.get(random.nextInt(3)),
                    random.nextBoolean() ? Map.of("k", (double) random.nextInt(2)) : Map.of(),
                    new Feedback(random.nextBoolean() ? random.nextInt(11) : null, null, null),
                    Money.NONE,
                    Money.NONE));
        }
        return happened;
    }
}
