package io.throughline.journey.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.journey.fold.AfterEnd;
import io.throughline.journey.fold.Definition;
import io.throughline.journey.fold.DefinitionVersion;
import io.throughline.journey.fold.Feedback;
import io.throughline.journey.fold.Ids;
import io.throughline.journey.fold.Interaction;
import io.throughline.journey.fold.Journey;
import io.throughline.journey.fold.JourneySoFar;
import io.throughline.journey.fold.JourneyState;
import io.throughline.journey.fold.KeyFold;
import io.throughline.journey.fold.Money;
import io.throughline.journey.fold.Position;
import io.throughline.journey.fold.Rule;
import io.throughline.journey.fold.RuleKind;
import io.throughline.journey.fold.StageRule;
import io.throughline.journey.fold.Step;
import io.throughline.journey.fold.TransitionKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What is counted on the way equals what a reader of the finished journeys finds, who knows their steps and transitions and the
 * whole record, and takes as long as he likes.
 *
 * <p>Replay a failure with {@code -Dthroughline.seed=<the seed it printed>}.
 */
class ConformanceReferenceTest {

    private static final int WORLDS = 2_000;
    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
    private static final List<String> TOUCHPOINTS = List.of("a", "b", "c", "d", "e", "f", "g");
    private static final List<String> MOMENTS = List.of("first", "second", "third");
    private static final List<String> STAGES = List.of("early", "middle", "late");

    @Test
    void countingOnTheWayFindsWhatAReaderOfTheJourneysFinds() {
        long seed = Long.getLong("throughline.seed", System.nanoTime());
        System.out.println("ConformanceReferenceTest seed " + seed);
        var seeds = new Random(seed);
        long violations = 0;
        long stageViolations = 0;
        long passedBy = 0;
        for (int i = 0; i < WORLDS; i++) {
            var world = new World(i == 0 ? seed : seeds.nextLong());
            var actual = world.counted();
            assertThat(actual).as("world of seed %d", world.seed).isEqualTo(world.expected());
            violations += actual.keySet().stream().filter(what -> what.matches(".*moment.*before.*")).count();
            stageViolations += actual.keySet().stream().filter(what -> what.matches(".*stage.*before.*")).count();
            passedBy += actual.keySet().stream().filter(what -> what.contains("beside")).count();
        }
        assertThat(violations).as("worlds in which there is something to find").isPositive();
        assertThat(stageViolations).isPositive();
        assertThat(passedBy).isPositive();
    }

    /** Some customers, what they did, and a definition that may fit it. */
    private static final class World {

        private final long seed;
        private final Random random;
        private final Map<Integer, List<StageRule>> stages = new HashMap<>();
        private final Definition definition;
        private final List<List<Interaction>> customers = new ArrayList<>();
        private final Instant asOf;

        World(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.definition = anyDefinition();
            this.asOf = MONDAY.plus(Duration.ofHours(24 * 20 + random.nextInt(24 * 10)));
            for (int customer = 0; customer < 1 + random.nextInt(4); customer++) {
                customers.add(anyInteractions(customer));
            }
        }

        private Definition anyDefinition() {
            var versions = new ArrayList<DefinitionVersion>();
            for (int number = 1; number <= 1 + random.nextInt(2); number++) {
                var rules = new ArrayList<Rule>();
                rules.add(Rule.of(RuleKind.ENTRY, any(TOUCHPOINTS)));
                rules.add(Rule.of(RuleKind.PART, any(TOUCHPOINTS)).when(onPhone(random.nextBoolean())));
                rules.add(Rule.of(any(List.of(RuleKind.GOAL, RuleKind.EXIT, RuleKind.ABANDONMENT)), any(TOUCHPOINTS)));
                for (var moment : MOMENTS) {
                    rules.add(Rule.moment(moment, any(TOUCHPOINTS)).when(onPhone(random.nextBoolean())));
                }
                versions.add(new DefinitionVersion(
                        number,
                        number == 1 ? Instant.MIN : MONDAY.plus(Duration.ofDays(10)),
                        rules,
                        Map.of(),
                        random.nextBoolean() ? Duration.ofHours(30) : null,
                        random.nextBoolean() ? Duration.ofHours(60) : null,
                        null,
                        any(List.of(AfterEnd.values())))
                        .through(stages.computeIfAbsent(number, _ -> anyStages())));
            }
            return new Definition(
                    "any", random.nextBoolean() ? Optional.of("order") : Optional.empty(), versions);
        }

