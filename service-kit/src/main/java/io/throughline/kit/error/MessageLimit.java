package io.throughline.kit.error;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Has the refusal of a message that is too large name the limit: the transport refuses before any service sees the message. */
@ApplicationScoped
public class MessageLimit {

    private static final String STATUS = "grpc-status";
    private static final String MESSAGE = "grpc-message";
    private static final String RESOURCE_EXHAUSTED = "8";
    private static final int EARLY = 1000;

    void register(
            @Observes Filters filters,
            @ConfigProperty(name = "quarkus.grpc.server.max-inbound-message-size") int limit) {
        filters.register(
                routing -> {
                    var type = routing.request().getHeader("content-type");
                    if (type != null && type.startsWith("application/grpc")) {
                        routing.addHeadersEndHandler(_ -> nameLimit(routing.response(), limit));
                    }
                    routing.next();
                },
                EARLY);
    }

    private static void nameLimit(HttpServerResponse response, int limit) {
        // Only looking at the trailers has them sent; after headers that end the stream, as those of a refusal do, that is an
        // error of the protocol, for which the client closes the connection with every other call on it.
        nameLimit(response.headers().contains(STATUS) ? response.headers() : response.trailers(), limit);
    }

    private static void nameLimit(MultiMap answer, int limit) {
        if (RESOURCE_EXHAUSTED.equals(answer.get(STATUS)) && !answer.contains(MESSAGE)) {
            answer.set(MESSAGE, "a message may have at most " + limit + " bytes");
        }
    }
}
