package io.throughline.journey.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.identity.v1.Identifier;
import io.throughline.journey.clock.ClockControl;
import io.throughline.journey.context.ReadingAppend;
import io.throughline.journey.erasure.ErasedKeys;
import io.throughline.journey.feed.JourneyFeed;
import io.throughline.journey.fold.Definition;
import io.throughline.journey.fold.Journey;
import io.throughline.journey.fold.KeyFold;
import io.throughline.journey.fold.Migration;
import io.throughline.journey.fold.Readings;
import io.throughline.journey.intake.Intake;
import io.throughline.journey.intake.Outcome;
import io.throughline.journey.interaction.Anchor;
import io.throughline.journey.interaction.AttributeJson;
import io.throughline.journey.interaction.NewReading;
import io.throughline.journey.redirect.CustomerMoves;
import io.throughline.journey.testing.Beginning;
import io.throughline.journey.testing.ChangingIdentity;
import io.throughline.journey.testing.FollowingReader;
import io.throughline.journey.testing.GrowingRules;
import io.throughline.journey.testing.RandomLife;
import io.throughline.journey.testing.ScriptedIdentity;
import io.throughline.journey.testing.Sent;
import io.throughline.journey.timer.DueTimers;
import io.throughline.journey.v1.Interaction;
import io.throughline.kit.database.Database;
import jakarta.inject.Inject;
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
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The first law, as stored: whatever the order of arrival, the repetition, the cutting into batches, the merges, splits, erasures, newly
 * applied definitions and migrations in between, and the moments at which time passes, the journeys are those of folding the final set
 * once: of what was recorded and is not erased. What is erased is nowhere, and its senders are told so. And what is told as backfill had
 * occurred when the definition was applied, or the migration recorded, that brought it.
 *
 * <p>A failure prints its seed; {@code -Dthroughline.seed=…} runs that one alone.
 */
abstract class FirstLawInTheStore {

    private static final Duration LATEST_ARRIVAL = Duration.ofDays(2);

    @Inject
    Beginning beginning;

    @Inject
    GrowingRules rules;

    @Inject
    Database database;

    @Inject
    ScriptedIdentity identity;

    @Inject
    Intake intake;

    @Inject
    CustomerMoves moves;

    @Inject
    ClockControl clock;

    @Inject
    DueTimers timers;

    @Inject
    JourneyFeed feed;

    @Inject
    ReadingAppend readings;

    @Inject
    JourneyQueries journeys;

    private long returns;
    private long contextsPassed;
    private long backfills;
    private long erasures;
    private long erasedInteractions;
    private final Map<Identifier, Asked> asked = new HashMap<>();

    /** The key of its anchor with which each interaction was recorded. */
    private final Map<UUID, Long> anchorKeys = new HashMap<>();

    /** Who held an identifier when that was asked, and by which key. */
    private record Asked(UUID customer, long key) {}

    /** Keeps every withdrawal in favour of another, which the table of tombstones forgets when the journey comes back. */
    private static final List<String> WATCH_WITHDRAWALS = List.of(
            "create table if not exists buried (id uuid, revision bigint)",
            """
            create or replace function bury() returns trigger language plpgsql as
            $$ begin insert into buried values (new.id, new.revision); return null; end $$
            """,
            """
            create or replace trigger bury after insert or update on journey_tombstone
            for each row when (new.replaced_by is distinct from new.id) execute function bury()
            """);

    private static final String READINGS = """
            select anchor_namespace, anchor_value, channel, occurred_at, id, customer, anchor_key
            from interaction where touchpoint = ''
            """;

    private static final String NOT_STANDING_SINCE_THEIR_LAST_RETURN = """
            select count(*) from journey j
            where j.standing_since <> coalesce((select max(b.revision) + 1 from buried b where b.id = j.id), 1)
            """;

    @AfterEach
    void watchNoMore() {
        database.run("drop trigger if exists bury on journey_tombstone");
    }

