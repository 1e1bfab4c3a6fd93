package io.throughline.journey.fold;

import static io.throughline.journey.fold.FirstLawTest.anyDefinition;
import static io.throughline.journey.fold.FirstLawTest.anyInteractions;
import static io.throughline.journey.fold.FirstLawTest.anyReadings;
import static io.throughline.journey.fold.FirstLawTest.disorder;
import static io.throughline.journey.fold.FoldFixtures.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.journey.fold.Removal.Strand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The first law above the horizon: whatever the order of arrival, and wherever the horizon moves in between and interactions go, the
 * journeys equal those of folding once all that was taken in.
 *
 * <p>Replay a failure with {@code -Dthroughline.seed=<the seed it printed>}.
 */
class RetentionLawTest {

    private static final int WORLDS = 3_000;

    private record Key(String definition, String correlation) {}

    private int removed;
    private int reopened;

    @Test
    void whatIsKeptUponWhatIsSealedGivesTheJourneysOfAll() {
        long seed = Long.getLong("throughline.seed", System.nanoTime());
        System.out.println("RetentionLawTest seed " + seed);
        var seeds = new Random(seed);
        for (int i = 0; i < WORLDS; i++) {
            checkWorld(i == 0 ? seed : seeds.nextLong());
        }
        System.out.println("RetentionLawTest: " + removed + " interactions removed, " + reopened + " sealed journeys went on");
        assertThat(removed).isPositive();
    }

    private void checkWorld(long seed) {
        var random = new Random(seed);
        var definitions = IntStream.range(0, 1 + random.nextInt(3)).mapToObj(i -> named("d" + i, anyDefinition(random))).toList();
        var arrivals = new ArrayList<>(anyInteractions(random));
        anyReadings(random).forEach(reading -> arrivals.add(reading(reading)));
        arrivals.sort(Comparator.comparing(Interaction::position));
        disorder(arrivals, random);
        int most = random.nextBoolean() ? Integer.MAX_VALUE : 1 + random.nextInt(12);
        var keeper = new Keeper(definitions, most);
        var taken = new ArrayList<Interaction>();
        var now = MONDAY;
        for (var arrival : arrivals) {
            now = later(now, arrival.occurredAt());
            if (keeper.take(arrival)) {
                taken.add(arrival);
            }
            if (random.nextInt(3) == 0) {
                keeper.remove(now.minus(Duration.ofHours(random.nextInt(24 * 10))));
            }
        }
        var asOf = later(now, MONDAY.plus(Duration.ofHours(random.nextInt(24 * 60))));
        if (random.nextBoolean()) {
            keeper.remove(asOf.minus(Duration.ofHours(random.nextInt(24 * 10))));
        }
        var expected = journeys(definitions, taken, Map.of(), asOf);
        assertThat(journeys(definitions, keeper.kept, keeper.sealed, asOf)).as("world of seed %d", seed).isEqualTo(expected);

        removed += taken.size() - keeper.kept.size();
        keeper.sealed.values().forEach(sealed -> sealed.forEach(journey -> reopened += expected.values().stream()
                .anyMatch(all -> all.contains(journey)) ? 0 : 1));
        if (most == Integer.MAX_VALUE) {
            checkThatOnlyOpenJourneysKeep(seed, definitions, taken, keeper);
        }
    }

    /** Customers may have had journeys of one key at the same time before they became one: what is sealed stays, whatever goes later. */
    @Test
    void soItDoesWhenCustomersBecomeOneOfWhomSomethingIsSealed() {
        long seed = Long.getLong("throughline.seed", System.nanoTime());
        System.out.println("RetentionLawTest, of two customers, seed " + seed);
        var seeds = new Random(seed);
        for (int i = 0; i < WORLDS; i++) {
            checkWorldOfTwo(i == 0 ? seed : seeds.nextLong());
        }
    }

    private void checkWorldOfTwo(long seed) {
        var random = new Random(seed);
        var definitions = IntStream.range(0, 1 + random.nextInt(3)).mapToObj(i -> named("d" + i, anyDefinition(random))).toList();
        var arrivals = new ArrayList<>(anyInteractions(random));
        anyReadings(random).forEach(reading -> arrivals.add(reading(reading)));
        arrivals.sort(Comparator.comparing(Interaction::position));
        disorder(arrivals, random);
        int most = random.nextBoolean() ? Integer.MAX_VALUE : 1 + random.nextInt(12);
        var one = new Keeper(definitions, most);
        var other = new Keeper(definitions, most);
        int meeting = random.nextInt(arrivals.size() + 1);
        var now = MONDAY;
        for (var arrival : arrivals.subList(0, meeting)) {
            now = later(now, arrival.occurredAt());
            (random.nextBoolean() ? one : other).take(arrival);
            if (random.nextInt(3) == 0) {
                var horizon = now.minus(Duration.ofHours(random.nextInt(24 * 10)));
                one.remove(horizon);
                other.remove(horizon);
            }
        }
        other.sealed.forEach(one::seal);
        one.kept.addAll(other.kept);
        var taken = new ArrayList<>(one.kept);
        var sealed = Map.copyOf(one.sealed);
        for (var arrival : arrivals.subList(meeting, arrivals.size())) {
            now = later(now, arrival.occurredAt());
            if (one.take(arrival)) {
                taken.add(arrival);
            }
            if (random.nextInt(3) == 0) {
                one.remove(now.minus(Duration.ofHours(random.nextInt(24 * 10))));
            }
        }
        var asOf = later(now, MONDAY.plus(Duration.ofHours(random.nextInt(24 * 60))));
        one.remove(asOf.minus(Duration.ofHours(random.nextInt(24 * 10))));
        assertThat(journeys(definitions, one.kept, one.sealed, asOf))
                .as("world of seed %d", seed)
                .isEqualTo(journeys(definitions, taken, sealed, asOf));
    }

