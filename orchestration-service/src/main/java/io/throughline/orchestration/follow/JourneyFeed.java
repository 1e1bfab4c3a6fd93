package io.throughline.orchestration.follow;

import com.google.protobuf.util.Durations;
import io.quarkus.grpc.GrpcClient;
import io.throughline.feed.v1.ChangeHeader;
import io.throughline.feed.v1.SlotPosition;
import io.throughline.journey.v1.GetJourneyFeedLagRequest;
import io.throughline.journey.v1.JourneyChange;
import io.throughline.journey.v1.MutinyJourneyServiceGrpc.MutinyJourneyServiceStub;
import io.throughline.journey.v1.ReadJourneyChangesRequest;
import io.throughline.journey.v1.ReadJourneyChangesResponse;
import io.throughline.journey.v1.ReadJourneySnapshotRequest;
import io.throughline.kit.feed.FeedLag;
import io.throughline.kit.feed.FeedSnapshot;
import io.throughline.kit.feed.SnapshotSource;
import io.throughline.kit.peer.Peers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Journey-service's feed of changes. */
@ApplicationScoped
public class JourneyFeed implements SnapshotSource<JourneyChange> {

    /** For the answer itself, beyond the time that the feed is asked to wait for a first change. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MutinyJourneyServiceStub journeys;
    private final JourneyClock clock;

    @Inject
    public JourneyFeed(@GrpcClient("journey") MutinyJourneyServiceStub journeys, JourneyClock clock) {
        this.journeys = journeys;
        this.clock = clock;
    }

    @Override
    public List<JourneyChange> read(List<SlotPosition> positions, int pageSize, Duration wait) {
        return page(positions, pageSize, wait).getChangesList();
    }

    /** The next changes, and whether there may be more behind them. */
    ReadJourneyChangesResponse page(List<SlotPosition> positions, int pageSize, Duration wait) {
        var request = ReadJourneyChangesRequest.newBuilder()
                .addAllPositions(positions)
                .setPageSize(pageSize)
                .setWait(Durations.fromMillis(wait.toMillis()))
                .build();
        var page = Peers.ask(journeys, wait.plus(PATIENCE), stub -> stub.readJourneyChanges(request));
        if (page.getChangesCount() > 0) {
            // Here and not where it is needed: no peer is waited for inside a transaction.
            clock.look();
        }
        return page;
    }

    @Override
    public FeedSnapshot<JourneyChange> snapshot(Set<Integer> slots, String token, int pageSize) {
        var request = ReadJourneySnapshotRequest.newBuilder()
                .addAllSlots(slots)
                .setPageToken(token)
                .setPageSize(pageSize)
                .build();
        var page = Peers.ask(journeys, PATIENCE, stub -> stub.readJourneySnapshot(request));
        if (page.getChangesCount() > 0) {
            clock.look();
        }
        return new FeedSnapshot<>(
                page.getChangesList(),
                Optional.of(page.getNextPageToken()).filter(next -> !next.isEmpty()),
                page.getPositionsList());
    }

    @Override
    public ChangeHeader header(JourneyChange change) {
        return change.getHeader();
    }

    @Override
    public FeedLag lag(List<SlotPosition> positions) {
        return lag(positions, FeedLag.COUNTED_UP_TO);
    }

    /** All that lies beyond {@code positions}: an answer costs as much as there is. */
    FeedLag wholeLag(List<SlotPosition> positions) {
        return lag(positions, 0);
    }

    private FeedLag lag(List<SlotPosition> positions, int countUpTo) {
        var request = GetJourneyFeedLagRequest.newBuilder()
                .addAllPositions(positions)
                .setCountUpTo(countUpTo)
                .build();
        var lag = Peers.ask(journeys, PATIENCE, stub -> stub.getJourneyFeedLag(request));
        return new FeedLag(lag.getChanges(), Duration.ofNanos(Durations.toNanos(lag.getAge())), lag.getTruncated());
    }
}
