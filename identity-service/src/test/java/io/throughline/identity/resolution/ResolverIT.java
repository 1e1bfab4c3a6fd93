package io.throughline.identity.resolution;

import static io.throughline.identity.People.NOON;
import static io.throughline.identity.People.crm;
import static io.throughline.identity.People.device;
import static io.throughline.identity.People.email;
import static io.throughline.identity.People.phone;
import static io.throughline.identity.People.seen;
import static org.assertj.core.api.Assertions.assertThat;

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
import io.throughline.kit.test.PostgresResource;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real PostgreSQL: whatever the way in which evidence comes in, it ends in the same customers. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ResolverIT {

    /** What a caller was told once: that this customer holds this anchor. */
    private record Answer(Holder holder, Identifier anchor) {}

    @Inject
    Resolver resolver;

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
    void neitherOrderNorRepetitionNorCuttingMatters() {
        for (long seed : Seeds.upTo(40)) {
            town.empty();
            var random = new Random(seed);
            var observations = RandomObservations.of(random, 20 + random.nextInt(60), 3 + random.nextInt(12));
            var follower = new Follower(feed, customers);
            var answers = new HashSet<Answer>();

            for (var batch : RandomObservations.cut(random, observations, 12)) {
                var holders = resolver.resolve(batch);
                answers.addAll(answers(batch, holders));
                assertThat(customers(holders))
                        .as(Seeds.named(seed))
                        .isEqualTo(batch.stream()
                                .map(observation -> town.holders().get(observation.anchor()))
                                .toList());
                if (random.nextInt(3) == 0) {
                    follower.readPage(1 + random.nextInt(4));
                }
            }

            follower.catchUp(1 + random.nextInt(5));
            assertTownIsAsTheEvidenceHasIt(seed, observations);
            assertTheFeedLeadsToTheHolders(seed, answers, follower);
        }
    }

    @Test
    void manyCallersAtOnceEndWithTheSameCustomersAsOneInTurn() throws Exception {
        for (long seed : Seeds.upTo(6)) {
            town.empty();
            var random = new Random(seed);
            var observations = RandomObservations.of(random, 400, 40 + random.nextInt(60));
            var follower = new Follower(feed, customers);
            var answers = new HashSet<Answer>();

            for (var answered : atOnce(IntStream.range(0, 8)
                    .mapToObj(_ -> RandomObservations.cut(random, half(observations, random), 25))
                    .<Callable<Set<Answer>>>map(batches -> () -> {
                        var told = new HashSet<Answer>();
                        batches.forEach(batch -> told.addAll(answers(batch, resolver.resolve(batch))));
                        return told;
                    })
                    .toList(), follower)) {
                answers.addAll(answered.get());
            }
            resolver.resolve(observations);

            follower.catchUp(7);
            assertTownIsAsTheEvidenceHasIt(seed, observations);
            assertTheFeedLeadsToTheHolders(seed, answers, follower);
        }
    }

    @Test
    void whatIsKnownIsNotWrittenAgain() {
        var observations = RandomObservations.of(new Random(7), 200, 30);
        resolver.resolve(observations);
        var before = written();

        resolver.resolve(observations);

        assertThat(written()).isEqualTo(before);
    }

    @Test
    void anEarlierSightingOfAKnownLinkIsKept() {
        resolver.resolve(List.of(seen("web", NOON, email("ann"), phone("1"))));
        var earlier = seen("archive", NOON.minusSeconds(60), email("ann"), phone("1"));

        resolver.resolve(List.of(earlier));

        assertThat(town.links(List.of(earlier))).isEqualTo(Evidence.of(List.of(earlier)).links());
    }

    @Test
    void aSharedDeviceThatHadJoinedPeoplePartsThemAndOldIdsComeBack() {
        var ann = resolver.resolve(List.of(seen(email("ann")))).getFirst().customer();
        var unknownCaller = resolver.resolve(List.of(seen(phone("1")))).getFirst().customer();
        resolver.resolve(List.of(seen(email("ann"), device("tablet")), seen(phone("1"), device("tablet"))));
        assertThat(town.holders()).containsEntry(phone("1"), ann);

        resolver.resolve(List.of(seen(email("bob"), device("tablet"))));

        assertThat(town.holders()).containsEntry(email("ann"), ann).containsEntry(phone("1"), unknownCaller);
    }

    @Test
    void aDepartureIsForgottenWhenTheIdentifierComesBack() {
        var ann = resolver.resolve(List.of(seen(email("ann"), device("tablet")))).getFirst().customer();
        resolver.resolve(List.of(seen(phone("1"), device("tablet"))));
        resolver.resolve(List.of(seen(email("bob"), device("tablet"))));
        assertThat(moved(customer(ann))).contains(phone("1"));

        resolver.resolve(List.of(seen(email("ann"), phone("1"))));

        assertThat(customer(ann).identifiers()).containsExactlyInAnyOrder(email("ann"), phone("1"));
        assertThat(moved(customer(ann))).containsExactly(device("tablet"));
    }

    @Test
    void aCustomerThatBecameAnotherTellsWhichAndWhereItsIdentifiersWent() {
        var older = resolver.resolve(List.of(seen(email("ann")))).getFirst().customer();
        var younger = resolver.resolve(List.of(seen(phone("1")))).getFirst().customer();

        resolver.resolve(List.of(seen(email("ann"), phone("1"))));

        assertThat(customers.asTheyAre(List.of(younger)).get(younger))
                .returns(java.util.Optional.of(older), Customer::mergedInto)
                .returns(List.of(), Customer::identifiers)
                .returns(List.of(phone("1")), ResolverIT::moved)
                .satisfies(customer -> assertThat(customer.departures())
                        .allSatisfy(departure -> assertThat(((Customer.Departure.Moved) departure).holder())
                                .isEqualTo(older)));
    }

    @Test
    void aBatchThatBringsTogetherMoreThanOneTransactionLocksIsLearntInPortions() {
        int many = Resolver.CUSTOMERS_AT_ONCE + 200;
        resolver.resolve(IntStream.range(0, many).mapToObj(i -> seen(crm("" + i))).toList());

        var holders = customers(resolver.resolve(IntStream.range(0, many - 1)
                .mapToObj(i -> seen(crm("" + i), crm("" + (i + 1))))
                .toList()));

        assertThat(new HashSet<>(holders)).hasSize(1);
        assertThat(town.customers()).hasSize(1);
    }

    private void assertTownIsAsTheEvidenceHasIt(long seed, List<Observation> observations) {
        var evidence = Evidence.of(observations);
        assertThat(town.customers()).as(Seeds.named(seed)).isEqualTo(Oracle.customers(observations));
        assertThat(town.links(observations)).as(Seeds.named(seed)).isEqualTo(evidence.links());
        assertThat(town.linkCount()).as(Seeds.named(seed)).isEqualTo(evidence.links().size());
        assertThat(town.said()).as(Seeds.named(seed)).isEqualTo(Oracle.said(observations));

        var holders = town.holders();
        town.founders().forEach((id, founder) -> assertThat(customers.living(id).map(Customer::id))
                .as(Seeds.named(seed))
                .contains(holders.get(founder)));
        var idsByHolder = town.founders().entrySet().stream()
                .collect(Collectors.groupingBy(each -> holders.get(each.getValue()), Collectors.mapping(
                        Map.Entry::getKey, Collectors.toSet())));
        idsByHolder.forEach((living, ids) -> assertThat(ids.stream().min(UUID::compareTo))
                .as("the oldest id stays; " + Seeds.named(seed))
                .contains(living));
    }

    private void assertTheFeedLeadsToTheHolders(long seed, Set<Answer> answers, Follower follower) {
        var holders = town.holders();
        assertThat(answers)
                .as(Seeds.named(seed))
                .allSatisfy(answer -> assertThat(follower.holder(
                                answer.holder().customer(), answer.anchor(), answer.holder().anchorKey()))
                        .contains(holders.get(answer.anchor())));
        assertThat(town.founders()).as(Seeds.named(seed)).allSatisfy((id, founder) -> assertThat(follower.living(id))
                .isEqualTo(holders.get(founder)));
    }

    private Customer customer(UUID id) {
        return customers.living(id).orElseThrow();
    }

    private List<Object> written() {
        return List.of(
                town.holders(), town.founders(), town.linkCount(), town.count("feed"), town.count("departure"),
                town.revisions(), town.said());
    }

    private static List<UUID> customers(List<Holder> holders) {
        return holders.stream().map(Holder::customer).toList();
    }

    /** What {@code customer} held once and others hold now. */
    private static List<Identifier> moved(Customer customer) {
        return customer.departures().stream()
                .map(departure -> ((Customer.Departure.Moved) departure).identifier())
                .toList();
    }

    private static Set<Answer> answers(List<Observation> batch, List<Holder> holders) {
        return IntStream.range(0, batch.size())
                .mapToObj(i -> new Answer(holders.get(i), batch.get(i).anchor()))
                .collect(Collectors.toSet());
    }

    private static List<Observation> half(List<Observation> observations, Random random) {
        var some = new ArrayList<>(observations);
        some.removeIf(_ -> random.nextBoolean());
        return some;
    }

    /** Runs {@code tasks} on threads of their own, all from the same moment, while the follower reads along. */
    private static List<Future<Set<Answer>>> atOnce(List<Callable<Set<Answer>>> tasks, Follower follower)
            throws InterruptedException, ExecutionException {
        var start = new CyclicBarrier(tasks.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = tasks.stream()
                    .map(task -> threads.submit(() -> {
                        start.await();
                        return task.call();
                    }))
                    .toList();
            while (running.stream().anyMatch(each -> !each.isDone())) {
                follower.readPage(5);
            }
            return running;
        }
    }
}
