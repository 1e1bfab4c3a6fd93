package io.throughline.orchestration.action;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.throughline.kit.error.Refusal;
import io.throughline.orchestration.v1.StreamActionsRequest;
import io.throughline.orchestration.v1.StreamActionsResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The streams of this process. */
@ApplicationScoped
public class ActionStreams {

    private final Delivery.Peers peers;
    private final Set<ActionStream> open = ConcurrentHashMap.newKeySet();

    @Inject
    public ActionStreams(LeaseStore leases, ActionSignal signal, Postman postman) {
        this.peers = new Delivery.Peers(leases, signal, postman);
    }

    /** Takes over a call whose answers go to {@code responses}. */
    public StreamObserver<StreamActionsRequest> open(StreamObserver<StreamActionsResponse> responses) {
        var call = (ServerCallStreamObserver<StreamActionsResponse>) responses;
        var stream = ActionStream.open(peers, call, open::remove);
        open.add(stream);
        return stream;
    }

    /** How many there are. */
    public int count() {
        return open.size();
    }

    /** Channels are told to come again, to whoever serves then. */
    void stop(@Observes ShutdownDelayInitiatedEvent stopping) {
        open.forEach(stream ->
                stream.stop(Refusal.unavailable("the service is stopping; subscribe again", Duration.ofSeconds(1))));
    }
}
