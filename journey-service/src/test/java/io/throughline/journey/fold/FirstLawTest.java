package io.throughline.journey.fold;

import static io.throughline.journey.fold.FoldFixtures.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * State is a fold: whatever the order of arrival, however often something is repeated, however it is cut into batches, whenever the
 * clock moves in between and whenever journeys are migrated and migrated back, the journeys equal those of folding the final set once.
 *
 * <p>Replay a failure with {@code -Dthroughline.seed=<the seed it printed>}.
 */
class FirstLawTest {

    private static final int WORLDS = 6_000;

    private static final List<String> TOUCHPOINTS = List.of("a", "b", "c", "d", "e");
    private static final List<String> CHANNELS = List.of("web", "phone");

    @Test
    void anyArrivalGivesTheJourneysOfTheFinalSet() {
        long seed = Long.getLong("throughline.seed", System.nanoTime());
        System.out.println("FirstLawTest seed " + seed);
        var seeds = new Random(seed);
        for (int i = 0; i < WORLDS; i++) {
            long world = i == 0 ? seed : seeds.nextLong();
            checkWorld(world);
        }
    }

    private static void checkWorld(long seed) {
        var random = new Random(seed);
        var whole = anyDefinition(random);
        var interactions = anyInteractions(random);
        var asOf = MONDAY.plus(Duration.ofHours(random.nextInt(24 * 30)));
        var definition = whole.migrating(past(whole.migrations(), asOf));

        var arrivals = new ArrayList<>(interactions);
        for (int repeats = random.nextInt(5); repeats > 0 && !interactions.isEmpty(); repeats--) {
            arrivals.add(interactions.get(random.nextInt(interactions.size())));
        }
        arrivals.sort((left, right) -> left.position().compareTo(right.position()));
        disorder(arrivals, random);
        var readings = anyReadings(random);
        var toBeRead = new ArrayList<>(readings);
        var keeper = new Keeper(definition.migrating(List.of()));
        var clock = MONDAY;
        boolean settled = false;
        for (int from = 0; from < arrivals.size(); ) {
            int to = Math.min(arrivals.size(), from + 1 + random.nextInt(6));
            if (random.nextBoolean()) {
                clock = earlier(asOf, clock.plus(Duration.ofHours(random.nextInt(24 * 6))));
                keeper.advance(clock);
            }
            if (!settled && random.nextInt(3) == 0 && definition.versions().size() > 1) {
                keeper.follow(definition.migrating(anyMigrations(random, clock)));
            }
            if (!settled && random.nextBoolean()) {
                settled = past(definition.migrations(), clock).equals(definition.migrations());
                if (settled) {
                    keeper.follow(definition);
                }
                keeper.catchUp(clock);
            }
            keeper.take(arrivals.subList(from, to), clock);
            from = to;
            for (int some = random.nextInt(3); some > 0 && !toBeRead.isEmpty(); some--) {
                keeper.read(toBeRead.removeFirst(), clock);
            }
        }
        for (var reading : toBeRead) {
            keeper.read(reading, clock);
        }
        keeper.advance(asOf);
        if (!settled) {
            keeper.follow(definition);
            keeper.catchUp(asOf);
        }

        for (var correlation : keeper.correlations()) {
            var ofKey = interactions.stream()
                    .filter(interaction -> definition.correlation(interaction).equals(Optional.of(correlation)))
                    .toList();
            var expected = KeyFold.fold(definition, correlation, ofKey, lookup(readings), asOf).journeys();
            assertThat(keeper.journeys(correlation)).as("world of seed %d", seed).isEqualTo(expected);
            checkThatWhatIsToldAddsUp(seed, definition, correlation, ofKey, readings, asOf, expected);
        }
    }

