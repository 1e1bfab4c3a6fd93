package io.throughline.orchestration.follow;

import io.quarkus.grpc.GrpcClient;
import io.throughline.journey.v1.ClockMode;
import io.throughline.journey.v1.GetClockRequest;
import io.throughline.journey.v1.MutinyClockServiceGrpc.MutinyClockServiceStub;
import io.throughline.kit.peer.Peers;
import io.throughline.orchestration.decision.core.Clock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The one clock, which journey-service keeps: what it showed when the latest changes had been read. */
@ApplicationScoped
public class JourneyClock {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MutinyClockServiceStub clocks;
    private volatile Clock seen;

    @Inject
    public JourneyClock(@GrpcClient("journey") MutinyClockServiceStub clocks) {
        this.clocks = clocks;
    }

    /** Looks at the clock; waits for journey-service. */
    void look() {
        var clock = Peers.ask(clocks, PATIENCE, stub -> stub.getClock(GetClockRequest.getDefaultInstance()))
                .getClock();
        var now = clock.hasNow()
                ? Optional.of(Instant.ofEpochSecond(
                        clock.getNow().getSeconds(), clock.getNow().getNanos()))
                : Optional.<Instant>empty();
        seen = new Clock(now, clock.getMode() == ClockMode.CLOCK_MODE_REPLAY);
    }

    /** What it showed at the last look. */
    public Clock seen() {
        var clock = seen;
        if (clock == null) {
            throw new IllegalStateException("changes are dealt with before the clock was looked at");
        }
        return clock;
    }
}
