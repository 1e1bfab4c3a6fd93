package io.throughline.measurement.api;

import io.throughline.measurement.follow.Freshness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/** Answers who asks again with 304 while nothing has changed: a page that looks now and then costs next to nothing. */
@ApplicationScoped
public class Conditional {

    private final Freshness freshness;

    @Inject
    public Conditional(Freshness freshness) {
        this.freshness = freshness;
    }

    Response answer(Request request, Supplier<Object> measure) {
        // Read first: what changes meanwhile is measured already, and at worst measured once more.
        var tag = new EntityTag(freshness.fingerprint(), true);
        var unchanged = request.evaluatePreconditions(tag);
        var response = unchanged == null ? Response.ok(measure.get()) : unchanged;
        return response.tag(tag).header(HttpHeaders.CACHE_CONTROL, "no-cache").build();
    }
}
