package io.throughline.journey.intake;

import io.throughline.journey.fold.Feedback;
import io.throughline.journey.fold.Ids;
import io.throughline.journey.fold.Interaction;
import io.throughline.journey.fold.Money;
import io.throughline.journey.fold.Position;
import io.throughline.journey.interaction.AttributeJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * An interaction that breaks no rule.
 *
 * @param index its place in the batch
 * @param message as sent, and with a time if it was sent without
 * @param digest of its content as sent
 * @param interaction what journeys see of it
 */
record CheckedInteraction(
        int index, io.throughline.journey.v1.Interaction message, UUID digest, Interaction interaction) {

    static CheckedInteraction of(int index, io.throughline.journey.v1.Interaction message, UUID digest) {
        return new CheckedInteraction(index, message, digest, interaction(message));
    }

    /** Whether it says anything of the customer. */
    boolean tellsOfCustomer() {
        return message.getCustomerAttributes().getFieldsCount() > 0;
    }

    UUID id() {
        return interaction.id();
    }

    private static Interaction interaction(io.throughline.journey.v1.Interaction message) {
        var stamp = message.getOccurredAt();
        var occurredAt = Instant.ofEpochSecond(stamp.getSeconds(), stamp.getNanos() / 1000 * 1000);
        return new Interaction(
                new Position(occurredAt, message.getSourceSequence(), Ids.interaction(message.getSource(), message.getId())),
                message.getSource(),
                message.getChannel(),
                message.getTouchpoint(),
                AttributeJson.map(message.getAttributes()),
                message.hasFeedback() ? feedback(message.getFeedback()) : Feedback.NONE,
                message.hasRevenue() ? money(message.getRevenue()) : Money.NONE,
                message.hasCost() ? money(message.getCost()) : Money.NONE);
    }

    private static Feedback feedback(io.throughline.journey.v1.Feedback feedback) {
        return new Feedback(
                feedback.hasNps() ? (Integer) feedback.getNps() : null,
                feedback.hasCsat() ? (Integer) feedback.getCsat() : null,
                feedback.hasCes() ? (Integer) feedback.getCes() : null);
    }

    private static Money money(com.google.type.Money money) {
        return new Money(
                BigDecimal.valueOf(money.getUnits()).add(BigDecimal.valueOf(money.getNanos(), 9)),
                money.getCurrencyCode());
    }
}
