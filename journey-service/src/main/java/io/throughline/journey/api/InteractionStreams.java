package io.throughline.journey.api;

import io.opentelemetry.api.trace.SpanKind;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.throughline.journey.intake.Intake;
import io.throughline.journey.v1.StreamInteractionsRequest;
import io.throughline.journey.v1.StreamInteractionsResponse;
import io.throughline.kit.telemetry.Trace;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Records the batches of a stream one after the other. While one is written, those behind it are prepared already; how many
 * there can be is the business of {@link StreamBackpressure}.
 */
@ApplicationScoped
public class InteractionStreams {

    private final Intake intake;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @Inject
    public InteractionStreams(Intake intake) {
        this.intake = intake;
    }

    Multi<StreamInteractionsResponse> record(Multi<StreamInteractionsRequest> requests) {
        var trace = Trace.current().orElse("");
        var acknowledged = new AtomicLong();
        return requests.map(request -> prepare(trace, request))
                .onOverflow()
                .bufferUnconditionally()
                .onItem()
                .transformToUniAndConcatenate(prepared -> Uni.createFrom()
                        .item(() -> write(trace, acknowledged, prepared))
                        .runSubscriptionOn(threads));
    }

    private CompletableFuture<Intake.Prepared> prepare(String trace, StreamInteractionsRequest request) {
        return CompletableFuture.supplyAsync(
                () -> Trace.resumed(
                        trace,
                        "prepare batch of stream",
                        SpanKind.SERVER,
                        () -> intake.prepare(request.getInteractionsList())),
                threads);
    }

    private StreamInteractionsResponse write(
            String trace, AtomicLong acknowledged, CompletableFuture<Intake.Prepared> prepared) {
        return Trace.resumed(trace, "record batch of stream", SpanKind.SERVER, () -> {
            var outcomes = intake.write(prepared.join());
            return InteractionMessages.acknowledgement(acknowledged.getAndAdd(outcomes.size()), outcomes);
        });
    }

    @PreDestroy
    void stop() {
        threads.shutdown();
    }
}
