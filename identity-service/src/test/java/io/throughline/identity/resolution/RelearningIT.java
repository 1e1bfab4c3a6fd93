package io.throughline.identity.resolution;

import static io.throughline.identity.People.cookie;
import static io.throughline.identity.People.crm;
import static io.throughline.identity.People.device;
import static io.throughline.identity.People.email;
import static io.throughline.identity.People.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.identity.Oracle;
import io.throughline.identity.People;
import io.throughline.identity.customer.CustomerFeed;
import io.throughline.identity.customer.CustomerStore;
import io.throughline.identity.graph.Observation;
import io.throughline.identity.identifier.Identifier;
import io.throughline.identity.identifier.Namespaces;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.test.PostgresResource;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A value that only the erased kept from joining others joins all whom it was seen with, however many they are. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RelearningIT {

    private static final Identifier KIOSK = device("kiosk");

    /** As many as PostgreSQL has locks as it comes: 64 for each of 100 connections. */
    private static final int LOCKS = 6_400;

    @Inject
    Pool pool;

    @Inject
    Database database;

    @Inject
    Resolver resolver;

    @Inject
    Eraser eraser;

    @Inject
    Erasing erasing;

    @Inject
    Learning learning;

    @Inject
    Namespaces namespaces;

    @Inject
    CustomerFeed feed;

    @Inject
    CustomerStore customers;

    @Inject
    StoredTown town;

    @BeforeEach
    void nobodyIsKnown() {
        town.empty();
    }

    @Test
    void whoWasSeenWithThousandsIsErasedAndSoIsWhoTheyAllBecome() {
        var ann = kioskOf(LOCKS + 100);
        var bob = customer(email("bob"));
        var watched = new WatchedDatabase(pool);
        var erasers = new Eraser(watched, erasing, new Relearning(watched, learning, feed, namespaces), feed);

        erasers.erase(ann);

        assertThat(watched.mostLocks()).isPositive().isLessThanOrEqualTo(2 * Relearning.LEARNT_AT_ONCE);
        assertThat(town.customers()).hasSize(1);
        assertThat(customer(cookie("0"))).isEqualTo(customer(email("bob")));

        erasers.erase(bob);

        assertThat(watched.mostLocks()).isPositive().isLessThanOrEqualTo(2 * Relearning.LEARNT_AT_ONCE);
        assertThat(town.holders()).isEmpty();
    }

    @Test
    void afterEachPortionCustomersAreThoseOfTheEvidenceAndTheFeedLeadsToThem() {
        var ann = kioskOf(20);
        resolver.resolve(List.of(seen(cookie("0"), email("eve")), seen(cookie("1"), crm("7"))));
        var before = new HashMap<>(town.holders());
        var keys = town.keys();
        var follower = new Follower(feed, customers);
        assertThat(eraseOnly(ann)).isTrue();
        before.remove(email("ann"));
        long links = town.linkCount() + town.count("unlearnt_link");

        int portions = 0;
        do {
            portions++;
            assertThat(town.customers()).isEqualTo(Oracle.customers(whatCounts()));
            assertThat(town.linkCount() + town.count("unlearnt_link")).isEqualTo(links);
            follower.catchUp(10);
            var holders = town.holders();
            assertThat(before).allSatisfy((identifier, holder) ->
                    assertThat(follower.holder(holder, identifier, keys.get(identifier))).contains(holders.get(identifier)));
        } while (inPortionsOf(7).step());

        // Four to take the links out, three to learn them, one to see that all is done; and the first look.
        assertThat(portions).isGreaterThan(6);
        assertThat(town.linkCount()).isEqualTo(links);
        assertThat(town.count("unlearnt_link") + town.count("doubted_value")).isZero();
        assertThat(town.customers()).hasSize(1);
        assertThat(customer(KIOSK)).isEqualTo(before.values().stream().min(UUID::compareTo).orElseThrow());
    }

    @Test
    void whatIsSeenBetweenTwoPortionsCountsWithTheRest() {
        var ann = kioskOf(20);
        eraseOnly(ann);
        for (int i = 0; i < 5; i++) {
            inPortionsOf(7).step();
        }
        assertThat(town.count("unlearnt_link")).isPositive();

        resolver.resolve(List.of(seen(email("eve"), KIOSK), seen(cookie("20"), KIOSK)));
        assertThat(town.customers()).isEqualTo(Oracle.customers(town.evidence()));
        inPortionsOf(7).run();

        assertThat(town.customers()).as("the kiosk is Bob's and Eve's").hasSize(24).isEqualTo(Oracle.customers(town.evidence()));
        assertThat(town.linkCount()).isEqualTo(23);
    }

    @Test
    void whoIsErasedBetweenTwoPortionsDoesNotComeBack() {
        var ann = kioskOf(20);
        eraseOnly(ann);
        inPortionsOf(100).step();
        assertThat(town.count("unlearnt_link")).isEqualTo(21);

        eraseOnly(customer(email("bob")));
        eraseOnly(customer(cookie("3")));
        inPortionsOf(7).run();

        assertThat(town.holders()).hasSize(20).doesNotContainKeys(email("ann"), email("bob"), cookie("3"));
        assertThat(town.customers()).hasSize(1);
    }

    /** Law 7: erasing one of many does not read whom all the others are. */
    @Test
    void ofAValueThatManyShareOnlySomeLinksAreRead() {
        var ann = kioskOf(0);
        for (int from = 0; from < 3_000; from += 1_000) {
            resolver.resolve(IntStream.range(from, from + 1_000).mapToObj(i -> seen(email("e" + i), KIOSK)).toList());
        }
        eraseOnly(ann);

        long read = database.inTransaction(transaction -> {
            var doubted = RelearningStore.nextDoubt(transaction).orElseThrow();
            long before = rowsRead(transaction);
            var links = RelearningStore.seenWith(transaction, KIOSK, doubted.row().orElseThrow().id(), namespaces);
            assertThat(links).hasSize(namespaces.uniqueNames().length + 1);
            return rowsRead(transaction) - before;
        });

        assertThat(read).isLessThan(100);
        assertThat(inPortionsOf(7).step()).isTrue();
        assertThat(town.count("doubted_value") + town.count("unlearnt_link")).isZero();
    }

    /** Ann's and Bob's, so that it joins nobody, and seen with this many cookies; says who Ann is. */
    private UUID kioskOf(int cookies) {
        resolver.resolve(List.of(seen(email("ann"), KIOSK)));
        resolver.resolve(List.of(seen(email("bob"), KIOSK)));
        var all = new ArrayList<>(IntStream.range(0, cookies).mapToObj(i -> cookie(Integer.toString(i))).toList());
        for (int from = 0; from < cookies; from += 500) {
            var some = all.subList(from, Math.min(cookies, from + 500));
            resolver.resolve(some.stream().map(People::seen).toList());
            resolver.resolve(some.stream().map(cookie -> seen(cookie, KIOSK)).toList());
        }
        assertThat(town.customers()).hasSize(cookies + 3);
        return customer(email("ann"));
    }

    /** All evidence but the links of the kiosk, while it is looked at. */
    private List<Observation> whatCounts() {
        boolean lookedAt = town.count("doubted_value") > 0;
        return town.evidence().stream()
                .filter(observation -> !lookedAt
                        || observation.identifiers().size() == 1
                        || !observation.identifiers().contains(KIOSK))
                .toList();
    }

    private UUID customer(Identifier identifier) {
        return town.holders().get(identifier);
    }

    /** As if the process were killed after its first transaction. */
    private boolean eraseOnly(UUID customer) {
        return database.inTransaction(transaction -> erasing.erase(transaction, customer));
    }

    /** Of another process. */
    private Relearning inPortionsOf(int links) {
        return new Relearning(database, learning, feed, namespaces, links, links);
    }

    private static long rowsRead(Transaction transaction) {
        return transaction
                .run(
                        """
                        select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::bigint
                        from pg_stat_xact_user_tables where relname in ('link', 'identifier')
                        """,
                        Tuple.tuple())
                .iterator()
                .next()
                .getLong(0);
    }

    /** Counts the advisory locks that its transactions hold. */
    private static final class WatchedDatabase extends Database {

        private static final String HELD = """
                select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()
                """;

        private final List<Long> locks = new ArrayList<>();

        WatchedDatabase(Pool pool) {
            super(pool);
        }

        /** By one transaction at most, of those since this was asked before. */
        long mostLocks() {
            long most = locks.stream().max(Long::compare).orElse(0L);
            locks.clear();
            return most;
        }

        @Override
        public <T> T inTransaction(Function<Transaction, T> work) {
            return super.inTransaction(transaction -> {
                var done = work.apply(transaction);
                locks.add(transaction.run(HELD, Tuple.tuple()).iterator().next().getLong(0));
                return done;
            });
        }
    }
}
