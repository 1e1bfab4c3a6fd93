package io.throughline.journey.api;

import io.throughline.journey.intake.Outcome;
import io.throughline.journey.intake.Outcome.Recorded;
import io.throughline.journey.intake.Outcome.Refused;
import io.throughline.journey.v1.InteractionResult;
import io.throughline.journey.v1.RecordedInteraction;
import io.throughline.journey.v1.RefusedInteraction;
import io.throughline.journey.v1.StreamInteractionsResponse;
import java.util.List;

/** Words what became of interactions. */
final class InteractionMessages {

    private InteractionMessages() {}

    static InteractionResult result(Outcome outcome) {
        return switch (outcome) {
            case Recorded recorded ->
                InteractionResult.newBuilder()
                        .setRecorded(RecordedInteraction.newBuilder()
                                .setInteractionId(recorded.id().toString())
                                .setCustomerId(recorded.customer().toString())
                                .setRepeated(recorded.repeated()))
                        .build();
            case Refused refused ->
                InteractionResult.newBuilder().setRefused(refused.status()).build();
        };
    }

    /** @param before how many of the stream's interactions were acknowledged before these */
    static StreamInteractionsResponse acknowledgement(long before, List<Outcome> outcomes) {
        var response = StreamInteractionsResponse.newBuilder().setAcknowledged(before + outcomes.size());
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof Refused refused) {
                response.addRefused(RefusedInteraction.newBuilder()
                        .setIndex(before + i)
                        .setStatus(refused.status()));
            }
        }
        return response.build();
    }
}
