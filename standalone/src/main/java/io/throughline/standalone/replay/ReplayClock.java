package io.throughline.standalone.replay;

import com.google.protobuf.Timestamp;
import io.throughline.journey.v1.AdvanceClockRequest;
import io.throughline.journey.v1.Clock;
import io.throughline.journey.v1.GetClockRequest;
import io.throughline.journey.v1.StartReplayRequest;
import io.throughline.standalone.client.Clients;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The platform's clock, moved along with what is sent. Never goes beyond its cap, so that what occurred later than that is
 * refused by name. A LIVE clock is left alone.
 */
final class ReplayClock {

    /** As far ahead of its clock the service takes interactions. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final long SECONDS_TO_ANSWER = 30;

    private final Clients clients;
    private final Patience patience;
    private final Instant cap;
    private boolean moves;
    private Instant reached = Instant.MIN;

    private ReplayClock(Clients clients, Patience patience, Instant cap) {
        this.clients = clients;
        this.patience = patience;
        this.cap = cap;
    }

    /** The clock of a platform that serves: LIVE. */
    static ReplayClock live(Clients clients, Patience patience, Instant now) {
        return new ReplayClock(clients, patience, now);
    }

    /** Sets a platform without interactions to REPLAY. The clock will not be moved beyond {@code cap}. */
    static ReplayClock start(Clients clients, Patience patience, Instant cap) {
        var clock = new ReplayClock(clients, patience, cap);
        patience.untilAnswered(() -> clients.clock()
                .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                .startReplay(StartReplayRequest.getDefaultInstance()));
        clock.moves = true;
        return clock;
    }

    /** Moves on to the last interaction of {@code batch} that the cap allows, so that the batch is not ahead of time. */
    void makeWayFor(Batch batch) {
        batch.lastUntil(cap.plus(TOLERANCE)).ifPresent(this::reach);
    }

    /** Moves on to {@code time}, or to the cap when that is earlier. */
    synchronized void reach(Instant time) {
        var to = time.isAfter(cap) ? cap : time;
        if (!moves || !to.isAfter(reached)) {
            return;
        }
        patience.untilAnswered(() -> clients.clock()
                .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                .advanceClock(AdvanceClockRequest.newBuilder()
                        .setTo(Timestamp.newBuilder()
                                .setSeconds(to.getEpochSecond())
                                .setNanos(to.getNano()))
                        .build()));
        reached = to;
    }

    /** As the service tells it. */
    Clock read() {
        return patience.untilAnswered(() -> clients.clock()
                        .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                        .getClock(GetClockRequest.getDefaultInstance()))
                .getClock();
    }

    /** Where it has been moved to; empty when it is not moved. */
    synchronized Optional<Instant> now() {
        return moves && reached.isAfter(Instant.MIN) ? Optional.of(reached) : Optional.empty();
    }
}
