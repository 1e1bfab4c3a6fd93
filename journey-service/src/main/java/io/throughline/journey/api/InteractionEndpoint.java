package io.throughline.journey.api;

import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.throughline.journey.intake.Intake;
import io.throughline.journey.v1.InteractionService;
import io.throughline.journey.v1.RecordInteractionsRequest;
import io.throughline.journey.v1.RecordInteractionsResponse;
import io.throughline.journey.v1.StreamInteractionsRequest;
import io.throughline.journey.v1.StreamInteractionsResponse;
import io.throughline.kit.thread.OnVirtualThread;
import jakarta.inject.Inject;

/** The door for interactions. */
@GrpcService
public class InteractionEndpoint implements InteractionService {

    private final Intake intake;
    private final InteractionStreams streams;

    @Inject
    public InteractionEndpoint(Intake intake, InteractionStreams streams) {
        this.intake = intake;
        this.streams = streams;
    }

    @Override
    @OnVirtualThread
    public Uni<RecordInteractionsResponse> recordInteractions(RecordInteractionsRequest request) {
        var response = RecordInteractionsResponse.newBuilder();
        for (var outcome : intake.record(request.getInteractionsList())) {
            response.addResults(InteractionMessages.result(outcome));
        }
        return Uni.createFrom().item(response.build());
    }

    @Override
    public Multi<StreamInteractionsResponse> streamInteractions(Multi<StreamInteractionsRequest> requests) {
        return streams.record(requests);
    }
}
