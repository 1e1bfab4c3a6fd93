package io.throughline.identity.resolution;

import static io.throughline.identity.People.device;
import static io.throughline.identity.People.email;
import static io.throughline.identity.People.phone;
import static io.throughline.identity.People.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.identity.Oracle;
import io.throughline.identity.RandomObservations;
import io.throughline.identity.Seeds;
import io.throughline.identity.customer.Customer;
import io.throughline.identity.customer.CustomerFeed;
import io.throughline.identity.customer.CustomerStore;
import io.throughline.identity.graph.Evidence;
import io.throughline.identity.graph.Observation;
import io.throughline.identity.identifier.Identifier;
import io.throughline.kit.database.Database;
import io.throughline.kit.test.PostgresResource;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real PostgreSQL: whatever is erased and when, the customers are those of the evidence that is left. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ErasureLawIT {

    /** What a caller was told once: that this customer holds this anchor. */
    private record Answer(Holder holder, Identifier anchor) {}

    @Inject
    Database database;

    @Inject
    Resolver resolver;

    @Inject
    Eraser eraser;

    @Inject
    EvidenceStore store;

    @Inject
    Learning learning;

    @Inject
    CustomerStore customers;

    @Inject
    CustomerFeed feed;

    @Inject
    StoredTown town;

    @BeforeEach
    void nobodyIsKnown() {
        town.empty();
    }

    @Test
    void customersAreThoseOfTheObservationsThatAreLeft() {
        int joined = 0;
        for (long seed : Seeds.upTo(40)) {
            town.empty();
            var random = new Random(seed);
            var observations = RandomObservations.of(random, 20 + random.nextInt(60), 3 + random.nextInt(12));
            var follower = new Follower(feed, customers);
            var left = new ArrayList<Observation>();
            var answers = new HashSet<Answer>();
            var ids = new HashSet<UUID>();
            var erased = new HashSet<UUID>();

            for (var batch : RandomObservations.cut(random, observations, 12)) {
                var holders = resolver.resolve(batch);
                for (int i = 0; i < batch.size(); i++) {
                    answers.add(new Answer(holders.get(i), batch.get(i).anchor()));
                    ids.add(holders.get(i).customer());
                }
                left.addAll(batch);
                if (random.nextInt(2) == 0) {
                    int before = town.customers().size();
                    erased.addAll(erase(someOf(ids, random), left));
                    joined += before - 1 - town.customers().size();
                    assertTownIsAsTheEvidenceHasIt(seed, left);
                }
                if (random.nextInt(3) == 0) {
                    follower.readPage(1 + random.nextInt(4));
                }
            }

            follower.catchUp(1 + random.nextInt(5));
            assertTownIsAsTheEvidenceHasIt(seed, left);
            assertTheFeedLeadsToTheHolders(seed, answers, follower);
            assertThat(erased).as(Seeds.named(seed)).allSatisfy(id -> assertThat(customers.living(id))
                    .get()
                    .returns(id, Customer::id)
                    .returns(true, Customer::erased)
                    .returns(List.of(), Customer::identifiers));
        }
        System.out.println("ErasureLawIT: erasures joined " + joined + " customers to others");
    }

    @Test
    void whatIsObservedWhileOthersAreErasedAddsUp() throws Exception {
        for (long seed : Seeds.upTo(6)) {
            town.empty();
            var random = new Random(seed);
            var observations = RandomObservations.of(random, 300, 30 + random.nextInt(40));
            resolver.resolve(observations);
            var ids = new ArrayList<>(new HashSet<>(town.holders().values()));

            atOnce(
                    () -> erase(ids.subList(0, ids.size() / 2)),
                    () -> erase(ids.subList(ids.size() / 3, ids.size())),
                    () -> resolve(RandomObservations.cut(new Random(seed + 1), observations, 25)),
                    () -> resolve(RandomObservations.cut(new Random(seed + 2), observations, 25)));

            assertThat(town.customers()).as(Seeds.named(seed)).isEqualTo(Oracle.customers(town.evidence()));
            resolver.resolve(observations);
            assertThat(town.customers()).as(Seeds.named(seed)).isEqualTo(Oracle.customers(observations));
            assertThat(town.links(observations)).as(Seeds.named(seed)).isEqualTo(Evidence.of(observations).links());
            assertThat(town.said()).as(Seeds.named(seed)).isEqualTo(Oracle.said(observations));
        }
    }

    @Test
    void aTabletThatOnlyTheErasedKeptFromJoiningJoinsWhoIsLeft() {
        var bob = resolver.resolve(List.of(seen(email("bob"), device("tablet")))).getFirst().customer();
        var ann = resolver.resolve(List.of(seen(email("ann"), device("tablet")))).getFirst().customer();
        assertThat(town.holders().get(device("tablet"))).isNotEqualTo(bob);

        eraser.erase(ann);

        assertThat(town.holders()).isEqualTo(Map.of(email("bob"), bob, device("tablet"), bob));
    }

    @Test
    void whoLearnsOfSomebodyErasedMeanwhileLooksAgain() {
        var ann = resolver.resolve(List.of(seen(email("ann"), phone("1")))).getFirst().customer();
        var evidence = Evidence.of(List.of(seen(email("ann"), phone("1"), phone("2"))));
        var known = store.known(evidence);

        eraser.erase(ann);

        assertThatThrownBy(() -> database.inTransaction(
                        transaction -> learning.learn(transaction, known.missing(evidence), known)))
                .isInstanceOf(OvertakenException.class);
    }

    /** Whom one of {@code ids} leads to, who is a customer of its own. */
    private static UUID someOf(Set<UUID> ids, Random random) {
        return ids.stream().sorted().toList().get(random.nextInt(ids.size()));
    }

    /** Erases whom {@code id} leads to, and takes it out of {@code left}; the ids that are erased by it. */
    private Set<UUID> erase(UUID id, List<Observation> left) {
        var holders = town.holders();
        var living = customers.living(id).orElseThrow().id();
        var gone = new HashSet<Identifier>();
        holders.forEach((identifier, holder) -> {
            if (holder.equals(living)) {
                gone.add(identifier);
            }
        });
        var ids = new HashSet<UUID>();
        town.founders().forEach((founded, founder) -> {
            if (gone.contains(founder)) {
                ids.add(founded);
            }
        });
        eraser.erase(id);
        left.replaceAll(observation -> new Observation(
                observation.identifiers().stream().filter(each -> !gone.contains(each)).toList(),
                observation.source(),
                observation.observedAt(),
                gone.contains(observation.anchor()) ? Set.of() : observation.said()));
        left.removeIf(observation -> observation.identifiers().isEmpty());
        return ids;
    }

    private Void erase(List<UUID> ids) {
        ids.forEach(eraser::erase);
        return null;
    }

    private Void resolve(List<List<Observation>> batches) {
        batches.forEach(resolver::resolve);
        return null;
    }

    private static void atOnce(Callable<?>... tasks) throws Exception {
        var start = new CyclicBarrier(tasks.length);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = List.of(tasks).stream()
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

    private void assertTownIsAsTheEvidenceHasIt(long seed, Collection<Observation> left) {
        var evidence = Evidence.of(left);
        assertThat(town.customers()).as(Seeds.named(seed)).isEqualTo(Oracle.customers(left));
        assertThat(town.links(List.copyOf(left))).as(Seeds.named(seed)).isEqualTo(evidence.links());
        assertThat(town.linkCount()).as(Seeds.named(seed)).isEqualTo(evidence.links().size());
        assertThat(town.said()).as(Seeds.named(seed)).isEqualTo(Oracle.said(left));
        var holders = town.holders();
        var oldest = new HashMap<UUID, UUID>();
        town.founders().forEach((id, founder) ->
                oldest.merge(holders.get(founder), id, (one, other) -> one.compareTo(other) < 0 ? one : other));
        oldest.forEach((living, first) ->
                assertThat(living).as("the oldest id stays; " + Seeds.named(seed)).isEqualTo(first));
        assertThat(holders.values()).as("each has an id; " + Seeds.named(seed)).isSubsetOf(oldest.keySet());
    }

    /** What was answered once leads to who holds it now, or is known as erased by its key. */
    private void assertTheFeedLeadsToTheHolders(long seed, Set<Answer> answers, Follower follower) {
        var holders = town.holders();
        var keys = town.keys();
        assertThat(answers).as(Seeds.named(seed)).allSatisfy(answer -> {
            var holder = follower.holder(answer.holder().customer(), answer.anchor(), answer.holder().anchorKey());
            boolean stands = Long.valueOf(answer.holder().anchorKey()).equals(keys.get(answer.anchor()));
            if (stands) {
                assertThat(holder).contains(holders.get(answer.anchor()));
            } else {
                assertThat(holder).isEmpty();
            }
        });
    }
}