    /** Every interaction and every transition of a journey stands in its chronicle, once and in order. */
    private static void checkThatWhatIsToldAddsUp(
            long seed,
            Definition definition,
            String correlation,
            List<Interaction> interactions,
            List<Reading> readings,
            Instant asOf,
            List<Journey> journeys) {
        var told = new HashMap<UUID, List<Event>>();
        var fold = KeyFold.told(
                definition,
                correlation,
                List.of(),
                lookup(readings),
                (journey, event) -> told.computeIfAbsent(journey, _ -> new ArrayList<>()).add(event));
        interactions.stream()
                .filter(interaction -> !interaction.occurredAt().isAfter(asOf))
                .sorted((left, right) -> left.position().compareTo(right.position()))
                .forEach(fold::step);
        fold.advance(asOf);
        assertThat(fold.journeys()).as("world of seed %d", seed).isEqualTo(journeys);
        for (var journey : journeys) {
            var events = told.remove(journey.id());
            assertThat(events.stream().flatMap(event -> event.transitions().stream()))
                    .as("world of seed %d", seed)
                    .containsExactlyElementsOf(journey.transitions());
            assertThat(events.stream().filter(Event.Occurred.class::isInstance).map(Event::at))
                    .as("world of seed %d", seed)
                    .containsExactlyElementsOf(journey.steps().stream().map(Step::occurredAt).toList());
            checkSignals(seed, journey, events);
            checkContexts(seed, journey, events, readings);
            checkStage(seed, journey);
            checkVersions(seed, definition, journey, events);
        }
        assertThat(told).as("world of seed %d", seed).isEmpty();
    }

    /** Counted once more, from pairs of interactions in a row. */
    private static void checkContexts(long seed, Journey journey, List<Event> events, List<Reading> readings) {
        Interaction before = null;
        boolean underWay = true;
        long passed = 0;
        for (var event : events) {
            if (event instanceof Event.Occurred(var now, _, _, _, var signals, var contextPassed)) {
                boolean expected = false;
                for (var reading : readings) {
                    expected |= signals.contains(SignalKind.HANDOVER)
                            && underWay
                            && reading.channel().equals(now.channel())
                            && reading.position().compareTo(before.position()) > 0
                            && reading.position().compareTo(now.position()) < 0;
                }
                assertThat(contextPassed).as("world of seed %d", seed).isEqualTo(expected);
                passed += expected ? 1 : 0;
                before = now;
            }
            for (var transition : event.transitions()) {
                underWay = isUnderWay(transition.kind(), underWay);
            }
        }
        assertThat(journey.tally().contextsPassed()).as("world of seed %d", seed).isEqualTo(passed);
    }

    /** Found once more, from the times at which it was under way. */
    private static void checkVersions(long seed, Definition definition, Journey journey, List<Event> events) {
        var expected = new ArrayList<Event>();
        var versions = new TreeMap<Instant, DefinitionVersion>();
        int version = definition.versionAt(journey.entry().occurredAt()).number();
        versions.put(Instant.MIN, definition.version(version));
        for (var migration : definition.migrations()) {
            boolean underWay = journey.transitions().stream()
                    .filter(transition -> transition.at().isBefore(migration.at()))
                    .map(Transition::kind)
                    .reduce(false, (before, kind) -> isUnderWay(kind, before), (_, after) -> after);
            boolean concerned = migration.from().isEmpty() || migration.from().contains(version);
            if (underWay && concerned && version != migration.version()) {
                expected.add(new Event.Migrated(migration.at(), version, migration.version()));
                version = migration.version();
                versions.put(migration.at(), definition.version(version));
            }
        }
        assertThat(events.stream().filter(Event.Migrated.class::isInstance))
                .as("world of seed %d", seed)
                .containsExactlyElementsOf(expected);
        assertThat(journey.version()).as("world of seed %d", seed).isEqualTo(version);
        assertThat(events).as("world of seed %d", seed).isSortedAccordingTo(Comparator.comparing(Event::at));

        var times = journey.steps().stream().map(Step::occurredAt).toList();
        for (var transition : journey.transitions()) {
            if (transition.kind() == TransitionKind.STALLED) {
                var since = versions.floorEntry(transition.at());
                var last = times.stream().filter(time -> !time.isAfter(transition.at())).reduce((_, time) -> time).orElseThrow();
                var due = since.getValue().stallDeadline(last).orElseThrow();
                assertThat(transition.at())
                        .as("world of seed %d", seed)
                        .isEqualTo(due.isBefore(since.getKey()) ? since.getKey() : due);
            }
        }
    }