    @Test
    void whatIsStoredIsTheFoldOfTheFinalSet() throws Exception {
        WATCH_WITHDRAWALS.forEach(database::run);
        var given = Optional.ofNullable(System.getProperty("throughline.seed")).map(Long::parseLong);
        long first = given.orElseGet(System::nanoTime);
        int rounds = given.isPresent() ? 1 : 16;
        for (int i = 0; i < rounds; i++) {
            long seed = first + i;
            try {
                live(seed, i % 4 == 3);
            } catch (Exception | AssertionError failure) {
                throw new AssertionError("with -Dthroughline.seed=" + seed, failure);
            }
        }
        System.out.println(getClass().getSimpleName() + ": " + returns + " journeys had come back, context was passed "
                + contextsPassed + " times, " + backfills + " changes were backfill, " + erasures + " erasures took "
                + erasedInteractions + " interactions");
        assertThat(given.isPresent() || backfills > 0).as("something was backfill, from seed " + first).isTrue();
    }

    private void assertOfThePast(Optional<WholeJourney> known, WholeJourney told) {
        backfills++;
        var applied = rules.lastGrown(told.journey().definition());
        assertThat(applied).as("when the definition was applied").isPresent();
        var steps = new ArrayList<>(told.journey().steps());
        var transitions = new ArrayList<>(told.journey().transitions());
        known.map(WholeJourney::journey).ifPresent(before -> {
            steps.removeAll(before.steps());
            transitions.removeAll(before.transitions());
        });
        assertThat(steps).as("backfill").noneMatch(step -> step.occurredAt().isAfter(applied.get()));
        assertThat(transitions).as("backfill").noneMatch(transition -> transition.at().isAfter(applied.get()));
    }

    private void live(long seed, boolean atLength) throws Exception {
        var random = new Random(seed);
        var life = new RandomLife(random);
        var definitions = life.definitions().stream()
                .map(definition -> definition.migrating(life.migrations(definition)))
                .toList();
        beginning.under();
        database.run("truncate buried");
        asked.clear();
        anchorKeys.clear();
        rules.begin(definitions, passing(definitions, life), random);
        var identifiers = IntStream.range(0, atLength ? 1 : 2 + random.nextInt(6))
                .mapToObj(i -> ScriptedIdentity.identifier("crm", "c" + i))
                .toList();
        var people = new ChangingIdentity(identity, identifiers, random);
        var interactions = life.interactions(atLength ? 700 : 30 + random.nextInt(60), identifiers);
        var reader = new FollowingReader(feed, this::assertOfThePast);

        clock.startReplay();
        arrive(interactions, people, reader, random);
        var end = RandomLife.BEGIN.plus(RandomLife.SPAN).plus(Duration.ofHours(random.nextInt(80)));
        clock.advance(end);
        while (people.hasNews()) {
            tell(people);
        }
        while (moves.goOn()) {}
        while (!rules.areComplete()) {
            rules.grow();
        }
        rules.awaitFolded();
        while (timers.read().due() > 0) {
            timers.fire();
        }
        while (reader.read(1000) > 0) {}

        var left = interactions.stream().filter(this::stands).toList();
        var expected = expected(definitions, left, people, readings(people), clockReading());
        assertThat(stored(people.customers())).as("journeys stored").containsExactlyInAnyOrderElementsOf(expected);
        assertThat(withoutRevision(reader.standing()))
                .as("journeys told")
                .containsExactlyInAnyOrderElementsOf(expected);
        for (var id : reader.ids()) {
            journeys.journey(id).ifPresent(found -> assertThat(expected).contains(Standing.of(found)));
        }
        assertThat(count("select count(*) from interaction where touchpoint <> ''")).isEqualTo(left.size());
        assertThat(count("select count(*) from erased_interaction")).isEqualTo(interactions.size() - left.size());
        assertThat(count("select count(*) from move_unfinished")).isZero();
        erasedInteractions += interactions.size() - left.size();
        assertThatSendersAreToldWhatIsErased(interactions);
        assertThat(stored(people.customers())).as("journeys after repetitions").isEqualTo(expected);
        contextsPassed += expected.stream()
                .mapToLong(standing -> standing.journey().tally().contextsPassed())
                .sum();
        assertThat(count("select count(*) from interaction where waiting")).isZero();
        assertThat(count(NOT_STANDING_SINCE_THEIR_LAST_RETURN)).isZero();
        returns += count("select count(*) from journey where standing_since > 1");
    }

    private static Map<String, List<Migration>> passing(List<Definition> definitions, RandomLife life) {
        var passing = new HashMap<String, List<Migration>>();
        definitions.forEach(definition -> passing.put(definition.name(), life.migrations(definition)));
        return passing;
    }