        /** Of which several may name one touchpoint, and none may be led into. */
        private List<StageRule> anyStages() {
            return STAGES.stream()
                    .flatMap(stage -> IntStream.rangeClosed(0, random.nextInt(3))
                            .mapToObj(_ -> new StageRule(stage, any(TOUCHPOINTS), onPhone(random.nextBoolean()))))
                    .toList();
        }

        private static io.throughline.journey.fold.Condition onPhone(boolean always) {
            return (interaction, _) -> always || interaction.channel().equals("phone");
        }

        /** No two at the same time, so that a step tells which interaction it was. */
        private List<Interaction> anyInteractions(int customer) {
            var hours = new HashSet<Integer>();
            for (int i = random.nextInt(40); i > 0; i--) {
                hours.add(random.nextInt(24 * 28));
            }
            return hours.stream().sorted().map(hour -> anyInteraction(customer, hour)).toList();
        }

        private Interaction anyInteraction(int customer, int hour) {
            Map<String, Object> attributes =
                    random.nextInt(5) == 0 ? Map.of() : Map.of("order", "" + random.nextInt(2));
            return new Interaction(
                    new Position(
                            MONDAY.plus(Duration.ofHours(hour)), 0, Ids.interaction("test", customer + "/" + hour)),
                    "test",
                    any(List.of("web", "phone")),
                    any(TOUCHPOINTS),
                    attributes,
                    Feedback.NONE,
                    Money.NONE,
                    Money.NONE);
        }

        private <T> T any(List<T> things) {
            return things.get(random.nextInt(things.size()));
        }

        /** What the tallies say, as a count for each thing that there is to say. */
        Map<String, Long> counted() {
            var tallies = new TreeMap<Integer, VersionTally>();
            definition.versions().forEach(version -> tallies.put(version.number(), tally(version)));
            var traces = new CustomerTraces(
                    definition, Optional.of(asOf), trace -> tallies.get(trace.version()).add(trace));
            for (var customer : customers) {
                customer.stream()
                        .filter(interaction -> !interaction.occurredAt().isAfter(asOf))
                        .forEach(traces::take);
                traces.endOfCustomer(new UUID(0, 0));
            }
            var said = new TreeMap<String, Long>();
            tallies.values().forEach(tally -> say(tally.result(), said));
            said.values().removeIf(count -> count == 0);
            return said;
        }

        private static VersionTally tally(DefinitionVersion version) {
            return new VersionTally(version, 3);
        }

        private static void say(VersionConformance result, Map<String, Long> said) {
            var of = result.version() + ": ";
            said.put(of + "journeys", result.journeys());
            said.put(of + "achieved", result.achieved());
            say(of + "moment ", result.moments(), said);
            say(of + "stage ", result.stages(), said);
            for (int place = 0; place < result.rules().size(); place++) {
                said.put(of + "rule " + place + " interactions", result.rules().get(place).interactions());
                said.put(of + "rule " + place + " journeys", result.rules().get(place).journeys());
            }
            result.unmapped().forEach(found -> {
                said.put(of + found.what() + " beside", found.times());
                said.put(of + found.what() + " beside journeys", found.journeys());
            });
            result.afterEnd().forEach(found -> {
                said.put(of + found.what() + " after the end", found.times());
                said.put(of + found.what() + " after the end journeys", found.journeys());
            });
        }

        private static void say(String of, OrderConformance order, Map<String, Long> said) {
            said.put(of + "out of order", order.outOfOrder());
            order.phases().forEach(met -> {
                said.put(of + met.phase() + " reached", met.reached());
                said.put(of + met.phase() + " not reached", met.notReached());
                said.put(of + met.phase() + " achieved without", met.achievedWithout());
            });
            order.violations()
                    .forEach(found -> said.put(
                            of + found.what().later() + " before " + found.what().first(), found.journeys()));
        }

        /** The same from the finished journeys. */
        Map<String, Long> expected() {
            var said = new TreeMap<String, Long>();
            for (var customer : customers) {
                var byKey = customer.stream()
                        .filter(interaction -> definition.correlation(interaction).isPresent())
                        .collect(Collectors.groupingBy(one -> definition.correlation(one).get()));
                byKey.forEach((correlation, interactions) -> {
                    var journeys = KeyFold.fold(definition, correlation, interactions, asOf).journeys();
                    var taken = journeys.stream()
                            .flatMap(journey -> journey.steps().stream())
                            .map(Step::occurredAt)
                            .collect(Collectors.toSet());
                    journeys.forEach(journey -> expect(journey, interactions, taken, said));
                });
            }
            said.values().removeIf(count -> count == 0);
            return said;
        }

