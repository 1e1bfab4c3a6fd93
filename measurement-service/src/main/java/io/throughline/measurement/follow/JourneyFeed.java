package io.throughline.measurement.follow;

import com.google.protobuf.util.Durations;
import io.grpc.ManagedChannel;
import io.quarkus.grpc.GrpcClient;
import io.throughline.feed.v1.ChangeHeader;
import io.throughline.feed.v1.SlotPosition;
import io.throughline.journey.v1.GetJourneyFeedLagRequest;
import io.throughline.journey.v1.JourneyChange;
import io.throughline.journey.v1.MutinyJourneyServiceGrpc.MutinyJourneyServiceStub;
import io.throughline.journey.v1.ReadJourneyChangesRequest;
import io.throughline.kit.feed.FeedLag;
import io.throughline.kit.feed.FeedSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Journey-service's feed of changes. */
@ApplicationScoped
public class JourneyFeed implements FeedSource<JourneyChange> {

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
        var patience = wait.plus(PATIENCE);
        try {
            return journeys.withDeadlineAfter(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .readJourneyChanges(request)
                    .await()
                    .atMost(patience.plusSeconds(1))
                    .getChangesList();
        } catch (RuntimeException failure) {
            connectSoon();
            throw failure;
        }
    }

    /**
     * The channel tries to connect ever more rarely, up to two minutes apart; whoever follows paces its attempts itself and
     * wants each of them to be one.
     */
    private void connectSoon() {
        if (journeys.getChannel() instanceof ManagedChannel channel) {
            channel.resetConnectBackoff();
        }
    }

    @Override
    public ChangeHeader header(JourneyChange change) {
        return change.getHeader();
    }

    /** How much of the feed lies beyond {@code positions}. */
    public FeedLag lag(List<SlotPosition> positions) {
        var request = GetJourneyFeedLagRequest.newBuilder().addAllPositions(positions).build();
        var lag = journeys.withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .getJourneyFeedLag(request)
                .await()
                .atMost(PATIENCE.plusSeconds(1));
        return new FeedLag(lag.getChanges(), Duration.ofMillis(Durations.toMillis(lag.getAge())));
    }
}
