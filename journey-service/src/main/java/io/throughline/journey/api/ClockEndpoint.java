package io.throughline.journey.api;

import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import io.throughline.journey.clock.ClockControl;
import io.throughline.journey.timer.DueTimers;
import io.throughline.journey.v1.AdvanceClockRequest;
import io.throughline.journey.v1.AdvanceClockResponse;
import io.throughline.journey.v1.Clock;
import io.throughline.journey.v1.ClockMode;
import io.throughline.journey.v1.ClockService;
import io.throughline.journey.v1.GetClockRequest;
import io.throughline.journey.v1.GetClockResponse;
import io.throughline.journey.v1.GoLiveRequest;
import io.throughline.journey.v1.GoLiveResponse;
import io.throughline.journey.v1.StartReplayRequest;
import io.throughline.journey.v1.StartReplayResponse;
import io.throughline.kit.thread.OnVirtualThread;
import jakarta.inject.Inject;
import java.time.Instant;

/** The door to the clock. */
@GrpcService
@OnVirtualThread
public class ClockEndpoint implements ClockService {

    private final ClockControl control;
    private final DueTimers timers;

    @Inject
    public ClockEndpoint(ClockControl control, DueTimers timers) {
        this.control = control;
        this.timers = timers;
    }

    @Override
    public Uni<GetClockResponse> getClock(GetClockRequest request) {
        return Uni.createFrom()
                .item(GetClockResponse.newBuilder().setClock(clock()).build());
    }

    @Override
    public Uni<StartReplayResponse> startReplay(StartReplayRequest request) {
        control.startReplay();
        return Uni.createFrom()
                .item(StartReplayResponse.newBuilder().setClock(clock()).build());
    }

    @Override
    public Uni<AdvanceClockResponse> advanceClock(AdvanceClockRequest request) {
        control.advance(Instant.ofEpochSecond(
                request.getTo().getSeconds(), request.getTo().getNanos()));
        return Uni.createFrom()
                .item(AdvanceClockResponse.newBuilder().setClock(clock()).build());
    }

    @Override
    public Uni<GoLiveResponse> goLive(GoLiveRequest request) {
        control.goLive();
        return Uni.createFrom().item(GoLiveResponse.newBuilder().setClock(clock()).build());
    }

    private Clock clock() {
        var reading = timers.read();
        var clock = Clock.newBuilder()
                .setMode(
                        switch (reading.clock().mode()) {
                            case LIVE -> ClockMode.CLOCK_MODE_LIVE;
                            case REPLAY -> ClockMode.CLOCK_MODE_REPLAY;
                        })
                .setTimersDue(reading.due());
        reading.clock().now().ifPresent(now -> clock.setNow(JourneyMessages.time(now)));
        return clock.build();
    }
}
