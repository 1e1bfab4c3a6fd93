package io.throughline.journey.testing;

import io.throughline.journey.fold.Feedback;
import io.throughline.journey.fold.Ids;
import io.throughline.journey.fold.Money;
import io.throughline.journey.fold.Position;
import io.throughline.journey.interaction.AttributeJson;
import io.throughline.journey.v1.Interaction;
import java.math.BigDecimal;
import java.time.Instant;

/** What was sent, read from the message here once more, so that a mistake of the service's own reading shows. */
public final class Sent {

    private Sent() {}

    public static Instant occurredAt(Interaction message) {
        return Instant.ofEpochSecond(
                message.getOccurredAt().getSeconds(), message.getOccurredAt().getNanos());
    }

    public static io.throughline.journey.fold.Interaction folded(Interaction message) {
        return new io.throughline.journey.fold.Interaction(
                new Position(
                        occurredAt(message),
                        message.getSourceSequence(),
                        Ids.interaction(message.getSource(), message.getId())),
                message.getSource(),
                message.getChannel(),
                message.getTouchpoint(),
                AttributeJson.map(message.getAttributes()),
                message.hasFeedback() ? new Feedback(message.getFeedback().getNps(), null, null) : Feedback.NONE,
                message.hasRevenue()
                        ? new Money(
                                BigDecimal.valueOf(message.getRevenue().getUnits())
                                        .add(BigDecimal.valueOf(message.getRevenue().getNanos(), 9)),
                                message.getRevenue().getCurrencyCode())
                        : Money.NONE,
                Money.NONE);
    }
}
