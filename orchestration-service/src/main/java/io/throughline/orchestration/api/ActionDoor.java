package io.throughline.orchestration.api;

import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.throughline.orchestration.action.ActionStreams;
import io.throughline.orchestration.v1.ActionServiceGrpc;
import io.throughline.orchestration.v1.StreamActionsRequest;
import io.throughline.orchestration.v1.StreamActionsResponse;
import jakarta.inject.Inject;

/**
 * Brings actions to channels. Implements gRPC's own interface, for only that tells when a channel reads, and lets its
 * messages be taken one by one.
 */
@GrpcService
public class ActionDoor extends ActionServiceGrpc.ActionServiceImplBase {

    private final ActionStreams streams;

    @Inject
    public ActionDoor(ActionStreams streams) {
        this.streams = streams;
    }

    @Override
    public StreamObserver<StreamActionsRequest> streamActions(StreamObserver<StreamActionsResponse> responses) {
        return streams.open(responses);
    }
}
