package io.throughline.kit.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Names the limit to whoever announces a body beyond it; left alone, the transport says no without a word. */
@ApplicationScoped
public class BodyLimit {

    /** Before the transport's own look at the length. */
    private static final int FIRST = 1_000;

    private final ObjectMapper json;
    private final long limit;

    @Inject
    public BodyLimit(
            ObjectMapper json, @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        this.json = json;
        this.limit = limit.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    private void check(RoutingContext call) {
        if (announced(call) <= limit || isGrpc(call)) {
            call.next();
            return;
        }
        var status = Response.Status.REQUEST_ENTITY_TOO_LARGE;
        var problem = new Problem(
                status.getReasonPhrase(),
                status.getStatusCode(),
                "the body is larger than the limit of " + limit + " bytes; send it in parts",
                "TOO_LARGE",
                List.of());
        var response = call.response()
                .setStatusCode(status.getStatusCode())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        if (call.request().version() != HttpVersion.HTTP_2) {
            // The body is not waited for; so nothing else can be read on this connection.
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        response.end(written(problem));
    }

    /** Which has a limit of its own. */
    private static boolean isGrpc(RoutingContext call) {
        var type = call.request().getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && type.startsWith("application/grpc");
    }

    private static long announced(RoutingContext call) {
        var length = call.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException notOne) {
            return 0;
        }
    }

    private String written(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a problem cannot be written", impossible);
        }
    }
}
