package io.throughline.journey.web;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.Status;
import io.throughline.journey.intake.Intake;
import io.throughline.journey.intake.Outcome.Refused;
import io.throughline.journey.web.Translated.Readable;
import io.throughline.journey.web.Translated.Unreadable;
import io.throughline.kit.error.Refusal;
import io.throughline.kit.rest.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Records what came by HTTP, and answers when it is durable. */
@ApplicationScoped
public class WebIntake {

    /** In one request, as in one gRPC batch. */
    private static final int MOST = 1_000;

    /** At once: what they hold, some 20 MB each at the most, must fit into the heap, whatever their number outside. */
    private static final int REQUESTS = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Intake intake;
    private final Semaphore room = new Semaphore(REQUESTS);

    @Inject
    public WebIntake(Intake intake) {
        this.intake = intake;
    }

    @Schema(name = "Recorded", description = "All that was sent is durable")
    record Recorded(
            @Schema(description = "Always true: what is refused is told as a problem") boolean success,
            @Schema(description = "How many interactions") int recorded) {}

    /** Records the good ones of what {@code request} holds. Refuses for a moment when many others are at it. */
    Response record(Supplier<List<Translated>> request) {
        if (!hasRoom()) {
            throw Refusal.unavailable("the service is busy with as many requests as it takes at once; try again", RETRY_AFTER);
        }
        try {
            return record(request.get());
        } finally {
            room.release();
        }
    }

    private boolean hasRoom() {
        try {
            return room.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Response record(List<Translated> items) {
        if (items.isEmpty() || items.size() > MOST) {
            throw Refusal.invalid("batch", "has " + items.size() + " items; they must be from 1 to " + MOST);
        }
        var violations = new ArrayList<Problem.Violation>();
        int refused = 0;
        var readable = new ArrayList<Readable>();
        for (var item : items) {
            switch (item) {
                case Readable one -> readable.add(one);
                case Unreadable one -> {
                    refused++;
                    one.violations().forEach(broken ->
                            violations.add(violation(one.place(), broken.getField(), broken.getDescription())));
                }
            }
        }
        var outcomes = intake.recordAsTheyCome(readable.stream().map(Readable::interaction).toList());
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof Refused refusal) {
                refused++;
                violations.addAll(violations(readable.get(i), refusal.status()));
            }
        }
        return refused == 0
                ? Response.ok(new Recorded(true, items.size())).build()
                : refusal(refused, items.size(), violations);
    }

    private static Response refusal(int refused, int of, List<Problem.Violation> violations) {
        var status = Response.Status.BAD_REQUEST;
        var detail = refused == of
                ? "nothing was recorded"
                : refused + " of " + of + " were refused; the others are recorded, and need not be sent again";
        return Response.status(status)
                .type(Problem.MEDIA_TYPE)
                .entity(new Problem(status.getReasonPhrase(), status.getStatusCode(), detail, "REFUSED", violations))
                .build();
    }

    private static List<Problem.Violation> violations(Readable item, Status status) {
        for (var detail : status.getDetailsList()) {
            if (detail.is(BadRequest.class)) {
                return unpacked(detail).getFieldViolationsList().stream()
                        .map(broken -> violation(
                                item.place(), item.words().of(broken.getField()), broken.getDescription()))
                        .toList();
            }
        }
        return List.of(violation(item.place(), item.words().of("id"), status.getMessage()));
    }

    private static BadRequest unpacked(com.google.protobuf.Any detail) {
        try {
            return detail.unpack(BadRequest.class);
        } catch (InvalidProtocolBufferException broken) {
            throw new IllegalStateException("a refusal that was made here cannot be read", broken);
        }
    }

    private static Problem.Violation violation(String place, String field, String description) {
        var path = place.isEmpty() || field.isEmpty() ? place + field : place + "." + field;
        return new Problem.Violation(path, description);
    }
}
