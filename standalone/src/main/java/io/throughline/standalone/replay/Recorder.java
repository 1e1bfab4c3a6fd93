package io.throughline.standalone.replay;

import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.throughline.journey.v1.InteractionResult;
import io.throughline.journey.v1.RecordInteractionsRequest;
import io.throughline.standalone.client.Clients;
import io.throughline.standalone.client.Patience;
import io.throughline.standalone.mapping.MappedLine.Mapped;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Has batches recorded, as any channel system would: a batch that was not acknowledged is sent again until it is, and what
 * is refused is told by its line.
 */
final class Recorder {

    private static final long SECONDS_TO_ANSWER = 120;

    private final Clients clients;
    private final Patience patience;
    private final Totals totals;
    private final Rejections rejections;

    Recorder(Clients clients, Patience patience, Totals totals, Rejections rejections) {
        this.clients = clients;
        this.patience = patience;
        this.totals = totals;
        this.rejections = rejections;
    }

    /** Returns when the batch is durable or refused. */
    void record(Batch batch) {
        var request = RecordInteractionsRequest.newBuilder()
                .addAllInteractions(batch.interactions())
                .build();
        List<InteractionResult> results;
        try {
            results = patience.untilAnswered(() -> clients.interactions()
                            .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                            .recordInteractions(request))
                    .getResultsList();
        } catch (StatusRuntimeException refused) {
            refuseWhole(batch, refused);
            return;
        }
        for (int i = 0; i < results.size(); i++) {
            keep(batch.lines().get(i), results.get(i));
        }
    }

    /** A request that is refused whole is too large, and only one interaction alone can make it so. */
    private void refuseWhole(Batch batch, StatusRuntimeException refused) {
        if (batch.lines().size() > 1 || refused.getStatus().getCode() != Code.RESOURCE_EXHAUSTED) {
            throw refused;
        }
        rejections.add(batch.lines().getFirst().number(), Refusals.reason(refused));
    }

    private void keep(Mapped line, InteractionResult result) {
        switch (result.getOutcomeCase()) {
            case RECORDED -> {
                var recorded = result.getRecorded();
                totals.accepted(
                        line.interaction(), UUID.fromString(recorded.getCustomerId()), recorded.getRepeated());
            }
            case REFUSED -> rejections.add(line.number(), Refusals.reason(result.getRefused()));
            case OUTCOME_NOT_SET -> throw new IllegalStateException("a service answered an interaction with nothing");
        }
    }
}
