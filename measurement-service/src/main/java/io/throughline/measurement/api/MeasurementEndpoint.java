package io.throughline.measurement.api;

import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import io.throughline.kit.thread.OnVirtualThread;
import io.throughline.measurement.v1.GetFollowingRequest;
import io.throughline.measurement.v1.GetFollowingResponse;
import io.throughline.measurement.v1.GetJourneyScoreRequest;
import io.throughline.measurement.v1.GetJourneyScoreResponse;
import io.throughline.measurement.v1.GetPathsRequest;
import io.throughline.measurement.v1.GetPathsResponse;
import io.throughline.measurement.v1.GetScorecardRequest;
import io.throughline.measurement.v1.GetScorecardResponse;
import io.throughline.measurement.v1.ListScorecardsRequest;
import io.throughline.measurement.v1.ListScorecardsResponse;
import io.throughline.measurement.v1.MeasurementService;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** The gRPC door. */
@GrpcService
public class MeasurementEndpoint implements MeasurementService {

    private final Measurement measurement;

    @Inject
    public MeasurementEndpoint(Measurement measurement) {
        this.measurement = measurement;
    }

    @Override
    @OnVirtualThread
    public Uni<GetScorecardResponse> getScorecard(GetScorecardRequest request) {
        var scorecard = measurement.scorecard(
                request.getDefinition(), Optional.of(request.getPersona()).filter(persona -> !persona.isEmpty()));
        return Uni.createFrom()
                .item(GetScorecardResponse.newBuilder()
                        .setScorecard(Messages.scorecard(scorecard))
                        .build());
    }

    @Override
    @OnVirtualThread
    public Uni<ListScorecardsResponse> listScorecards(ListScorecardsRequest request) {
        measurement.freshen();
        var page = measurement.scorecards(request.getPageSize(), request.getPageToken());
        return Uni.createFrom()
                .item(ListScorecardsResponse.newBuilder()
                        .addAllScorecards(page.scorecards().stream().map(Messages::scorecard).toList())
                        .setNextPageToken(page.next())
                        .build());
    }

    @Override
    @OnVirtualThread
    public Uni<GetPathsResponse> getPaths(GetPathsRequest request) {
        var paths = measurement.paths(request.getDefinitionsList(), request.getTopVariants());
        return Uni.createFrom().item(Messages.paths(paths));
    }

    @Override
    @OnVirtualThread
    public Uni<GetJourneyScoreResponse> getJourneyScore(GetJourneyScoreRequest request) {
        var scored = measurement.score(UUID.fromString(request.getJourneyId()));
        var response = GetJourneyScoreResponse.newBuilder()
                .setLastInteractionAt(Messages.timestamp(scored.lastInteractionAt()));
        scored.score().map(Messages::score).ifPresent(response::setScore);
        return Uni.createFrom().item(response.build());
    }

    @Override
    @OnVirtualThread
    public Uni<GetFollowingResponse> getFollowing(GetFollowingRequest request) {
        var lag = measurement.lag();
        var response = GetFollowingResponse.newBuilder()
                .setChangesBehind(lag.changes())
                .setBehind(Messages.duration(lag.age()));
        // In this order: what is followed in between is counted twice rather than not at all.
        measurement.customerChangesBehind().ifPresent(response::setCustomerChangesBehind);
        return Uni.createFrom()
                .item(response.setPersonasDue(measurement.personasDue()).build());
    }
}
