package io.throughline.orchestration.action;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.throughline.kit.error.Refusal;
import io.throughline.orchestration.v1.StreamActionsRequest;
import io.throughline.orchestration.v1.StreamActionsResponse;
import io.throughline.orchestration.v1.Subscribe;
import java.util.function.Consumer;

/**
 * What comes in on one stream.
 *
 * <pre>
 * opened ──subscribe──▶ subscribed ──the channel ends it, or goes──▶ ended
 *    └──────────────anything else: refused─────────────────────────────▲
 * </pre>
 *
 * <p>Messages are taken from the channel only as they are dealt with, so that a channel that floods is slowed by the transport.
 */
final class ActionStream implements StreamObserver<StreamActionsRequest> {

    /** Acknowledgements that may be on their way to the database at once, as one statement. */
    private static final int MOST_ACKNOWLEDGEMENTS = 256;

    private final Delivery.Peers peers;
    private final Runnable ended;
    private final Outbox outbox;
    /** Null until the channel has subscribed. */
    private volatile Delivery delivery;

    private ActionStream(Delivery.Peers peers, Outbox outbox, Consumer<ActionStream> ended) {
        this.peers = peers;
        this.outbox = outbox;
        this.ended = () -> ended.accept(this);
    }

    /** Takes over {@code call}. {@code ended} is told when the stream is over, perhaps more than once. */
    static ActionStream open(
            Delivery.Peers peers,
            ServerCallStreamObserver<StreamActionsResponse> call,
            Consumer<ActionStream> ended) {
        var outbox = new Outbox(call);
        var stream = new ActionStream(peers, outbox, ended);
        call.disableAutoRequest();
        call.setOnCancelHandler(stream::leave);
        call.setOnCloseHandler(stream::leave);
        call.setOnReadyHandler(outbox::ready);
        call.request(1);
        return stream;
    }

    /** Ends the stream and tells the channel why. */
    void stop(Refusal why) {
        outbox.fail(why);
        leave();
    }

    @Override
    public void onNext(StreamActionsRequest request) {
        switch (request.getMessageCase()) {
            case SUBSCRIBE -> subscribe(request.getSubscribe());
            case ACKNOWLEDGE -> {
                if (delivery == null) {
                    refuse("NOT_SUBSCRIBED", "the first message of the stream subscribes to a channel");
                } else {
                    delivery.acknowledge(Acknowledgements.of(request.getAcknowledge()));
                }
            }
            case MESSAGE_NOT_SET -> refuse("NOT_SUBSCRIBED", "a message subscribes or acknowledges");
        }
    }

    @Override
    public void onError(Throwable failure) {
        leave();
    }

    @Override
    public void onCompleted() {
        if (delivery == null) {
            outbox.complete();
            ended.run();
        } else {
            delivery.endAfterAcknowledgements();
        }
    }

    private void subscribe(Subscribe subscribe) {
        if (delivery != null) {
            refuse("SUBSCRIBED_ALREADY", "a stream subscribes once; open another for another channel");
            return;
        }
        delivery = new Delivery(peers, outbox, subscribe, ended);
        delivery.start();
        outbox.request(Math.min(subscribe.getMaxInFlight(), MOST_ACKNOWLEDGEMENTS));
    }

    private void refuse(String reason, String message) {
        stop(Refusal.failedPrecondition(reason, message));
    }

    /** Nothing more can be told the channel. */
    private void leave() {
        outbox.abandon();
        if (delivery == null) {
            ended.run();
        } else {
            delivery.end();
        }
    }
}
