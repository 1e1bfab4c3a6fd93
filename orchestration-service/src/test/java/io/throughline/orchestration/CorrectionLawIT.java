package io.throughline.orchestration;

import static io.throughline.orchestration.decision.core.Fixtures.NOON;
import static io.throughline.orchestration.decision.core.Fixtures.liveAt;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.kit.database.Database;
import io.throughline.kit.test.PostgresResource;
import io.throughline.orchestration.decision.DecisionLog;
import io.throughline.orchestration.decision.DecisionMaker;
import io.throughline.orchestration.decision.core.ActionState;
import io.throughline.orchestration.decision.core.Change;
import io.throughline.orchestration.decision.core.CorrectionLaw;
import io.throughline.orchestration.decision.core.Decision;
import io.throughline.orchestration.decision.core.Desk;
import io.throughline.orchestration.decision.core.KnownAction;
import io.throughline.orchestration.peer.PeersResource;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** The law of corrections through PostgreSQL. {@code -Dthroughline.seed=N} replays one history. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(PeersResource.class)
class CorrectionLawIT {

    private static final int HISTORIES = 6;
    private static final int STEPS = 40;

    @Inject
    ServiceUnderTest service;

    @Inject
    DecisionMaker decisions;

    @Inject
    DecisionLog log;

    @Inject
    Database database;

    @Test
    void theLawHoldsInAnyHistory() {
        var given = Long.getLong("throughline.seed");
        long first = given != null ? given : System.nanoTime();
        for (long seed = first; seed < first + (given != null ? 1 : HISTORIES); seed++) {
            var name = "law-" + seed;
            service.apply("""
                    name: %s
                    title: Remind
                    on: {journey: %s, transition: stalled}
                    ask: {channel: %s, action: remind}
                    fresh_for: 1d
                    """.formatted(name, name, name));
            try {
                CorrectionLaw.holds(seed, STEPS, name, new PostgresDesk(name));
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError("the law does not hold; replay with -Dthroughline.seed=" + seed, broken);
            }
        }
    }

    private final class PostgresDesk implements Desk {

        private final String name;

        PostgresDesk(String name) {
            this.name = name;
        }

        @Override
        public void tell(List<Change> page) {
            waitingFor(() -> database.inTransaction(transaction -> {
                decisions.decide(transaction, page, liveAt(NOON), false);
                return true;
            }));
        }

        @Override
        public void deliverAll() {
            waitingFor(() -> database.run(
                    "update action set state = 'DONE', offers = 1"
                            + " where channel = $1 and state in ('WAITING', 'OFFERED') and called_for",
                    Tuple.of(name)));
        }

        @Override
        public Collection<Decision> decisions() {
            return waitingFor(() -> log.page(Optional.empty(), Optional.of(name), 10_000, "").decisions());
        }

        @Override
        public Collection<KnownAction> actions() {
            return waitingFor(() -> {
                var actions = new ArrayList<KnownAction>();
                for (Row row : database.run(
                        "select id, state, called_for, journey, customer from action where channel = $1",
                        Tuple.of(name))) {
                    actions.add(new KnownAction(
                            row.getUUID(0),
                            ActionState.valueOf(row.getString(1)),
                            row.getBoolean(2),
                            row.getUUID(3),
                            row.getUUID(4)));
                }
                return actions;
            });
        }

        private <T> T waitingFor(Callable<T> work) {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                return threads.submit(work).get();
            } catch (Exception failure) {
                throw new AssertionError(failure);
            }
        }
    }
}
