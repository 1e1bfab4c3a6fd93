package io.throughline.standalone.replay;

import com.google.protobuf.Timestamp;
import io.throughline.journey.v1.AdvanceClockRequest;
import io.throughline.journey.v1.Clock;
import io.throughline.journey.v1.ClockMode;
import io.throughline.journey.v1.GetClockRequest;
import io.throughline.journey.v1.StartReplayRequest;
import io.throughline.standalone.client.Clients;
import io.throughline.standalone.client.Patience;
import io.throughline.standalone.platform.PlatformException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The platform's clock. In REPLAY it shows nothing while the log is sent, so that what is refused cannot move it, and is set
 * once, when all is known. A LIVE clock is left alone.
 */
final class ReplayClock {

    private static final long SECONDS_TO_ANSWER = 30;

    private final Clients clients;
    private final Patience patience;
    private final boolean moves;
    private Optional<Instant> shown = Optional.empty();

    private ReplayClock(Clients clients, Patience patience, boolean moves) {
        this.clients = clients;
        this.patience = patience;
        this.moves = moves;
    }

    /**
     * The clock of a platform that serves: LIVE.
     *
     * @throws PlatformException when it is in REPLAY: somebody is moving it, and what the log tells would be late or ahead as
     *     chance has it
     */
    static ReplayClock live(Clients clients, Patience patience) {
        var clock = new ReplayClock(clients, patience, false);
        if (clock.read().getMode() == ClockMode.CLOCK_MODE_REPLAY) {
            throw new PlatformException("the platform's clock is in REPLAY: ./throughline up is replaying its sample, or was"
                    + " broken off at it and goes on when it is started again; replay the log when ./throughline status"
                    + " tells that the clock is LIVE, or now, on data of its own, with --once");
        }
        return clock;
    }

    /** Sets a platform without interactions to REPLAY. */
    static ReplayClock start(Clients clients, Patience patience) {
        patience.untilAnswered(() -> clients.clock()
                .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                .startReplay(StartReplayRequest.getDefaultInstance()));
        return new ReplayClock(clients, patience, true);
    }

    /** Moves on to {@code time}, which nothing that was recorded occurred after. */
    void reach(Instant time) {
        if (!moves) {
            return;
        }
        patience.untilAnswered(() -> clients.clock()
                .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                .advanceClock(AdvanceClockRequest.newBuilder()
                        .setTo(Timestamp.newBuilder()
                                .setSeconds(time.getEpochSecond())
                                .setNanos(time.getNano()))
                        .build()));
        shown = Optional.of(time);
    }

    /** As the service tells it. */
    Clock read() {
        return patience.untilAnswered(() -> clients.clock()
                        .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                        .getClock(GetClockRequest.getDefaultInstance()))
                .getClock();
    }

    /** What it was set to; empty when it was not. */
    Optional<Instant> shown() {
        return shown;
    }
}
