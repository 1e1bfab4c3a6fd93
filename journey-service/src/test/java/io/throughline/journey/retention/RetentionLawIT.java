package io.throughline.journey.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.journey.clock.ClockControl;
import io.throughline.journey.erasure.ErasedKeys;
import io.throughline.journey.feed.JourneyFeed;
import io.throughline.journey.fold.Definition;
import io.throughline.journey.fold.Journey;
import io.throughline.journey.fold.KeyFold;
import io.throughline.journey.fold.Readings;
import io.throughline.journey.intake.Intake;
import io.throughline.journey.intake.Outcome.Recorded;
import io.throughline.journey.intake.Outcome.Refused;
import io.throughline.journey.journey.JourneyFolding;
import io.throughline.journey.journey.JourneyKey;
import io.throughline.journey.journey.JourneyQueries;
import io.throughline.journey.journey.RulebookSource;
import io.throughline.journey.journey.Seal;
import io.throughline.journey.journey.SealStore;
import io.throughline.journey.journey.WholeJourney;
import io.throughline.journey.redirect.CustomerMoves;
import io.throughline.journey.testing.Beginning;
import io.throughline.journey.testing.ChangingIdentity;
import io.throughline.journey.testing.FollowingReader;
import io.throughline.journey.testing.RandomLife;
import io.throughline.journey.testing.ScriptedIdentity;
import io.throughline.journey.testing.Sent;
import io.throughline.journey.timer.DueTimers;
import io.throughline.journey.v1.Interaction;
import io.throughline.kit.database.Database;
import io.throughline.kit.test.PostgresResource;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The first law above the horizon, as stored: whatever the order of arrival, the merges and splits, and the moments at which the
 * horizon moves and interactions go. Where nobody is merged or split the journeys are those of folding once all that was taken in;
 * where somebody is, those of folding what is kept upon what is sealed, each under whoever holds its anchor. Of the erased nothing is
 * kept, nor sealed.
 *
 * <p>A failure prints its seed; {@code -Dthroughline.seed=…} runs that one alone.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RetentionLawIT {

    @Inject
    Beginning beginning;

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
    JourneyQueries journeys;

    @Inject
    JourneyFolding folding;

    @Inject
    RulebookSource rulebook;

    private long removed;
    private long sealed;
    private long refused;
    private long movedSeals;
    private long erasures;
    private long erasedSeals;

    /** What is asked for between two steps of a history must not be moved in between. */
    @BeforeEach
    void holdUpTheFollower() throws InterruptedException {
        identity.feedGate().close();
        identity.feedGate().awaitArrivals(1);
    }

    @AfterEach
    void letFollow() {
        identity.feedGate().open();
    }

    @Test
    void whatIsStoredIsTheFoldOfWhatIsKeptUponWhatIsSealed() {
        var given = Optional.ofNullable(System.getProperty("throughline.seed")).map(Long::parseLong);
        long first = given.orElseGet(System::nanoTime);
        int rounds = given.isPresent() ? 1 : 12;
        for (int i = 0; i < rounds; i++) {
            long seed = first + i;
            try {
                live(seed);
            } catch (Exception | AssertionError failure) {
                throw new AssertionError("with -Dthroughline.seed=" + seed, failure);
            }
        }
        System.out.printf(
                "RetentionLawIT: %d interactions removed, %d refused, %d journeys sealed, %d of them moved, %d erased by %d erasures%n",
                removed, refused, sealed, movedSeals, erasedSeals, erasures);
        assertThat(given.isPresent() || removed > 0 && sealed > 0).isTrue();
    }

    private void live(long seed) {
        var random = new Random(seed);
        var life = new RandomLife(random);
        var definitions = life.definitions();
        beginning.under(definitions.toArray(Definition[]::new));
        boolean changing = random.nextBoolean();
        var identifiers = IntStream.range(0, 1 + random.nextInt(6))
                .mapToObj(i -> ScriptedIdentity.identifier("crm", "c" + i))
                .toList();
        var people = new ChangingIdentity(identity, identifiers, random);
        if (!changing) {
            // Each is a customer by itself for ever.
            identifiers.forEach(identifier -> people.meet(List.of(identifier)));
        }
        var interactions = life.interactions(random.nextInt(4) == 0 ? 400 : 30 + random.nextInt(90), identifiers);
        var reader = new FollowingReader(feed);
        var retention = new Retention(
                database, rulebook, folding, feed, Duration.ofHours(4 + random.nextInt(40)), 2 + random.nextInt(60));

        clock.startReplay();
        var taken = arrive(interactions, people, changing, retention, reader, random);
        clock.advance(RandomLife.BEGIN.plus(RandomLife.SPAN).plus(Duration.ofHours(random.nextInt(80))));
        while (people.hasNews()) {
            tell(people);
        }
        while (moves.goOn()) {}
        removed += retention.run().removed();
        while (timers.read().due() > 0) {
            timers.fire();
        }
        while (reader.read(1000) > 0) {}

        var end = timers.read().clock().now().orElseThrow();
        var kept = kept(taken);
        var seals = seals();
        var expected = expected(definitions, kept, seals, end);
        if (!changing) {
            var all = new HashMap<UUID, UUID>();
            taken.values().forEach(message ->
                    all.put(Sent.folded(message).id(), people.holder(message.getIdentifiers(0))));
            assertThat(expected).isEqualTo(expected(definitions, owned(taken, all), Map.of(), end));
        }
        assertThat(stored(people.customers())).as("journeys stored").containsExactlyInAnyOrderElementsOf(expected);
        assertThat(withoutRevision(reader.standing()))
                .as("journeys told")
                .containsExactlyInAnyOrderElementsOf(expected);
        kept.forEach((customer, messages) -> assertThat(messages)
                .as("interactions with whoever holds their anchor")
                .allMatch(message -> people.holder(message.getIdentifiers(0)).equals(customer)));
        seals.values().forEach(ofKey -> assertThat(ofKey)
                .as("sealed journeys with whoever holds their anchor")
                .allMatch(seal -> people.holder(ScriptedIdentity.identifier("crm", seal.anchor().value()))
                        .equals(seal.key().customer())));
        assertThat(count("select count(*) from interaction_key")).isEqualTo(
                count("select (select count(*) from interaction) + (select count(*) from erased_interaction)"));
        assertThat(count("select count(*) from removal_due r where not exists "
                        + "(select from interaction i where i.customer = r.customer and i.occurred_at >= r.due_at)"
                        + " and r.due_at > (select horizon + interval '1 day' from retention)"))
                .isZero();
        sealed += count("select count(*) from journey_seal");
    }

    /** @return what was taken in, by its id */
    private Map<UUID, Interaction> arrive(
            List<Interaction> interactions,
            ChangingIdentity people,
            boolean changing,
            Retention retention,
            FollowingReader reader,
            Random random) {
        var arrivals = new LinkedHashMap<Interaction, Instant>();
        for (var interaction : interactions) {
            long lag = random.nextInt(3) == 0 ? random.nextInt(2 * 24 * 3600) : random.nextInt(240) - 230;
            arrivals.put(interaction, Sent.occurredAt(interaction).plusSeconds(lag));
        }
        var order = interactions.stream().sorted(Comparator.comparing(arrivals::get)).toList();
        var taken = new HashMap<UUID, Interaction>();
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
            send(batch, taken);
            for (int changes = changing ? random.nextInt(3) : 0; changes > 0; changes--) {
                people.change();
            }
            if (changing && random.nextInt(4) == 0) {
                people.erase();
                erasures++;
            }
            if (random.nextInt(3) == 0 && people.hasNews()) {
                long elsewhere = sealsOf(people);
                long before = count("select count(*) from journey_seal");
                tell(people);
                movedSeals += elsewhere;
                erasedSeals += before - count("select count(*) from journey_seal");
            }
            if (random.nextInt(3) == 0) {
                moves.goOn();
            }
            if (random.nextInt(2) == 0) {
                removed += retention.run().removed();
            }
            if (random.nextInt(3) == 0) {
                reader.read(1 + random.nextInt(20));
            }
        }
        return taken;
    }

    /** How many sealed journeys are not with whoever holds their anchor by now. */
    private long sealsOf(ChangingIdentity people) {
        return seals().values().stream()
                .flatMap(List::stream)
                .filter(seal -> !people.holder(ScriptedIdentity.identifier("crm", seal.anchor().value()))
                        .equals(seal.key().customer()))
                .count();
    }

    /** What is above the horizon is taken in, what is below is not, unless it is known still. */
    private void send(List<Interaction> batch, Map<UUID, Interaction> taken) {
        var horizon = timers.read().clock().horizon();
        var known = new HashSet<UUID>();
        for (Row row : database.run("select id from interaction_key")) {
            known.add(row.getUUID(0));
        }
        var outcomes = intake.record(batch);
        for (int i = 0; i < batch.size(); i++) {
            var interaction = Sent.folded(batch.get(i));
            boolean isTooOld = horizon.filter(interaction.occurredAt()::isBefore).isPresent();
            if (erased(interaction.id())) {
                assertThat(outcomes.get(i)).isInstanceOfSatisfying(Refused.class, told -> assertThat(told.status())
                        .isEqualTo(ErasedKeys.refusal().status()));
            } else if (isTooOld && !known.contains(interaction.id())) {
                assertThat(outcomes.get(i)).isInstanceOf(Refused.class);
                refused++;
            } else {
                assertThat(outcomes.get(i)).isInstanceOf(Recorded.class);
                taken.put(interaction.id(), batch.get(i));
            }
        }
    }

    private boolean erased(UUID interaction) {
        return database.run("select from erased_interaction where id = $1", Tuple.of(interaction)).size() > 0;
    }

    private void tell(ChangingIdentity people) {
        var news = people.news();
        database.inTransaction(transaction -> {
            moves.handle(transaction, news);
            return null;
        });
    }

    /** A journey under its customer, as far as it depends on what is known now. */
    private record Standing(UUID customer, Journey journey, Optional<Instant> due) {}

    private static Set<Standing> withoutRevision(Collection<WholeJourney> journeys) {
        var standing = new HashSet<Standing>();
        journeys.forEach(whole -> standing.add(new Standing(whole.customer(), whole.journey(), whole.due())));
        return standing;
    }

    private Set<Standing> stored(Set<UUID> customers) {
        return database.inTransaction(transaction -> {
            var all = new ArrayList<WholeJourney>();
            customers.forEach(customer -> all.addAll(journeys.of(transaction, customer, Integer.MAX_VALUE, Long.MAX_VALUE)));
            return withoutRevision(all);
        });
    }

    /** What is stored of {@code taken}, by customer. */
    private Map<UUID, List<Interaction>> kept(Map<UUID, Interaction> taken) {
        var owners = new HashMap<UUID, UUID>();
        for (Row row : database.run("select id, customer from interaction")) {
            owners.put(row.getUUID(0), row.getUUID(1));
        }
        return owned(taken, owners);
    }

    private static Map<UUID, List<Interaction>> owned(Map<UUID, Interaction> taken, Map<UUID, UUID> owners) {
        var owned = new HashMap<UUID, List<Interaction>>();
        owners.forEach((id, customer) ->
                owned.computeIfAbsent(customer, _ -> new ArrayList<>()).add(taken.get(id)));
        return owned;
    }

    private Map<JourneyKey, List<Seal>> seals() {
        return database.inTransaction(transaction -> {
            var keys = new HashSet<JourneyKey>();
            for (Row row : database.run("select customer, definition, correlation from journey_seal")) {
                keys.add(new JourneyKey(row.getUUID(0), row.getString(1), row.getString(2)));
            }
            return SealStore.of(transaction, keys);
        });
    }

    private static Set<Standing> expected(
            List<Definition> definitions,
            Map<UUID, List<Interaction>> messages,
            Map<JourneyKey, List<Seal>> seals,
            Instant end) {
        var expected = new HashSet<Standing>();
        for (var definition : definitions) {
            Map<JourneyKey, List<io.throughline.journey.fold.Interaction>> keys = new HashMap<>();
            seals.keySet().stream()
                    .filter(key -> key.definition().equals(definition.name()))
                    .forEach(key -> keys.put(key, new ArrayList<>()));
            messages.forEach((customer, ofCustomer) -> ofCustomer.stream()
                    .map(Sent::folded)
                    .filter(interaction -> definition.touchpoints().contains(interaction.touchpoint()))
                    .forEach(interaction -> definition.correlation(interaction).ifPresent(correlation -> keys.computeIfAbsent(
                                    new JourneyKey(customer, definition.name(), correlation), _ -> new ArrayList<>())
                            .add(interaction))));
            keys.forEach((key, interactions) -> {
                var fold = KeyFold.upon(definition, key.correlation(), SealStore.journeys(seals, key), new Readings());
                interactions.stream()
                        .sorted(Comparator.comparing(io.throughline.journey.fold.Interaction::position))
                        .forEach(fold::step);
                fold.advance(end);
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