    /** What is older than the horizon is kept for the sake of journeys that were under way there, and for no other. */
    private static void checkThatOnlyOpenJourneysKeep(
            long seed, List<Definition> definitions, List<Interaction> taken, Keeper keeper) {
        var older = taken.stream().filter(interaction -> interaction.occurredAt().isBefore(keeper.horizon)).toList();
        var then = keeper.horizon.minusNanos(1000);
        boolean noneOpen = journeys(definitions, older, Map.of(), then).values().stream()
                .flatMap(List::stream)
                .noneMatch(journey -> journey.state().isOpen());
        if (noneOpen) {
            assertThat(keeper.kept).as("world of seed %d", seed).noneMatch(older::contains);
        }
    }

    private static Definition named(String name, Definition definition) {
        return new Definition(name, definition.correlateBy(), definition.versions(), definition.migrations());
    }

    private static Instant later(Instant left, Instant right) {
        return left.isAfter(right) ? left : right;
    }

    private static Interaction reading(FirstLawTest.Reading reading) {
        return new Interaction(
                reading.position(), "throughline", reading.channel(), Interaction.NO_TOUCHPOINT, Map.of(), Feedback.NONE, null, null);
    }

    private static Readings readings(Collection<Interaction> interactions) {
        var readings = new Readings();
        interactions.stream()
                .filter(Interaction::isReading)
                .forEach(reading -> readings.add(reading.channel(), reading.position()));
        return readings;
    }

    private static Map<Key, List<Interaction>> byKey(List<Definition> definitions, Collection<Interaction> interactions) {
        var keys = new LinkedHashMap<Key, List<Interaction>>();
        for (var definition : definitions) {
            interactions.stream()
                    .filter(interaction -> definition.touchpoints().contains(interaction.touchpoint()))
                    .sorted(Comparator.comparing(Interaction::position))
                    .forEach(interaction -> definition.correlation(interaction).ifPresent(correlation -> keys.computeIfAbsent(
                                    new Key(definition.name(), correlation), _ -> new ArrayList<>())
                            .add(interaction)));
        }
        return keys;
    }

    private static Definition definition(List<Definition> definitions, Key key) {
        return definitions.stream().filter(one -> one.name().equals(key.definition())).findFirst().orElseThrow();
    }

    private static Map<Key, List<Journey>> journeys(
            List<Definition> definitions, Collection<Interaction> interactions, Map<Key, List<Journey>> sealed, Instant asOf) {
        var keys = byKey(definitions, interactions);
        sealed.keySet().forEach(key -> keys.putIfAbsent(key, List.of()));
        var journeys = new HashMap<Key, List<Journey>>();
        keys.forEach((key, ofKey) -> {
            var fold = KeyFold.upon(
                    definition(definitions, key), key.correlation(), sealed.getOrDefault(key, List.of()), readings(interactions));
            ofKey.stream().filter(interaction -> !interaction.occurredAt().isAfter(asOf)).forEach(fold::step);
            fold.advance(asOf);
            if (!fold.journeys().isEmpty()) {
                journeys.put(key, fold.journeys());
            }
        });
        return journeys;
    }

    /** Keeps one customer's interactions as a store does that must not keep all. */
    private static final class Keeper {

        private final List<Definition> definitions;

        /** Looked at together: the first of what is older than the horizon. */
        private final int most;

        private final List<Interaction> kept = new ArrayList<>();
        private final Map<Key, List<Journey>> sealed = new HashMap<>();
        private Instant horizon = MONDAY.minus(Duration.ofDays(100));

        Keeper(List<Definition> definitions, int most) {
            this.definitions = definitions;
            this.most = most;
        }

        boolean take(Interaction arrival) {
            boolean taken = !arrival.occurredAt().isBefore(horizon);
            if (taken) {
                kept.add(arrival);
            }
            return taken;
        }

        void remove(Instant to) {
            horizon = later(horizon, to);
            for (boolean isMore = true; isMore; ) {
                var older = kept.stream()
                        .filter(interaction -> interaction.occurredAt().isBefore(horizon))
                        .sorted(Comparator.comparing(Interaction::position))
                        .limit(most)
                        .toList();
                boolean isAll = older.size() < most;
                isMore = removeBefore(isAll ? horizon : older.getLast().occurredAt(), older) && !isAll;
            }
        }

        /** Whether any goes. */
        private boolean removeBefore(Instant end, List<Interaction> oldest) {
            var older = oldest.stream().filter(interaction -> interaction.occurredAt().isBefore(end)).toList();
            var keys = new ArrayList<>(byKey(definitions, older).entrySet());
            var removal = Removal.before(
                    end,
                    keys.stream()
                            .map(key -> new Strand(
                                    definition(definitions, key.getKey()),
                                    key.getKey().correlation(),
                                    sealed.getOrDefault(key.getKey(), List.of()),
                                    readings(older),
                                    key.getValue()))
                            .toList());
            for (int i = 0; i < keys.size(); i++) {
                seal(keys.get(i).getKey(), removal.sealed().get(i));
            }
            var going = new HashSet<>(older);
            going.removeIf(removal::keeps);
            return kept.removeAll(going);
        }

        private void seal(Key key, List<Journey> journeys) {
            var all = new LinkedHashMap<UUID, Journey>();
            sealed.getOrDefault(key, List.of()).forEach(journey -> all.put(journey.id(), journey));
            journeys.forEach(journey -> all.put(journey.id(), journey));
            if (!all.isEmpty()) {
                sealed.put(key, List.copyOf(all.values()));
            }
        }
    }
}
