package io.throughline.orchestration;

import static io.throughline.orchestration.decision.core.Fixtures.NOON;
import static io.throughline.orchestration.decision.core.Fixtures.liveAt;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.kit.database.Database;
import io.throughline.kit.test.PostgresResource;
import io.throughline.orchestration.action.ChannelByHand;
import io.throughline.orchestration.decision.DecisionLog;
import io.throughline.orchestration.decision.DecisionMaker;
import io.throughline.orchestration.decision.Release;
import io.throughline.orchestration.decision.core.ActionState;
import io.throughline.orchestration.decision.core.Change;
import io.throughline.orchestration.decision.core.CorrectionLaw;
import io.throughline.orchestration.decision.core.Decision;
import io.throughline.orchestration.decision.core.Desk;
import io.throughline.orchestration.decision.core.KnownAction;
import io.throughline.orchestration.peer.FakePeers;
import io.throughline.orchestration.peer.PeersResource;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The law of corrections through PostgreSQL. {@code -Dthroughline.seed=N} replays one history. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(PeersResource.class)
class CorrectionLawIT {

    private static final int HISTORIES = 20;
    private static final int STEPS = 40;

    @Inject
    ServiceUnderTest service;

    @Inject
    DecisionMaker decisions;

    @Inject
    Release release;

    @Inject
    DecisionLog log;

    @Inject
    ChannelByHand channel;

    @Inject
    Database database;

    FakePeers peers;

    /** Nobody but the test can then tell how far the feed has been read. */
    @BeforeEach
    void beAlone() {
        peers.beDown();
    }

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
        private final NavigableMap<Long, Instant> readAt = new TreeMap<>();

        PostgresDesk(String name) {
            this.name = name;
        }

        @Override
        public void tell(List<Change> page, long moment) {
            OnVirtualThread.call(() -> {
                readAt.putIfAbsent(moment, now());
                return database.inTransaction(transaction -> {
                    decisions.decide(transaction, page, liveAt(NOON));
                    return true;
                });
            });
        }

        @Override
        public void release(long oldestUnread) {
            OnVirtualThread.call(() -> {
                var next = readAt.ceilingEntry(oldestUnread);
                // What was made at that moment or later is not to go, and was made after the time that is kept of it.
                return release.ofThoseMadeBy(next == null ? now() : next.getValue(), liveAt(NOON));
            });
        }

        @Override
        public void deliverAll() {
            OnVirtualThread.call(() -> {
                channel.letAnHourPass(name);
                return channel.carryOutAll(name);
            });
        }

        private Instant now() {
            return database.run("select clock_timestamp()").iterator().next().getOffsetDateTime(0).toInstant();
        }

        @Override
        public Collection<Decision> decisions() {
            return OnVirtualThread.call(() -> log.page(Optional.empty(), Optional.of(name), 10_000, "").decisions());
        }

        @Override
        public Collection<KnownAction> actions() {
            return OnVirtualThread.call(() -> {
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
    }
}
