package io.throughline.journey.api;

import io.throughline.journey.context.CustomerContext;
import io.throughline.journey.interaction.RecentInteraction;
import io.throughline.journey.v1.GetCustomerContextResponse;

/** Words the context of a customer; the journeys that would exceed the answer are left out. */
final class ContextAnswer {

    /** Half of what a gRPC client takes that was not told otherwise. */
    private static final long MOST_BYTES = 2 << 20;

    private ContextAnswer() {}

    static GetCustomerContextResponse of(CustomerContext context) {
        return of(context, MOST_BYTES);
    }

    static GetCustomerContextResponse of(CustomerContext context, long mostBytes) {
        var answer = GetCustomerContextResponse.newBuilder()
                .setCustomerId(context.customer().toString());
        long bytes = 0;
        for (var journey : context.journeys()) {
            var message = JourneyMessages.journey(journey);
            bytes += message.getSerializedSize();
            if (bytes > mostBytes && answer.getJourneysCount() > 0) {
                break;
            }
            answer.addJourneys(message);
        }
        context.interactions().forEach(interaction -> answer.addRecentInteractions(recent(interaction)));
        return answer.build();
    }

    private static io.throughline.journey.v1.RecentInteraction recent(RecentInteraction interaction) {
        return io.throughline.journey.v1.RecentInteraction.newBuilder()
                .setInteractionId(interaction.id().toString())
                .setSource(interaction.source())
                .setOccurredAt(JourneyMessages.time(interaction.occurredAt()))
                .setChannel(interaction.channel())
                .setTouchpoint(interaction.touchpoint())
                .build();
    }
}
