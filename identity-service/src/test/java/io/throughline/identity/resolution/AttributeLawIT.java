package io.throughline.identity.resolution;

import static io.throughline.identity.People.NOON;
import static io.throughline.identity.People.crm;
import static io.throughline.identity.People.email;
import static io.throughline.identity.People.phone;
import static io.throughline.identity.People.saying;
import static io.throughline.identity.People.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.feed.v1.SlotPosition;
import io.throughline.identity.RandomObservations;
import io.throughline.identity.Seeds;
import io.throughline.identity.attribute.AttributeValue;
import io.throughline.identity.attribute.Heard;
import io.throughline.identity.attribute.Memory;
import io.throughline.identity.attribute.Said;
import io.throughline.identity.attribute.Survivorship;
import io.throughline.identity.customer.AttributeQueries;
import io.throughline.identity.customer.CustomerFeed;
import io.throughline.identity.graph.Evidence;
import io.throughline.identity.graph.Observation;
import io.throughline.identity.identifier.Identifier;
import io.throughline.kit.feed.FeedRow;
import io.throughline.kit.feed.Slots;
import io.throughline.kit.test.PostgresResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Against a real PostgreSQL: what is kept of what sources say is a function of the set of what they said, also beyond the bounds,
 * and who follows the feed hears of every customer of whom another value survives. That the rows are those of the observations
 * while people merge, part and are erased is held to in {@link ResolverIT} and {@link ErasureLawIT}.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AttributeLawIT {

    private static final int CALLERS = 4;

    @Inject
    Resolver resolver;

    @Inject
    AttributeQueries attributes;

    @Inject
    Survivorship survivorship;

    @Inject
    CustomerFeed feed;

    @Inject
    StoredTown town;

    @BeforeEach
    void nobodyIsKnown() {
        town.empty();
    }

    @Test
    void beyondTheBoundsTooNeitherOrderNorCallersMatter() throws Exception {
        for (long seed : Seeds.upTo(4)) {
            town.empty();
            var random = new Random(seed);
            var observations = talkative(random);
            var expected = new HashMap<Identifier, Map<Said, Instant>>();
            Evidence.of(observations).said().forEach((identifier, said) -> expected.put(identifier, Memory.of(Map.of(), said)));
            assertThat(expected).isNotEqualTo(Evidence.of(observations).said());

            atOnce(IntStream.range(0, CALLERS)
                    .mapToObj(caller -> RandomObservations.cut(random, part(observations, caller), 40))
                    .<Callable<Void>>map(batches -> () -> {
                        batches.forEach(resolver::resolve);
                        return null;
                    })
                    .toList());

            assertThat(town.said()).as(Seeds.named(seed)).isEqualTo(expected);
            var revisions = town.revisions();
            resolver.resolve(observations);
            assertThat(town.said()).as(Seeds.named(seed)).isEqualTo(expected);
            assertThat(town.revisions()).as("nothing is written again; " + Seeds.named(seed)).isEqualTo(revisions);
        }
    }

    @Test
    void theFeedTellsEveryCustomerOfWhomAnotherValueSurvives() {
        int changes = 0;
        for (long seed : Seeds.upTo(20)) {
            town.empty();
            var random = new Random(seed);
            var positions = beginning();
            var observations = RandomObservations.of(random, 40 + random.nextInt(60), 3 + random.nextInt(12));
            var before = surviving();
            for (var batch : RandomObservations.cut(random, observations, 6)) {
                resolver.resolve(batch);
                var after = surviving();
                var others = new HashSet<UUID>();
                for (var customer : town.holders().values()) {
                    if (!after.getOrDefault(customer, Map.of()).equals(before.getOrDefault(customer, Map.of()))) {
                        others.add(customer);
                    }
                }
                changes += others.size();
                assertThat(told(positions)).as(Seeds.named(seed)).containsAll(others);
                before.clear();
                before.putAll(after);
            }
        }
        assertThat(changes).isGreaterThan(100);
    }

    @Test
    void whatIsSaidAgainLaterIsKeptAndNotToldWhileTheSameSurvives() {
        var ann = holder(saying(seen("crm", NOON, crm("7")), "plan", "gold"));
        holder(saying(seen("web", NOON.minusSeconds(9), crm("7")), "plan", "silver"));
        var positions = beginning();
        assertThat(told(positions)).containsExactly(ann);
        long revision = town.revisions().get(ann);

        holder(saying(seen("web", NOON.minusSeconds(5), crm("7")), "plan", "silver"));
        assertThat(told(positions)).isEmpty();
        assertThat(town.revisions().get(ann)).isEqualTo(revision + 1);
        assertThat(town.said().get(crm("7"))).containsEntry(said("web", "plan", "silver"), NOON.minusSeconds(5));

        holder(saying(seen("web", NOON.plusSeconds(1), crm("7")), "plan", "silver"));
        assertThat(told(positions)).containsExactly(ann);
    }

    @Test
    void whatWasSaidOfAnIdentifierGoesWithIt() {
        var older = holder(saying(seen(crm("7")), "plan", "gold"));
        var younger = holder(saying(seen("shop", NOON.plusSeconds(1), phone("1")), "plan", "silver"));
        assertThat(surviving().keySet()).containsExactlyInAnyOrder(older, younger);

        holder(seen(crm("7"), phone("1")));

        var silver = Map.<String, AttributeValue>of("plan", new AttributeValue.Text("silver"));
        assertThat(surviving()).isEqualTo(Map.of(older, silver, younger, silver));
        assertThat(attributes.of(List.of(older)).get(older)).extracting(Heard::said).containsExactly(
                said("shop", "plan", "silver"), said("shop", "plan", "gold"));
    }

    @Test
    void whatSeveralIdentifiersOfOneCustomerSayIsOne() {
        holder(saying(seen("shop", NOON, email("ann")), "plan", "gold"));
        holder(saying(seen("shop", NOON.plusSeconds(9), phone("1")), "plan", "gold"));

        var ann = holder(seen(email("ann"), phone("1")));

        assertThat(attributes.of(List.of(ann)).get(ann))
                .containsExactly(new Heard(said("shop", "plan", "gold"), NOON.plusSeconds(9), 2));
    }

    /** Of two customers, two sources say more than is kept. */
    private static List<Observation> talkative(Random random) {
        var observations = new ArrayList<Observation>();
        for (int i = 0; i < 300; i++) {
            var source = "source-" + random.nextInt(2);
            var said = new HashSet<Said>();
            for (int j = random.nextInt(12); j >= 0; j--) {
                int name = random.nextInt(3) == 0 ? 0 : random.nextInt(25);
                said.add(new Said(source, "name-" + name, new AttributeValue.Number(random.nextInt(60))));
            }
            var seen = seen(source, NOON.plusSeconds(random.nextInt(500)), crm("" + random.nextInt(2)));
            observations.add(new Observation(seen.identifiers(), source, seen.observedAt(), said));
        }
        return observations;
    }

    /** All of them, over all callers; some come from two. */
    private static List<Observation> part(List<Observation> observations, int caller) {
        return IntStream.range(0, observations.size())
                .filter(i -> i % CALLERS == caller || i % 7 == caller)
                .mapToObj(observations::get)
                .toList();
    }

    private static void atOnce(List<Callable<Void>> tasks) throws Exception {
        var start = new CyclicBarrier(tasks.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = tasks.stream()
                    .map(task -> threads.submit(() -> {
                        start.await();
                        return task.call();
                    }))
                    .toList();
            for (var each : running) {
                each.get();
            }
        }
    }

    /** Of every id ever given out, of whom anything is said. */
    private Map<UUID, Map<String, AttributeValue>> surviving() {
        var surviving = new HashMap<UUID, Map<String, AttributeValue>>();
        attributes.of(town.founders().keySet()).forEach((id, heard) -> surviving.put(id, survivorship.surviving(heard)));
        return surviving;
    }

    private static SlotPosition[] beginning() {
        return IntStream.range(0, Slots.COUNT)
                .mapToObj(slot -> SlotPosition.newBuilder().setSlot(slot).build())
                .toArray(SlotPosition[]::new);
    }

    /** Who is told beyond {@code positions}, which are moved on. */
    private Set<UUID> told(SlotPosition[] positions) {
        var told = new HashSet<UUID>();
        List<FeedRow> rows;
        do {
            rows = feed.read(List.of(positions), 1_000, Duration.ZERO);
            for (var row : rows) {
                told.add(row.subject());
                positions[row.slot()] = SlotPosition.newBuilder()
                        .setSlot(row.slot())
                        .setPosition(row.position().token())
                        .build();
            }
        } while (!rows.isEmpty());
        return told;
    }

    private UUID holder(Observation observation) {
        return resolver.resolve(List.of(observation)).getFirst().customer();
    }

    private static Said said(String source, String name, String text) {
        return new Said(source, name, new AttributeValue.Text(text));
    }
}
