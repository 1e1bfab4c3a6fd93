package io.throughline.orchestration;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.throughline.orchestration.v1.Acknowledge;
import io.throughline.orchestration.v1.Action;
import io.throughline.orchestration.v1.ActionResult;
import io.throughline.orchestration.v1.ActionServiceGrpc.ActionServiceStub;
import io.throughline.orchestration.v1.StreamActionsRequest;
import io.throughline.orchestration.v1.StreamActionsResponse;
import io.throughline.orchestration.v1.Subscribe;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A channel's side of a stream of actions. */
public final class ChannelStream implements ClientResponseObserver<StreamActionsRequest, StreamActionsResponse> {

    private static final int PATIENCE_SECONDS = 60;

    private final BlockingQueue<Action> actions = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> acknowledged = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private ClientCallStreamObserver<StreamActionsRequest> call;

    ChannelStream(ActionServiceStub stub) {
        stub.streamActions(this);
    }

    public void subscribe(Subscribe subscribe) {
        call.onNext(StreamActionsRequest.newBuilder().setSubscribe(subscribe).build());
    }

    public void acknowledge(Action action, ActionResult result) {
        acknowledge(action.getId(), result);
    }

    public void acknowledge(String action, ActionResult result) {
        acknowledge(action, result, "");
    }

    public void acknowledge(String action, ActionResult result, String note) {
        call.onNext(StreamActionsRequest.newBuilder()
                .setAcknowledge(Acknowledge.newBuilder().setActionId(action).setResult(result).setNote(note))
                .build());
    }

    /** The next action that is offered. */
    public Action nextAction() {
        return next(actions, "action");
    }

    /** The id of the action whose acknowledgement is answered next. */
    public String awaitAcknowledged() {
        return next(acknowledged, "acknowledgement");
    }

    /** Those that were offered and not taken yet. */
    public List<Action> receivedActions() {
        return new ArrayList<>(actions);
    }

    /** Says no more. */
    public void complete() {
        call.onCompleted();
    }

    /** Goes without a word. */
    public void cancel() {
        call.cancel("the channel goes", null);
    }

    /** Waits until the service has ended the stream; throws what it ended it with. */
    public void awaitEnd() throws Throwable {
        try {
            ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            throw failure.getCause();
        } catch (TimeoutException late) {
            throw new AssertionError("the stream was not ended", late);
        }
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<StreamActionsRequest> requests) {
        call = requests;
    }

    @Override
    public void onNext(StreamActionsResponse response) {
        switch (response.getMessageCase()) {
            case ACTION -> actions.add(response.getAction());
            case ACKNOWLEDGED -> acknowledged.add(response.getAcknowledged().getActionId());
            case MESSAGE_NOT_SET -> ended.completeExceptionally(new AssertionError("an answer without content"));
        }
    }

    @Override
    public void onError(Throwable failure) {
        ended.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
        ended.complete(null);
    }

    private static <T> T next(BlockingQueue<T> queue, String what) {
        try {
            var next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no " + what + " came");
            }
            return next;
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
    }
}
