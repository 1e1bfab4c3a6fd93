package io.throughline.orchestration.action;

import static io.throughline.orchestration.decision.core.Fixtures.NOON;
import static io.throughline.orchestration.decision.core.Fixtures.liveAt;
import static io.throughline.orchestration.peer.Told.newId;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.journey.v1.ClockMode;
import io.throughline.kit.database.Database;
import io.throughline.kit.test.PostgresResource;
import io.throughline.orchestration.OnVirtualThread;
import io.throughline.orchestration.ServiceUnderTest;
import io.throughline.orchestration.decision.DecisionMaker;
import io.throughline.orchestration.decision.Release;
import io.throughline.orchestration.decision.core.Change;
import io.throughline.orchestration.decision.core.Journey;
import io.throughline.orchestration.decision.core.JourneyState;
import io.throughline.orchestration.decision.core.Tally;
import io.throughline.orchestration.decision.core.Transition;
import io.throughline.orchestration.decision.core.TransitionKind;
import io.throughline.orchestration.peer.FakeJourneys;
import io.throughline.orchestration.peer.FakePeers;
import io.throughline.orchestration.peer.PeersResource;
import io.throughline.orchestration.peer.Told;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several instances of what a replica has one of, on one database. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(PeersResource.class)
class ReplicasIT {

    private static final Instant LATER = Instant.parse("9999-01-01T00:00:00Z");

    FakeJourneys journeys;
    FakePeers peers;

    @Inject
    ServiceUnderTest service;

    @Inject
    DecisionMaker decisions;

    @Inject
    Database database;

    @Inject
    ActionConfiguration configuration;

    private final String channel = "replicas-" + newId().substring(0, 8);

    /** The running service can then release nothing. */
    @BeforeEach
    void begin() {
        peers.beDown();
        service.apply("""
                name: %1$s
                title: Remind
                on: {journey: %1$s, transition: stalled}
                ask: {channel: %1$s, action: remind}
                fresh_for: 1d
                """.formatted(channel));
    }

    @Test
    void twoReplicasNeverLeaseTheSameAction() {
        makeActions(300);
        OnVirtualThread.call(() -> new Release(database).ofThoseMadeBy(LATER, liveAt(NOON)));

        var leased = atOnce(this::leaseAll, this::leaseAll);

        assertThat(leased.stream().flatMap(List::stream)).hasSize(300).doesNotHaveDuplicates();
    }

    @Test
    void twoReplicasReleaseWhatIsHeldTogether() {
        makeActions(2_500);
        assertThat(OnVirtualThread.call(this::leaseAll)).isEmpty();

        atOnce(
                () -> new Release(database).ofThoseMadeBy(LATER, liveAt(NOON)),
                () -> new Release(database).ofThoseMadeBy(LATER, liveAt(NOON)));

        assertThat(service.held(channel)).isZero();
        assertThat(OnVirtualThread.call(this::leaseAll)).hasSize(2_500).doesNotHaveDuplicates();
    }

    @Test
    void oneReplicaReleasesWhileAnotherTakesBack() {
        var told = makeActions(1_000);

        atOnce(() -> new Release(database).ofThoseMadeBy(LATER, liveAt(NOON)), () -> {
            decide(told.stream().map(ReplicasIT::withdrawn).toList());
            return true;
        });

        assertThat(service.held(channel)).isZero();
        assertThat(service.actions(channel)).hasSize(1_000).containsOnly("CANCELLED");
        assertThat(OnVirtualThread.call(this::leaseAll)).isEmpty();
    }

    @Test
    void anyReplicaReleasesWhatOneHeldThatDied() {
        makeActions(3);
        journeys.showTime(ClockMode.CLOCK_MODE_LIVE, NOON);
        peers.beUp();
        journeys.tell(Told.journey(newId(), newId(), channel, 1), "");
        journeys.awaitFollowed();

        assertThat(OnVirtualThread.call(this::leaseAll)).hasSize(3);
    }

    @Test
    void oneBadAcknowledgementCostsNoOther() {
        makeActions(3);
        OnVirtualThread.call(() -> new Release(database).ofThoseMadeBy(LATER, liveAt(NOON)));
        var leases = new LeaseStore(database, configuration);
        var stream = UUID.randomUUID();
        var settled = OnVirtualThread.call(() -> {
            var actions = leases.reserve(channel, false, 3, stream).stream().map(OfferedAction::id).toList();
            leases.offer(actions, stream);
            return leases.settle(
                    List.of(
                            new Acknowledgement(actions.get(0), Acknowledgement.Result.DONE, "carried out"),
                            // No text that a column could hold.
                            new Acknowledgement(actions.get(1), Acknowledgement.Result.DONE, null),
                            new Acknowledgement(UUID.randomUUID(), Acknowledgement.Result.DONE, "never offered"),
                            new Acknowledgement(actions.get(2), Acknowledgement.Result.REFUSED, "moved")),
                    channel,
                    stream);
        });

        assertThat(settled.kept()).hasSize(2);
        assertThat(settled.failures()).hasSize(2);
        assertThat(service.actions(channel)).containsExactly("DONE", "OFFERED", "REFUSED");
    }

    private List<UUID> leaseAll() {
        var leases = new LeaseStore(database, configuration);
        var stream = UUID.randomUUID();
        var leased = new ArrayList<UUID>();
        for (var some = leases.reserve(channel, false, 7, stream);
                !some.isEmpty();
                some = leases.reserve(channel, false, 7, stream)) {
            some.forEach(action -> leased.add(action.id()));
        }
        return leased;
    }

    private List<Change> makeActions(int count) {
        var page = Stream.generate(this::stalledJourney).limit(count).toList();
        OnVirtualThread.call(() -> {
            decide(page);
            return true;
        });
        return page;
    }

    private void decide(List<Change> page) {
        database.inTransaction(transaction -> {
            decisions.decide(transaction, page, liveAt(NOON));
            return true;
        });
    }

    private Change stalledJourney() {
        return new Change.Told(
                new Journey(
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        1,
                        1,
                        channel,
                        1,
                        JourneyState.STALLED,
                        NOON,
                        NOON,
                        "web",
                        "bill.sent",
                        Tally.NONE,
                        List.of(new Transition(UUID.randomUUID(), TransitionKind.STALLED, NOON, ""))),
                "");
    }

    private static Change withdrawn(Change told) {
        return new Change.Withdrawn(told.journey(), told.customer(), 2, 1, Optional.empty(), "");
    }

    private static <T> List<T> atOnce(Callable<T> one, Callable<T> other) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var both = List.of(threads.submit(one), threads.submit(other));
            return List.of(both.getFirst().get(), both.getLast().get());
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }
}