    private static boolean isUnderWay(TransitionKind kind, boolean before) {
        return switch (kind) {
            case ENTERED, RESUMED -> true;
            case ACHIEVED, ABANDONED, EXITED -> false;
            case REACHED, STALLED -> before;
        };
    }

    private static void checkStage(long seed, Journey journey) {
        var leading = journey.steps().stream().map(Step::touchpoint).filter(Set.of("a", "b")::contains).toList();
        if (leading.isEmpty()) {
            assertThat(journey.stage()).as("world of seed %d", seed).isEmpty();
        } else {
            assertThat(journey.stage())
                    .as("world of seed %d", seed)
                    .isIn(leading.getLast().equals("a") ? List.of("begun") : List.of("doubted", "heard"));
        }
    }

    private static void checkSignals(long seed, Journey journey, List<Event> events) {
        var noticed = new EnumMap<SignalKind, Long>(SignalKind.class);
        events.forEach(event -> event.signals().forEach(kind -> noticed.merge(kind, 1L, Long::sum)));
        assertThat(journey.signals().stream().collect(Collectors.toMap(Signal::kind, Signal::times)))
                .as("world of seed %d", seed)
                .isEqualTo(noticed);

        var steps = journey.steps();
        assertThat(noticed.getOrDefault(SignalKind.REPEAT, 0L))
                .isEqualTo(places(steps, 1, i -> same(steps, i, i - 1)));
        assertThat(noticed.getOrDefault(SignalKind.LOOP, 0L))
                .isEqualTo(places(steps, 2, i -> !same(steps, i, i - 1)
                        && IntStream.range(0, i).anyMatch(earlier -> same(steps, i, earlier))));
        assertThat(noticed.getOrDefault(SignalKind.PING_PONG, 0L))
                .isEqualTo(places(steps, 3, i -> !same(steps, i, i - 1)
                        && same(steps, i, i - 2)
                        && same(steps, i - 1, i - 3)));
        assertThat(noticed.getOrDefault(SignalKind.HANDOVER, 0L)).isEqualTo(journey.tally().handovers());
        assertThat(noticed.getOrDefault(SignalKind.INACTION, 0L))
                .isEqualTo(journey.transitions().stream()
                        .filter(transition -> transition.kind() == TransitionKind.STALLED)
                        .count());
    }

    private static long places(List<Step> steps, int first, IntPredicate noticed) {
        return IntStream.range(first, steps.size()).filter(noticed).count();
    }

    private static boolean same(List<Step> steps, int one, int other) {
        return steps.get(one).touchpoint().equals(steps.get(other).touchpoint());
    }

    /** From all in order, over a few that are late, to no order at all. */
    static void disorder(List<Interaction> arrivals, Random random) {
        if (random.nextInt(4) == 0) {
            Collections.shuffle(arrivals, random);
        } else if (!arrivals.isEmpty()) {
            for (int late = random.nextInt(4); late > 0; late--) {
                var one = arrivals.remove(random.nextInt(arrivals.size()));
                arrivals.add(random.nextInt(arrivals.size() + 1), one);
            }
        }
    }

    static Instant earlier(Instant left, Instant right) {
        return left.isBefore(right) ? left : right;
    }

    static Definition anyDefinition(Random random) {
        var correlateBy = random.nextInt(3) == 0 ? Optional.of("order") : Optional.<String>empty();
        var versions = new ArrayList<DefinitionVersion>();
        versions.add(anyVersion(random, 1, Instant.MIN));
        if (random.nextBoolean()) {
            versions.add(anyVersion(random, 2, MONDAY.plus(Duration.ofHours(random.nextInt(24 * 20)))));
        }
        var definition = new Definition("any", correlateBy, versions);
        return versions.size() == 1
                ? definition
                : definition.migrating(anyMigrations(random, MONDAY.plus(Duration.ofDays(25))));
    }

