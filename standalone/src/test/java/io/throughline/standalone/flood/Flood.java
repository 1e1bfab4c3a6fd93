package io.throughline.standalone.flood;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.throughline.journey.v1.StreamInteractionsRequest;
import io.throughline.journey.v1.StreamInteractionsResponse;
import io.throughline.standalone.client.Clients;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Sends one batch again and again, whenever the connection takes more, and never waits for an acknowledgement. */
final class Flood {

    /** A connection that has taken nothing for so long takes nothing more by itself. */
    private static final long STANDSTILL_SECONDS = 2;

    private static final long MINUTES = 3;

    private final StreamInteractionsRequest batch;
    private final int batches;
    private final Semaphore room = new Semaphore(0);
    private final CountDownLatch standstill = new CountDownLatch(1);
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private volatile ClientCallStreamObserver<StreamInteractionsRequest> requests;

    private Flood(StreamInteractionsRequest batch, int batches) {
        this.batch = batch;
        this.batches = batches;
    }

    /** Opens the stream. */
    static Flood begin(Clients clients, StreamInteractionsRequest batch, int batches) {
        var flood = new Flood(batch, batches);
        clients.interactionStream().streamInteractions(flood.new Answers());
        return flood;
    }

    void start() {
        Thread.startVirtualThread(this::run);
    }

    /** How many batches have been sent when the connection takes no more. */
    long awaitStandstill() throws InterruptedException {
        if (!standstill.await(MINUTES, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the connection went on taking batches");
        }
        return sent.get();
    }

    void awaitEnd() throws Exception {
        end.get(MINUTES, TimeUnit.MINUTES);
    }

    long acknowledged() {
        return acknowledged.get();
    }

    private void run() {
        try {
            while (sent.get() < batches) {
                if (requests.isReady()) {
                    requests.onNext(batch);
                    sent.incrementAndGet();
                } else if (!room.tryAcquire(STANDSTILL_SECONDS, TimeUnit.SECONDS)) {
                    standstill.countDown();
                }
            }
            standstill.countDown();
            requests.onCompleted();
        } catch (InterruptedException | RuntimeException failed) {
            end.completeExceptionally(failed);
        }
    }

    private final class Answers implements ClientResponseObserver<StreamInteractionsRequest, StreamInteractionsResponse> {

        @Override
        public void beforeStart(ClientCallStreamObserver<StreamInteractionsRequest> stream) {
            requests = stream;
            stream.setOnReadyHandler(room::release);
        }

        @Override
        public void onNext(StreamInteractionsResponse response) {
            acknowledged.set(response.getAcknowledged());
            if (response.getRefusedCount() > 0) {
                end.completeExceptionally(new IllegalStateException(
                        "refused: " + response.getRefused(0).getStatus().getMessage()));
            }
        }

        @Override
        public void onError(Throwable failure) {
            end.completeExceptionally(failure);
        }

        @Override
        public void onCompleted() {
            end.complete(null);
        }
    }
}