        private void expect(Journey journey, List<Interaction> interactions, Set<Instant> taken, Map<String, Long> said) {
            var of = journey.version() + ": ";
            boolean achieved = journey.state() == JourneyState.ACHIEVED;
            more(said, of + "journeys");
            if (achieved) {
                more(said, of + "achieved");
            }
            var reached = new HashMap<String, Instant>();
            journey.transitions().stream()
                    .filter(transition -> transition.kind() == TransitionKind.REACHED)
                    .forEach(transition -> reached.put(transition.moment(), transition.at()));
            expectOrder(of + "moment ", MOMENTS, reached, achieved, said);
            expectOrder(of + "stage ", STAGES, ledInto(journey, interactions), achieved, said);
            expectInteractions(journey, interactions, taken, said);
        }

        /** When the journey came into each stage, from what it took, however that was told. */
        private Map<String, Instant> ledInto(Journey journey, List<Interaction> interactions) {
            var own = journey.steps().stream().map(Step::occurredAt).collect(Collectors.toSet());
            var first = new HashMap<String, Instant>();
            interactions.stream()
                    .filter(interaction -> own.contains(interaction.occurredAt()))
                    .forEach(interaction -> stages.get(journey.version()).stream()
                            .filter(rule -> rule.touchpoint().equals(interaction.touchpoint())
                                    && rule.when().holds(interaction, JourneySoFar.NONE))
                            .findFirst()
                            .ifPresent(rule -> first.putIfAbsent(rule.stage(), interaction.occurredAt())));
            return first;
        }

        private static void expectOrder(
                String of, List<String> designed, Map<String, Instant> come, boolean achieved, Map<String, Long> said) {
            boolean inOrder = true;
            for (int i = 0; i < designed.size(); i++) {
                var early = come.get(designed.get(i));
                more(said, of + designed.get(i) + (early == null ? " not reached" : " reached"));
                if (early == null && achieved) {
                    more(said, of + designed.get(i) + " achieved without");
                }
                for (int j = i + 1; j < designed.size(); j++) {
                    var late = come.get(designed.get(j));
                    if (early != null && late != null && late.isBefore(early)) {
                        more(said, of + designed.get(j) + " before " + designed.get(i));
                        inOrder = false;
                    }
                }
            }
            if (!inOrder) {
                more(said, of + "out of order");
            }
        }

        private void expectInteractions(
                Journey journey, List<Interaction> interactions, Set<Instant> taken, Map<String, Long> said) {
            var version = definition.version(journey.version());
            var of = journey.version() + ": ";
            var own = journey.steps().stream().map(Step::occurredAt).collect(Collectors.toSet());
            var once = new HashSet<String>();
            for (var interaction : interactions) {
                var at = interaction.occurredAt();
                if (own.contains(at)) {
                    for (int place = 0; place < version.rules().size(); place++) {
                        var rule = version.rules().get(place);
                        if (rule.touchpoint().equals(interaction.touchpoint())
                                && rule.when().holds(interaction, JourneySoFar.NONE)) {
                            more(said, of + "rule " + place + " interactions");
                            once.add(of + "rule " + place + " journeys");
                        }
                    }
                    if (!isUnderWay(journey, at) && !goesOnWith(journey, interaction.id())) {
                        more(said, of + interaction.touchpoint() + " after the end");
                        once.add(of + interaction.touchpoint() + " after the end journeys");
                    }
                } else if (!taken.contains(at) && !at.isAfter(asOf) && isUnderWay(journey, at)) {
                    var what = new VersionConformance.Unmapped(
                            interaction.touchpoint(), version.touchpoints().contains(interaction.touchpoint()));
                    more(said, of + what + " beside");
                    once.add(of + what + " beside journeys");
                }
            }
            once.forEach(what -> more(said, what));
        }

        private static boolean goesOnWith(Journey journey, UUID interaction) {
            return journey.transitions().stream()
                    .anyMatch(transition -> transition.interactionId().equals(interaction)
                            && (transition.kind() == TransitionKind.ENTERED || transition.kind() == TransitionKind.RESUMED));
        }

        /** Just before what occurs at {@code at}: silence up to that very moment has brought nothing yet. */
        private static boolean isUnderWay(Journey journey, Instant at) {
            boolean underWay = false;
            for (var transition : journey.transitions()) {
                if (transition.at().isBefore(at)) {
                    underWay = switch (transition.kind()) {
                        case ENTERED, RESUMED -> true;
                        case ACHIEVED, ABANDONED, EXITED -> false;
                        case REACHED, STALLED -> underWay;
                    };
                }
            }
            return underWay;
        }

        private static void more(Map<String, Long> said, String what) {
            said.merge(what, 1L, Long::sum);
        }
    }
}
