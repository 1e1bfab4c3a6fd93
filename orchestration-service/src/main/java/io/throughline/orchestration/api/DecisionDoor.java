package io.throughline.orchestration.api;

import com.google.protobuf.util.Durations;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import io.throughline.kit.thread.OnVirtualThread;
import io.throughline.orchestration.decision.DecisionLog;
import io.throughline.orchestration.follow.JourneyFollower;
import io.throughline.orchestration.v1.DecisionService;
import io.throughline.orchestration.v1.GetFollowingRequest;
import io.throughline.orchestration.v1.GetFollowingResponse;
import io.throughline.orchestration.v1.ListDecisionsRequest;
import io.throughline.orchestration.v1.ListDecisionsResponse;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Tells what was decided, and why. */
@GrpcService
@OnVirtualThread
public class DecisionDoor implements DecisionService {

    private final DecisionLog decisions;
    private final JourneyFollower journeys;

    @Inject
    public DecisionDoor(DecisionLog decisions, JourneyFollower journeys) {
        this.decisions = decisions;
        this.journeys = journeys;
    }

    @Override
    public Uni<ListDecisionsResponse> listDecisions(ListDecisionsRequest request) {
        var page = decisions.page(
                Optional.of(request.getCustomerId()).filter(id -> !id.isEmpty()).map(UUID::fromString),
                Optional.of(request.getPolicy()).filter(name -> !name.isEmpty()),
                Pages.size(request.getPageSize()),
                request.getPageToken());
        return Uni.createFrom()
                .item(ListDecisionsResponse.newBuilder()
                        .addAllDecisions(page.decisions().stream()
                                .map(DecisionMessages::of)
                                .toList())
                        .setNextPageToken(page.nextPage())
                        .build());
    }

    @Override
    public Uni<GetFollowingResponse> getFollowing(GetFollowingRequest request) {
        var lag = journeys.lag();
        return Uni.createFrom()
                .item(GetFollowingResponse.newBuilder()
                        .setChangesBehind(lag.changes())
                        .setBehind(Durations.fromNanos(lag.age().toNanos()))
                        .build());
    }
}
