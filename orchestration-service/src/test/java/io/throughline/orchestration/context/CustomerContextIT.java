package io.throughline.orchestration.context;

import static io.throughline.orchestration.decision.core.Fixtures.NOON;
import static io.throughline.orchestration.decision.core.Fixtures.liveAt;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.test.PostgresResource;
import io.throughline.orchestration.ServiceUnderTest;
import io.throughline.orchestration.decision.DecisionMaker;
import io.throughline.orchestration.decision.core.Change;
import io.throughline.orchestration.decision.core.Customer;
import io.throughline.orchestration.decision.core.Fixtures;
import io.throughline.orchestration.decision.core.History;
import io.throughline.orchestration.decision.core.JourneyState;
import io.throughline.orchestration.decision.core.Transition;
import io.throughline.orchestration.decision.core.TransitionKind;
import io.throughline.orchestration.peer.PeersResource;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What is known of a customer as a whole, through PostgreSQL. {@code -Dthroughline.seed=N} replays one history. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(PeersResource.class)
class CustomerContextIT {

    private static final int HISTORIES = 10;
    private static final int STEPS = 60;
    private static final int PAGE = 100;

    private static final String AFRESH = """
            select customer, definition, state, count(*), sum(interactions), sum(handovers), sum(nps_promoters),
                sum(nps_passives), sum(nps_detractors), sum(csat_answers), sum(csat_sum), sum(ces_answers), sum(ces_sum)
            from journey
            where not withdrawn
            group by customer, definition, state
            """;

    private static final String COUNTED = """
            select * from customer_journeys
            where (journeys, interactions, handovers, nps_promoters, nps_passives, nps_detractors, csat_answers, csat_sum,
                ces_answers, ces_sum) <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
            """;

    private static final String MISCOUNTED = """
            select count(*)
            from (((%1$s) except all (%2$s)) union all ((%2$s) except all (%1$s))) wrong
            """.formatted(AFRESH, COUNTED);

    private static final String JOURNEYS_OF = """
            insert into journey
            select gen_random_uuid(), $1, 1, false, null, 'pay-bill', 'ACHIEVED',
                timestamptz '2026-01-01' + n * interval '1 s', 'web', 3, 1, 0, 0, 0, 0, 0, 0, 0
            from generate_series(1, $2::integer) n
            """;

    // Counts what the connection did before the transaction, too, for a while.
    private static final String ROWS_READ = """
            select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::bigint
            from pg_stat_xact_user_tables
            where relname in ('journey', 'customer_journeys')
            """;

    @Inject
    ServiceUnderTest service;

    @Inject
    DecisionMaker decisions;

    @Inject
    Database database;

    @Inject
    AgroalDataSource dataSource;

    @Test
    void theCountsAreTheSumOfTheJourneysInAnyHistory() {
        var given = Long.getLong("throughline.seed");
        long first = given != null ? given : System.nanoTime();
        for (long seed = first; seed < first + (given != null ? 1 : HISTORIES); seed++) {
            try {
                countsAreTheSum(seed);
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError("the counts are not the sum; replay with -Dthroughline.seed=" + seed, broken);
            }
        }
    }

    private void countsAreTheSum(long seed) {
        var random = new Random(seed);
        var history = new History(seed, "counts-" + seed);
        for (int step = 0; step < STEPS; step++) {
            history.happen();
            tell(random.nextInt(5) == 0 ? history.rest() : history.page());
            assertThat(miscounted()).as("counts that are not the sum of the journeys kept").isZero();
        }
        tell(history.rest());
        tell(history.everythingAgain());

        assertThat(miscounted()).as("counts that are not the sum of the journeys kept").isZero();
        var expected = history.customers();
        assertThat(customers(expected.keySet())).as("what is known when all was told").isEqualTo(expected);
    }

    @Test
    void aDecisionReadsNoMoreOfACustomerWithManyJourneys() {
        service.apply("""
                name: costs
                title: Greet
                on: {journey: pay-bill, transition: entered}
                when: customer.journeys.total > 0
                ask: {channel: costs, action: greet}
                fresh_for: 1d
                """);
        var few = UUID.randomUUID();
        var many = UUID.randomUUID();
        inTransaction(transaction -> transaction.run(JOURNEYS_OF, Tuple.of(few, 10)));
        inTransaction(transaction -> transaction.run(JOURNEYS_OF, Tuple.of(many, 10_000)));

        assertThat(rowsReadForAPageOf(many)).isEqualTo(rowsReadForAPageOf(few)).isLessThan(10 * PAGE);
        assertThat(customers(Set.of(many)).get(many).journeys())
                .isEqualTo(Map.of("pay-bill", Map.of(JourneyState.ACHIEVED, 10_000L, JourneyState.ACTIVE, (long) PAGE)));
    }

    /** By a page of journeys that begin. */
    private long rowsReadForAPageOf(UUID customer) {
        var page = IntStream.range(0, PAGE)
                .<Change>mapToObj(i -> Fixtures.told(Fixtures.journey(
                        customer + "-" + i,
                        customer,
                        1,
                        new Transition(UUID.randomUUID(), TransitionKind.ENTERED, NOON, ""))))
                .toList();
        return inTransaction(transaction -> {
            long before = first(transaction.run(ROWS_READ, Tuple.tuple()));
            decisions.decide(transaction, page, liveAt(NOON));
            return first(transaction.run(ROWS_READ, Tuple.tuple())) - before;
        });
    }

    @Test
    void whatWasStoredBeforeThereWereCountsIsCounted() throws SQLException {
        migrate("001");
        try (var connection = dataSource.getConnection()) {
            execute(connection, "set search_path = before");
            for (var withdrawn : List.of("false", "true")) {
                execute(connection, """
                        insert into journey
                        select gen_random_uuid(), md5((n %% 7)::text)::uuid, 1, %s, null, 'journey-' || n %% 2, 'STALLED',
                            now(), 'web', n, n, n, n, n, n, n, n, n
                        from generate_series(1, 100) n
                        """.formatted(withdrawn));
            }
        }
        migrate("latest");
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            execute(connection, "set search_path = before");
            try (var rows = statement.executeQuery(MISCOUNTED)) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getLong(1)).isZero();
            }
            try (var rows = statement.executeQuery("select count(*), sum(journeys) from customer_journeys")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getLong(1)).isEqualTo(14);
                assertThat(rows.getLong(2)).isEqualTo(100);
            }
            execute(connection, "reset search_path");
        }
    }

    private void migrate(String version) {
        Flyway.configure().dataSource(dataSource).schemas("before").target(version).load().migrate();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void tell(List<Change> page) {
        inTransaction(transaction -> {
            decisions.decide(transaction, page, liveAt(NOON));
            return true;
        });
    }

    private long miscounted() {
        return inTransaction(transaction -> first(transaction.run(MISCOUNTED, Tuple.tuple())));
    }

    private Map<UUID, Customer> customers(Set<UUID> ids) {
        return inTransaction(transaction -> ContextStore.customers(transaction, ids));
    }

    private static long first(Iterable<Row> rows) {
        return rows.iterator().next().getLong(0);
    }

    private <T> T inTransaction(Function<Transaction, T> work) {
        Callable<T> all = () -> database.inTransaction(work);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.submit(all).get();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }
}
