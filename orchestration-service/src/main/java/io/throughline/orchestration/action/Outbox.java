package io.throughline.orchestration.action;

import io.grpc.stub.ServerCallStreamObserver;
import io.throughline.kit.error.ErrorMapper;
import io.throughline.orchestration.v1.StreamActionsResponse;

/** The way to the channel: several threads send on it, and it is closed once. */
final class Outbox {

    /** Looked at again even if nobody tells that the channel reads on. */
    private static final long LOOK_AGAIN_MILLIS = 500;

    private final ServerCallStreamObserver<StreamActionsResponse> call;
    private boolean closed;

    Outbox(ServerCallStreamObserver<StreamActionsResponse> call) {
        this.call = call;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Does nothing when the stream has ended. */
    synchronized void send(StreamActionsResponse response) {
        if (!closed) {
            call.onNext(response);
        }
    }

    /** Waits until the channel reads what was sent before, so that what it does not read is not heaped up here. */
    synchronized void awaitReader() throws InterruptedException {
        while (!closed && !call.isReady()) {
            wait(LOOK_AGAIN_MILLIS);
        }
    }

    /** Has one more message taken from the channel. */
    synchronized void request(int messages) {
        if (!closed) {
            call.request(messages);
        }
    }

    /** Ends the stream; with what the channel is told for {@code failure}. */
    synchronized void fail(Throwable failure) {
        if (!closed) {
            closed = true;
            call.onError(ErrorMapper.statusFor(failure));
            notifyAll();
        }
    }

    synchronized void complete() {
        if (!closed) {
            closed = true;
            call.onCompleted();
            notifyAll();
        }
    }

    /** The channel has gone: nothing more can be told it. */
    synchronized void abandon() {
        closed = true;
        notifyAll();
    }

    /** Tells those who wait that the channel reads on. */
    synchronized void ready() {
        notifyAll();
    }
}
