package io.throughline.measurement.follow;

import com.google.protobuf.util.Durations;
import io.quarkus.grpc.GrpcClient;
import io.throughline.feed.v1.ChangeHeader;
import io.throughline.feed.v1.SlotPosition;
import io.throughline.journey.v1.GetJourneyFeedLagRequest;
import io.throughline.journey.v1.JourneyChange;
import io.throughline.journey.v1.MutinyJourneyServiceGrpc.MutinyJourneyServiceStub;
import io.throughline.journey.v1.ReadJourneyChangesRequest;
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

    @Inject
    public JourneyFeed(@GrpcClient("journey") MutinyJourneyServiceStub journeys) {
        this.journeys = journeys;
    }

    @Override
    public List<JourneyChange> read(List<SlotPosition> positions, int pageSize, Duration wait) {
        var request = ReadJourneyChangesRequest.newBuilder()
                .addAllPositions(positions)
                .setPageSize(pageSize)
                .setWait(Durations.fromMillis(wait.toMillis()))
                .build();
        return Peers.ask(journeys, wait.plus(PATIENCE), stub -> stub.readJourneyChanges(request))
                .getChangesList();
    }

    @Override
    public FeedSnapshot<JourneyChange> snapshot(Set<Integer> slots, String token, int pageSize) {
        var request = ReadJourneySnapshotRequest.newBuilder()
                .addAllSlots(slots)
                .setPageToken(token)
                .setPageSize(pageSize)
                .build();
        var page = Peers.ask(journeys, PATIENCE, stub -> stub.readJourneySnapshot(request));
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

    /** All of the feed that lies beyond {@code positions}. */
    public FeedLag wholeLag(List<SlotPosition> positions) {
        return lag(positions, 0);
    }

    private FeedLag lag(List<SlotPosition> positions, int countUpTo) {
        var request = GetJourneyFeedLagRequest.newBuilder()
                .addAllPositions(positions)
                .setCountUpTo(countUpTo)
                .build();
        var lag = Peers.ask(journeys, PATIENCE, stub -> stub.getJourneyFeedLag(request));
        return new FeedLag(lag.getChanges(), Duration.ofMillis(Durations.toMillis(lag.getAge())), lag.getTruncated());
    }
}