    /** To one of two versions and back. */
    private static List<Migration> anyMigrations(Random random, Instant until) {
        var migrations = IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> new Migration(
                        MONDAY.plus(Duration.ofHours(random.nextInt(24 * 25))),
                        1 + random.nextInt(2),
                        random.nextInt(3) > 0 ? Set.of() : Set.of(1 + random.nextInt(2))))
                .sorted(Comparator.comparing(Migration::at))
                .toList();
        var times = new HashSet<Instant>();
        return past(migrations.stream().filter(migration -> times.add(migration.at())).toList(), until);
    }

    private static List<Migration> past(List<Migration> migrations, Instant clock) {
        return migrations.stream().filter(migration -> !migration.at().isAfter(clock)).toList();
    }

    private static DefinitionVersion anyVersion(Random random, int number, Instant effectiveFrom) {
        var rules = new ArrayList<Rule>();
        rules.add(Rule.of(RuleKind.ENTRY, any(random, TOUCHPOINTS)));
        for (var kind : RuleKind.values()) {
            if (random.nextInt(3) > 0) {
                var rule = new Rule(
                        kind, any(random, TOUCHPOINTS), Condition.ALWAYS, "", kind == RuleKind.MOMENT ? "moment" : "");
                rules.add(random.nextInt(3) > 0 ? rule : rule.when(anyCondition(random)));
            }
        }
        var stallAfter = random.nextInt(3) > 0 ? Duration.ofHours(1 + random.nextInt(72)) : null;
        var abandonAfter = random.nextInt(3) > 0 ? Duration.ofHours(80 + random.nextInt(200)) : null;
        return new DefinitionVersion(
                        number,
                        effectiveFrom,
                        rules,
                        Map.of("a", "sales", "b", "care"),
                        stallAfter,
                        abandonAfter,
                        random.nextInt(3) > 0 ? Duration.ofHours(1 + random.nextInt(300)) : null,
                        any(random, List.of(AfterEnd.values())))
                .through(List.of(
                        new StageRule("begun", "a", Condition.ALWAYS),
                        new StageRule("doubted", "b", anyCondition(random)),
                        new StageRule("heard", "b", Condition.ALWAYS)));
    }

    private static Condition anyCondition(Random random) {
        int bound = random.nextInt(4);
        return switch (random.nextInt(4)) {
            case 0 -> (interaction, journey) -> journey.interactions() >= bound;
            case 1 -> (interaction, journey) -> interaction.channel().equals("web");
            case 2 -> (interaction, journey) -> !journey.lastTouchpoint().equals("c");
            default -> (interaction, journey) -> journey.state().equals(Optional.of(JourneyState.STALLED));
        };
    }

    static List<Interaction> anyInteractions(Random random) {
        return IntStream.range(0, random.nextInt(25))
                .mapToObj(i -> new Interaction(
                        new Position(
                                // Few distinct times, so that ties and deadlines met exactly are common.
                                MONDAY.plus(Duration.ofHours(random.nextInt(24 * 25))),
                                random.nextInt(2),
                                new UUID(random.nextLong(), random.nextLong())),
                        "source",
                        any(random, CHANNELS),
                        any(random, TOUCHPOINTS),
                        random.nextInt(4) == 0 ? Map.of() : Map.of("order", "o" + random.nextInt(3)),
                        random.nextInt(4) == 0 ? new Feedback(random.nextInt(11), null, 1 + random.nextInt(7)) : Feedback.NONE,
                        random.nextInt(4) == 0
                                ? new Money(BigDecimal.valueOf(random.nextInt(1000), 2), "EUR")
                                : Money.NONE,
                        Money.NONE))
                .toList();
    }

    record Reading(String channel, Position position) {}

    static List<Reading> anyReadings(Random random) {
        return IntStream.range(0, random.nextInt(12))
                .mapToObj(i -> new Reading(
                        any(random, CHANNELS),
                        new Position(
                                MONDAY.plus(Duration.ofHours(random.nextInt(24 * 25))),
                                -1,
                                new UUID(random.nextLong(), random.nextLong()))))
                .toList();
    }

    static Readings lookup(List<Reading> all) {
        var readings = new Readings();
        all.forEach(reading -> readings.add(reading.channel(), reading.position()));
        return readings;
    }

    static <T> T any(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Keeps the journeys of one customer the way a store does: by tails, folding a key again only when something is late. */
    private static final class Keeper {

        private Definition definition;
        private final Set<UUID> known = new HashSet<>();
        private final Map<String, List<Interaction>> interactions = new HashMap<>();
        private final Readings readings = new Readings();
        private final Map<String, Tail> tails = new HashMap<>();
        private final Map<String, List<Journey>> journeys = new HashMap<>();

        Keeper(Definition definition) {
            this.definition = definition;
        }

        Set<String> correlations() {
            return interactions.keySet();
        }

        List<Journey> journeys(String correlation) {
            return journeys.getOrDefault(correlation, List.of());
        }

        void take(List<Interaction> batch, Instant asOf) {
            Map<String, List<Interaction>> fresh = new HashMap<>();
            for (var interaction : batch) {
                if (known.add(interaction.id())) {
                    definition.correlation(interaction).ifPresent(correlation -> {
                        fresh.computeIfAbsent(correlation, _ -> new ArrayList<>()).add(interaction);
                        interactions.computeIfAbsent(correlation, _ -> new ArrayList<>()).add(interaction);
                    });
                }
            }
            fresh.forEach((correlation, arrived) -> fold(correlation, arrived, asOf));
        }

        /** What is in force from now on; what was folded before is behind it until {@link #catchUp}. */
        void follow(Definition definition) {
            this.definition = definition;
        }

        void catchUp(Instant asOf) {
            Set.copyOf(interactions.keySet()).forEach(correlation -> refold(correlation, asOf));
        }

        /** In order, it touches no journey. */
        void read(Reading reading, Instant asOf) {
            readings.add(reading.channel(), reading.position());
            for (var correlation : Set.copyOf(journeys.keySet())) {
                if (journeys(correlation).stream()
                        .anyMatch(journey -> reading.position().isAfter(journey.entry())
                                && journey.last().isAfter(reading.position()))) {
                    refold(correlation, asOf);
                }
            }
        }

        void advance(Instant asOf) {
            for (var correlation : interactions.keySet()) {
                var waiting = interactions.get(correlation).stream()
                        .filter(interaction -> tails.containsKey(correlation)
                                && interaction.position().isAfter(tails.get(correlation).last()))
                        .toList();
                if (tails.containsKey(correlation)) {
                    fold(correlation, waiting, asOf);
                } else {
                    refold(correlation, asOf);
                }
            }
        }

        private void fold(String correlation, List<Interaction> arrived, Instant asOf) {
            if (!tails.containsKey(correlation)) {
                refold(correlation, asOf);
                return;
            }
            var fold = KeyFold.resume(definition, correlation, tails.get(correlation), readings);
            boolean isLate = arrived.stream().anyMatch(interaction -> !fold.isNext(interaction));
            if (isLate) {
                refold(correlation, asOf);
                return;
            }
            arrived.stream()
                    .filter(interaction -> !interaction.occurredAt().isAfter(asOf))
                    .sorted((left, right) -> left.position().compareTo(right.position()))
                    .forEach(fold::step);
            fold.advance(asOf);
            var kept = new ArrayList<>(journeys(correlation));
            tails.get(correlation).journey().ifPresent(_ -> kept.removeLast());
            kept.addAll(fold.journeys());
            keep(correlation, fold, kept);
        }

        private void refold(String correlation, Instant asOf) {
            var fold = KeyFold.fold(definition, correlation, interactions.get(correlation), readings, asOf);
            keep(correlation, fold, fold.journeys());
        }

        private void keep(String correlation, KeyFold fold, List<Journey> all) {
            journeys.put(correlation, all);
            fold.tail().ifPresent(tail -> tails.put(correlation, tail));
        }
    }
}
