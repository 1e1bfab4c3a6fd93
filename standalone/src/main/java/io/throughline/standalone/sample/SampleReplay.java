package io.throughline.standalone.sample;

import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.throughline.journey.v1.AdvanceClockRequest;
import io.throughline.journey.v1.GoLiveRequest;
import io.throughline.journey.v1.InteractionResult;
import io.throughline.journey.v1.RecordInteractionsRequest;
import io.throughline.journey.v1.StartReplayRequest;
import io.throughline.standalone.client.CatchingUp;
import io.throughline.standalone.client.Clients;
import io.throughline.standalone.client.Patience;
import io.throughline.standalone.platform.PlatformException;
import io.throughline.standalone.simulator.SimulatedInteraction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Has the simulated company's interactions recorded, with the platform's clock going along, and then lets the clock go LIVE.
 * Can be broken off anywhere and begun anew: the interactions keep their ids, so each counts once.
 */
public final class SampleReplay {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long SECONDS_TO_ANSWER = 60;

    private final Clients clients;
    private final Patience patience = new Patience(PATIENCE);

    public SampleReplay(Clients clients) {
        this.clients = clients;
    }

    /** Sets the clock to REPLAY. False when it is LIVE and interactions have been recorded: then nothing may be simulated. */
    public boolean begin() {
        try {
            patience.untilAnswered(() -> clients.clock()
                    .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                    .startReplay(StartReplayRequest.getDefaultInstance()));
            return true;
        } catch (StatusRuntimeException refused) {
            if (refused.getStatus().getCode() == Code.FAILED_PRECONDITION) {
                return false;
            }
            throw refused;
        }
    }

    /** @param progress told how many interactions are durable so far */
    public void run(SamplePlan plan, Iterable<SimulatedInteraction> arrivals, LongConsumer progress) {
        long recorded = 0;
        var batches = new SampleBatches(arrivals.iterator());
        while (batches.hasNext()) {
            var batch = batches.next();
            advance(batch.getLast().arrivedAt());
            record(batch);
            recorded += batch.size();
            progress.accept(recorded);
        }
        advance(plan.end());
    }

    /** Waits until everything has followed, and lets the clock go LIVE. */
    public void finish() {
        new CatchingUp(clients, patience).await();
        patience.untilAnswered(() -> clients.clock()
                .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                .goLive(GoLiveRequest.getDefaultInstance()));
    }

    private void advance(Instant to) {
        var request = AdvanceClockRequest.newBuilder()
                .setTo(InteractionMessages.timestamp(to))
                .build();
        patience.untilAnswered(() ->
                clients.clock().withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS).advanceClock(request));
    }

    private void record(List<SimulatedInteraction> batch) {
        var request = RecordInteractionsRequest.newBuilder()
                .addAllInteractions(batch.stream().map(InteractionMessages::of).toList())
                .build();
        var results = patience.untilAnswered(() -> clients.interactions()
                        .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                        .recordInteractions(request))
                .getResultsList();
        for (int place = 0; place < results.size(); place++) {
            if (results.get(place).getOutcomeCase() != InteractionResult.OutcomeCase.RECORDED) {
                var simulated = batch.get(place);
                throw new PlatformException("the simulated interaction %s/%s was refused: %s"
                        .formatted(
                                simulated.source(),
                                simulated.id(),
                                results.get(place).getRefused().getMessage()));
            }
        }
    }
}