    /** Whether its anchor was not erased since it was recorded. */
    private boolean stands(Interaction interaction) {
        return identity.hasKey(
                interaction.getIdentifiers(0), anchorKeys.get(Sent.folded(interaction).id()));
    }

    private void assertThatSendersAreToldWhatIsErased(List<Interaction> interactions) {
        for (int from = 0; from < interactions.size(); from += 100) {
            var batch = interactions.subList(from, Math.min(from + 100, interactions.size()));
            var outcomes = intake.record(batch);
            for (int i = 0; i < batch.size(); i++) {
                if (stands(batch.get(i))) {
                    assertThat(outcomes.get(i)).isInstanceOf(Outcome.Recorded.class);
                } else {
                    assertThat(isErased(outcomes.get(i))).isTrue();
                }
            }
        }
    }

    private static boolean isErased(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused && refused.status().equals(ErasedKeys.refusal().status());
    }

    private Instant clockReading() {
        return timers.read().clock().now().orElseThrow();
    }

    private void arrive(
            List<Interaction> interactions, ChangingIdentity people, FollowingReader reader, Random random)
            throws Exception {
        boolean erasing = random.nextInt(3) > 0;
        var arrivals = new LinkedHashMap<Interaction, Instant>();
        for (var interaction : interactions) {
            // A few before their time, most at once, some late.
            long lag = random.nextInt(3) == 0 ? random.nextLong(LATEST_ARRIVAL.toSeconds()) : random.nextInt(240) - 230;
            arrivals.put(interaction, Sent.occurredAt(interaction).plusSeconds(lag));
        }
        var order = interactions.stream().sorted(Comparator.comparing(arrivals::get)).toList();
        int next = 0;
        while (next < order.size()) {
            int size = Math.min(1 + random.nextInt(Math.max(2, order.size() / 12)), order.size() - next);
            var batch = new ArrayList<>(order.subList(next, next + size));
            next += size;
            clock.advance(arrivals.get(batch.getLast()));
            for (int again = random.nextInt(3); again > 0; again--) {
                batch.add(order.get(random.nextInt(next)));
            }
            java.util.Collections.shuffle(batch, random);
            people.meet(batch.stream().map(interaction -> interaction.getIdentifiers(0)).toList());
            send(batch, random.nextInt(3) == 0);
            rememberKeys();
            read(batch, people, random);
            for (int changes = random.nextInt(3); changes > 0; changes--) {
                people.change();
            }
            if (erasing && random.nextInt(8) == 0) {
                people.erase();
                erasures++;
            }
            if (random.nextInt(3) == 0 && people.hasNews()) {
                tell(people);
            }
            if (random.nextInt(4) == 0 && !rules.areComplete()) {
                rules.grow();
            }
            if (random.nextInt(3) == 0) {
                moves.goOn();
            }
            if (random.nextInt(3) == 0) {
                reader.read(1 + random.nextInt(20));
            }
        }
    }

