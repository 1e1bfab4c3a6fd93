package io.throughline.kit.caller;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.quarkus.grpc.GlobalInterceptor;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Ends a gRPC call whose caller has gone: who cancelled it, or whose deadline is over. The transport says so only while a request
 * is still being received (Vert.x 4.5), and takes an answer that comes later for an error of the protocol, for which it closes the
 * connection with every other call on it. Here the call is cancelled, and what is still sent is dropped.
 */
@ApplicationScoped
@GlobalInterceptor
public class CallerGone implements ServerInterceptor {

    private static final Logger LOG = Logger.getLogger(CallerGone.class);

    /** Between the HTTP request and the gRPC call made of it; what a caller sends under this name is overwritten. */
    private static final String HEADER = "throughline-call";

    private static final Metadata.Key<String> CALL = Metadata.Key.of(HEADER, Metadata.ASCII_STRING_MARSHALLER);
    private static final int EARLY = 1_000;

    /** Calls under way, by what {@link #HEADER} holds. */
    private final Map<String, Call> calls = new ConcurrentHashMap<>();

    void register(@Observes Filters filters) {
        filters.register(
                routing -> {
                    var type = routing.request().getHeader("content-type");
                    if (type != null && type.startsWith("application/grpc")) {
                        watch(routing);
                    }
                    routing.next();
                },
                EARLY);
    }

    private void watch(RoutingContext routing) {
        var id = UUID.randomUUID().toString();
        var call = new Call();
        calls.put(id, call);
        routing.request().headers().set(HEADER, id);
        routing.addEndHandler(end -> {
            calls.remove(id);
            if (end.failed()) {
                call.leave();
            }
        });
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        var id = headers.get(CALL);
        var known = id == null ? null : calls.get(id);
        if (known == null) {
            return next.startCall(call, headers);
        }
        var listener = next.startCall(new Answering<>(call, known), headers);
        known.listener = listener;
        return listener;
    }

    /** All of it happens on the event loop of the call's connection. */
    private static final class Call {

        private ServerCall.Listener<?> listener;
        private volatile boolean gone;

        private void leave() {
            gone = true;
            if (listener != null) {
                LOG.debug("the caller has gone");
                listener.onCancel();
            }
        }
    }

    /** Sends nothing to somebody who has gone. */
    private static final class Answering<Q, A> extends SimpleForwardingServerCall<Q, A> {

        private final Call caller;

        private Answering(ServerCall<Q, A> call, Call caller) {
            super(call);
            this.caller = caller;
        }

        @Override
        public boolean isCancelled() {
            return caller.gone || super.isCancelled();
        }

        @Override
        public void sendHeaders(Metadata headers) {
            if (!caller.gone) {
                super.sendHeaders(headers);
            }
        }

        @Override
        public void sendMessage(A message) {
            if (!caller.gone) {
                super.sendMessage(message);
            }
        }

        @Override
        public void close(Status status, Metadata trailers) {
            if (!caller.gone) {
                super.close(status, trailers);
            }
        }
    }
}
