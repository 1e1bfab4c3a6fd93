package io.throughline.journey.api;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.quarkus.grpc.GlobalInterceptor;
import io.throughline.journey.intake.IntakeConfiguration;
import io.throughline.journey.v1.InteractionServiceGrpc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Lets a stream of interactions have only so many batches in the service at once: the transport is asked for a further one when
 * one has been acknowledged. A client that sends faster is slowed by HTTP/2 itself.
 */
@ApplicationScoped
@GlobalInterceptor
public class StreamBackpressure implements ServerInterceptor {

    private static final String STREAM =
            InteractionServiceGrpc.getStreamInteractionsMethod().getFullMethodName();

    private final int window;

    @Inject
    public StreamBackpressure(IntakeConfiguration configuration) {
        this.window = configuration.batchesOfStream();
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        return STREAM.equals(call.getMethodDescriptor().getFullMethodName())
                ? next.startCall(new Windowed<>(call, window), headers)
                : next.startCall(call, headers);
    }

    /** A call that passes on a request for a message only while fewer than {@code window} are unanswered. */
    private static final class Windowed<Q, A> extends SimpleForwardingServerCall<Q, A> {

        private int room;
        private int wanted;

        Windowed(ServerCall<Q, A> call, int window) {
            super(call);
            this.room = window;
        }

        @Override
        public void request(int messages) {
            pass(messages, 0);
        }

        @Override
        public void sendMessage(A acknowledgement) {
            super.sendMessage(acknowledgement);
            pass(0, 1);
        }

        private void pass(int wantedMore, int roomMore) {
            int now;
            synchronized (this) {
                wanted = (int) Math.min(Integer.MAX_VALUE, (long) wanted + wantedMore);
                room += roomMore;
                now = Math.min(wanted, room);
                wanted -= now;
                room -= now;
            }
            if (now > 0) {
                super.request(now);
            }
        }
    }
}