    /** Once, or from several callers at once and cut differently. */
    private void send(List<Interaction> batch, boolean severalAtOnce) throws Exception {
        if (!severalAtOnce) {
            assertRecorded(batch, intake.record(batch));
            return;
        }
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Callable<Void>>();
            for (var cut : List.of(batch, batch.reversed(), batch.subList(0, 1))) {
                calls.add(() -> {
                    assertRecorded(cut, intake.record(cut));
                    return null;
                });
            }
            for (var call : callers.invokeAll(calls)) {
                call.get();
            }
        }
    }

    private void rememberKeys() {
        for (var row : database.run("select id, anchor_key from interaction where touchpoint <> ''")) {
            anchorKeys.putIfAbsent(row.getUUID(0), row.getLong(1));
        }
    }

    /** Some channels read the context of some of whom {@code batch} tells; now, or so that it is late. */
    private void read(List<Interaction> batch, ChangingIdentity people, Random random) throws Exception {
        var reads = new ArrayList<NewReading>();
        for (int some = random.nextInt(4); some > 0; some--) {
            var identifier = batch.get(random.nextInt(batch.size())).getIdentifiers(0);
            // Whose it is may have been asked for some time ago.
            var now = new Asked(people.holder(identifier), identity.key(identifier));
            var known = random.nextInt(3) > 0 ? now : asked.getOrDefault(identifier, now);
            asked.put(identifier, now);
            reads.add(NewReading.of(
                    known.customer(),
                    new Anchor(identifier.getNamespace(), identifier.getValue(), known.key()),
                    random.nextBoolean() ? "web" : "phone",
                    clockReading().minus(Duration.ofMinutes(random.nextInt(3) == 0 ? random.nextInt(3000) : 0))));
        }
        if (random.nextInt(3) > 0) {
            readings.append(reads);
            return;
        }
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var call : callers.invokeAll(List.<Callable<Boolean>>of(
                    () -> readings.append(reads), () -> readings.append(reads.reversed())))) {
                call.get();
            }
        }
    }

    private void assertRecorded(List<Interaction> batch, List<Outcome> outcomes) {
        for (int i = 0; i < batch.size(); i++) {
            var key = anchorKeys.get(Sent.folded(batch.get(i)).id());
            boolean mayBeErased = key != null && !identity.hasKey(batch.get(i).getIdentifiers(0), key);
            var outcome = outcomes.get(i);
            assertThat(outcome instanceof Outcome.Recorded || mayBeErased && isErased(outcome)).isTrue();
        }
    }

    private void tell(ChangingIdentity people) {
        var news = people.news();
        database.inTransaction(transaction -> {
            moves.handle(transaction, news);
            return null;
        });
    }

    /** A journey under its customer, as far as it depends on what is known now. */
    private record Standing(UUID customer, Journey journey, Optional<Instant> due) {

        static Standing of(WholeJourney whole) {
            return new Standing(whole.customer(), whole.journey(), whole.due());
        }
    }

    private static Set<Standing> withoutRevision(Collection<WholeJourney> journeys) {
        var standing = new HashSet<Standing>();
        journeys.forEach(journey -> standing.add(Standing.of(journey)));
        return standing;
    }

    private Set<Standing> stored(Set<UUID> customers) {
        return database.inTransaction(transaction -> {
            var all = new ArrayList<WholeJourney>();
            customers.forEach(customer -> all.addAll(journeys.of(transaction, customer, Integer.MAX_VALUE, Long.MAX_VALUE)));
            return withoutRevision(all);
        });
    }

    /** The stored ones, under those to whom they belong by now. */
    private Map<UUID, Readings> readings(ChangingIdentity people) {
        var stored = new HashMap<UUID, Readings>();
        for (var row : database.run(READINGS)) {
            var identifier = ScriptedIdentity.identifier(row.getString(0), row.getString(1));
            assertThat(identity.hasKey(identifier, row.getLong(6))).as("a reading of nobody erased").isTrue();
            var holder = people.holder(identifier);
            assertThat(row.getUUID(5)).as("whose a reading is").isEqualTo(holder);
            stored.computeIfAbsent(holder, _ -> new Readings())
                    .add(
                            row.getString(2),
                            new io.throughline.journey.fold.Position(
                                    row.getOffsetDateTime(3).toInstant(), -1, row.getUUID(4)));
        }
        return stored;
    }

    private static Set<Standing> expected(
            List<Definition> definitions,
            List<Interaction> messages,
            ChangingIdentity people,
            Map<UUID, Readings> readings,
            Instant end) {
        var expected = new HashSet<Standing>();
        for (var definition : definitions) {
            Map<JourneyKey, List<io.throughline.journey.fold.Interaction>> keys = new HashMap<>();
            for (var message : messages) {
                var interaction = Sent.folded(message);
                if (definition.touchpoints().contains(interaction.touchpoint())) {
                    var customer = people.holder(message.getIdentifiers(0));
                    definition.correlation(interaction).ifPresent(correlation -> keys.computeIfAbsent(
                                    new JourneyKey(customer, definition.name(), correlation), _ -> new ArrayList<>())
                            .add(interaction));
                }
            }
            keys.forEach((key, interactions) -> {
                var fold = KeyFold.fold(
                        definition,
                        key.correlation(),
                        interactions,
                        readings.getOrDefault(key.customer(), new Readings()),
                        end);
                var all = fold.journeys();
                for (var journey : all) {
                    expected.add(new Standing(
                            key.customer(), journey, journey == all.getLast() ? fold.due() : Optional.empty()));
                }
            });
        }
        return expected;
    }

    private long count(String sql) {
        return database.run(sql).iterator().next().getLong(0);
    }
}
