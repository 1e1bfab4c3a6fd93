package io.throughline.standalone.torture;

import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import io.grpc.stub.StreamObserver;
import io.throughline.orchestration.v1.Acknowledge;
import io.throughline.orchestration.v1.Action;
import io.throughline.orchestration.v1.ActionResult;
import io.throughline.orchestration.v1.StreamActionsRequest;
import io.throughline.orchestration.v1.StreamActionsResponse;
import io.throughline.orchestration.v1.Subscribe;
import io.throughline.standalone.client.Clients;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A channel as docs/policies.md asks for: it keeps the ids of what it has carried out, so that an action that is offered again,
 * because its lease ended or its acknowledgement was lost, is carried out once; and it comes back when it is cut off.
 */
final class Channel implements AutoCloseable {

    private static final Duration COME_BACK_AFTER = Duration.ofMillis(200);
    private static final int IN_FLIGHT = 50;

    private final Clients clients;
    private final String name;
    private final Map<String, Set<String>> carriedOut = new ConcurrentHashMap<>();
    private final CancellableContext stay = Context.ROOT.withCancellation();

    private Channel(Clients clients, String name) {
        this.clients = clients;
        this.name = name;
    }

    /** Subscribes to the simulated actions for the channel {@code name}. */
    static Channel open(Clients clients, String name) {
        var channel = new Channel(clients, name);
        channel.stay.run(channel::subscribe);
        return channel;
    }

    /** The ids of the actions that were carried out. */
    Set<String> actions() {
        return carriedOut.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    }

    /** For each decision, by its id, the ids of the actions that were carried out for it: of two, one is too many. */
    Map<String, Set<String>> carriedOut() {
        return Map.copyOf(carriedOut);
    }

    @Override
    public void close() {
        stay.cancel(null);
    }

    private void subscribe() {
        var stream = new Stream();
        stream.requests = clients.actions().streamActions(stream);
        stream.send(StreamActionsRequest.newBuilder()
                .setSubscribe(Subscribe.newBuilder()
                        .setChannel(name)
                        .setMaxInFlight(IN_FLIGHT)
                        .setSimulated(true))
                .build());
    }

    private void comeBack() {
        if (!stay.isCancelled()) {
            CompletableFuture.delayedExecutor(COME_BACK_AFTER.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> stay.run(this::subscribe));
        }
    }

    private final class Stream implements StreamObserver<StreamActionsResponse> {

        private StreamObserver<StreamActionsRequest> requests;

        @Override
        public void onNext(StreamActionsResponse response) {
            if (response.hasAction()) {
                carryOut(response.getAction());
            }
        }

        private void carryOut(Action action) {
            carriedOut
                    .computeIfAbsent(action.getDecisionId(), _ -> ConcurrentHashMap.newKeySet())
                    .add(action.getId());
            send(StreamActionsRequest.newBuilder()
                    .setAcknowledge(Acknowledge.newBuilder()
                            .setActionId(action.getId())
                            .setResult(ActionResult.ACTION_RESULT_DONE))
                    .build());
        }

        /** By whichever thread answers first after the stream was opened. */
        private synchronized void send(StreamActionsRequest request) {
            requests.onNext(request);
        }

        @Override
        public void onError(Throwable cutOff) {
            comeBack();
        }

        @Override
        public void onCompleted() {
            comeBack();
        }
    }
}
