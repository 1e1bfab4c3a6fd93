package io.throughline.measurement.api;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Shows people who come to the service's address the console. */
@ApplicationScoped
public class ConsoleDoor {

    private static final String SEE_OTHER = "/console/";

    void open(@Observes Router router) {
        // Without its slash the page would look for its parts in the wrong place.
        router.getWithRegex("/(console)?")
                .handler(call -> call.response()
                        .setStatusCode(303)
                        .putHeader(HttpHeaders.LOCATION, SEE_OTHER)
                        .end());
    }
}
