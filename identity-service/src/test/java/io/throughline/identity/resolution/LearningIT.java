package io.throughline.identity.resolution;

import static io.throughline.identity.People.NOON;
import static io.throughline.identity.People.cookie;
import static io.throughline.identity.People.crm;
import static io.throughline.identity.People.device;
import static io.throughline.identity.People.email;
import static io.throughline.identity.People.phone;
import static io.throughline.identity.People.saying;
import static io.throughline.identity.People.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.identity.graph.Evidence;
import io.throughline.identity.graph.Observation;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.test.PostgresResource;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a call does when another has changed what it had looked at: nothing, so that it can look again. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class LearningIT {

    @Inject
    Database database;

    @Inject
    Resolver resolver;

    @Inject
    EvidenceStore store;

    @Inject
    Learning learning;

    @Inject
    StoredTown town;

    @BeforeEach
    void nobodyIsKnown() {
        town.empty();
    }

    @Test
    void aCustomerWhoHasBecomeAnotherMeanwhileIsLookedUpAgain() {
        resolver.resolve(List.of(seen(email("ann"))));
        resolver.resolve(List.of(seen(phone("1"))));
        var evidence = Evidence.of(List.of(seen(phone("1"), phone("2"))));
        var known = store.known(evidence);

        resolver.resolve(List.of(seen(email("ann"), phone("1"))));

        assertOvertaken(evidence, known);
    }

    @Test
    void anIdentifierThatHasBecomeKnownMeanwhileIsLookedUpAgain() {
        Observation observation = seen(email("ann"), phone("1"));
        var evidence = Evidence.of(List.of(observation));
        var known = store.known(evidence);

        resolver.resolve(List.of(seen(phone("1"))));

        assertOvertaken(evidence, known);
    }

    @Test
    void anIdentifierThatHasLeftMeanwhileIsNotSaidToHaveGoneWithItsFormerCustomer() {
        var older = resolver.resolve(List.of(seen(crm("7")))).getFirst().customer();
        var ann = resolver.resolve(List.of(seen(email("ann"), device("tablet")))).getFirst().customer();
        resolver.resolve(List.of(seen(phone("1"), device("tablet"))));
        var evidence = Evidence.of(List.of(seen(phone("1")), seen(crm("7"), email("ann"))));
        var known = store.known(evidence);

        resolver.resolve(List.of(seen(email("bob"), device("tablet"))));
        var learnt = learn(known.missing(evidence), known);

        assertThat(learnt.holder(email("ann"), known).customer()).isEqualTo(older);
        assertThat(learnt.holder(phone("1"), known).customer()).isEqualTo(ann);
    }

    @Test
    void anIdentifierGoesAlongWhenItsCustomerBecomesAnother() {
        var older = resolver.resolve(List.of(seen(crm("7")))).getFirst().customer();
        resolver.resolve(List.of(seen(email("ann"), phone("1"))));
        var evidence = Evidence.of(List.of(seen(phone("1")), seen(crm("7"), email("ann"))));
        var known = store.known(evidence);

        var learnt = learn(known.missing(evidence), known);

        assertThat(learnt.holder(phone("1"), known).customer()).isEqualTo(older);
    }

    @Test
    void whatIsLearntOfADeviceReadsNoMoreWhenItWasSeenWithManyCookies() {
        seenWithCookies("few", 10);
        seenWithCookies("many", 5_000);

        assertThat(rowsReadToLearn(seen(device("many"), cookie("new-1"))))
                .isEqualTo(rowsReadToLearn(seen(device("few"), cookie("new-2"))));
        assertThat(rowsReadToLearn(seen(device("many"), email("ann"))))
                .isEqualTo(rowsReadToLearn(seen(device("few"), email("bob"))))
                .isLessThan(10);
        assertThat(rowsReadToLearn(seen(device("many"), phone("1"))))
                .isEqualTo(rowsReadToLearn(seen(device("few"), phone("2"))));
        assertThat(town.holders()).extractingByKeys(device("many"), email("ann"), phone("1")).containsOnly(
                town.holders().get(cookie("many-0")));
    }

    @Test
    void theNumberOfStatementsDoesNotDependOnHowMuchIsSaid() {
        resolver.resolve(IntStream.range(0, 101).mapToObj(i -> said(i, NOON, "gold")).toList());

        long ofOne = statementsToLearn(List.of(said(100, NOON.plusSeconds(1), "silver")));
        long ofMany = statementsToLearn(IntStream.range(0, 100)
                .mapToObj(i -> said(i, NOON.plusSeconds(1), "silver"))
                .toList());

        assertThat(ofMany).isEqualTo(ofOne).isPositive();
    }

    private static Observation said(int customer, Instant at, String plan) {
        return saying(seen("shop", at, crm("" + customer)), "plan", plan);
    }

    private long statementsToLearn(List<Observation> observations) {
        var evidence = Evidence.of(observations);
        var known = store.known(evidence);
        var statements = new AtomicLong();
        database.inTransaction(transaction -> learning.learn(
                new Transaction() {
                    @Override
                    public RowSet<Row> run(String sql, Tuple arguments) {
                        statements.incrementAndGet();
                        return transaction.run(sql, arguments);
                    }

                    @Override
                    public void readWhile(String sql, Tuple arguments, Predicate<Row> reader) {
                        statements.incrementAndGet();
                        transaction.readWhile(sql, arguments, reader);
                    }
                },
                known.missing(evidence),
                known));
        return statements.get();
    }

    private void seenWithCookies(String device, int cookies) {
        var observations = IntStream.range(0, cookies)
                .mapToObj(i -> seen(device(device), cookie(device + "-" + i)))
                .toList();
        for (int i = 0; i < cookies; i += 1_000) {
            resolver.resolve(observations.subList(i, Math.min(i + 1_000, cookies)));
        }
    }

    private long rowsReadToLearn(Observation observation) {
        var evidence = Evidence.of(List.of(observation));
        var known = store.known(evidence);
        return database.inTransaction(transaction -> {
            long before = rowsRead(transaction);
            learning.learn(transaction, known.missing(evidence), known);
            return rowsRead(transaction) - before;
        });
    }

    /** By this connection: in this transaction, and for a while in those before. */
    private static long rowsRead(Transaction transaction) {
        return transaction
                .run(
                        "select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::bigint from pg_stat_xact_user_tables"
                                + " where relname in ('identifier', 'link')",
                        Tuple.tuple())
                .iterator()
                .next()
                .getLong(0);
    }

    private void assertOvertaken(Evidence evidence, Known known) {
        long identifiers = town.count("identifier");
        assertThatThrownBy(() -> learn(evidence, known)).isInstanceOf(OvertakenException.class);
        assertThat(town.count("identifier")).isEqualTo(identifiers);
    }

    private Learnt learn(Evidence evidence, Known known) {
        return database.inTransaction(transaction -> learning.learn(transaction, evidence, known));
    }
}
