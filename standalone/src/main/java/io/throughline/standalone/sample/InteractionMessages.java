package io.throughline.standalone.sample;

import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import com.google.type.Money;
import io.throughline.identity.v1.Identifier;
import io.throughline.journey.v1.Feedback;
import io.throughline.journey.v1.Interaction;
import io.throughline.standalone.simulator.SimulatedFeedback;
import io.throughline.standalone.simulator.SimulatedInteraction;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/** Puts simulated interactions into the words of the contract. */
public final class InteractionMessages {

    private static final int NANO_DIGITS = 9;

    private InteractionMessages() {}

    public static Interaction of(SimulatedInteraction simulated) {
        var message = Interaction.newBuilder()
                .setSource(simulated.source())
                .setId(simulated.id())
                .setOccurredAt(timestamp(simulated.occurredAt()))
                .setChannel(simulated.channel())
                .setTouchpoint(simulated.touchpoint());
        simulated.identifiers()
                .forEach(identifier -> message.addIdentifiers(Identifier.newBuilder()
                        .setNamespace(identifier.namespace())
                        .setValue(identifier.value())));
        message.setAttributes(struct(simulated.attributes()));
        if (!simulated.customerAttributes().isEmpty()) {
            message.setCustomerAttributes(struct(simulated.customerAttributes()));
        }
        simulated.feedback().ifPresent(feedback -> message.setFeedback(feedback(feedback)));
        simulated.revenueEuro().ifPresent(amount -> message.setRevenue(euro(amount)));
        simulated.costEuro().ifPresent(amount -> message.setCost(euro(amount)));
        return message.build();
    }

    public static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    private static Struct struct(Map<String, Object> attributes) {
        var struct = Struct.newBuilder();
        attributes.forEach((name, value) -> struct.putFields(name, value(value)));
        return struct.build();
    }

    private static Value value(Object value) {
        return switch (value) {
            case Number number -> Value.newBuilder().setNumberValue(number.doubleValue()).build();
            case Boolean truth -> Value.newBuilder().setBoolValue(truth).build();
            default -> Value.newBuilder().setStringValue(value.toString()).build();
        };
    }

    private static Feedback feedback(SimulatedFeedback feedback) {
        return Feedback.newBuilder()
                .setNps(feedback.nps())
                .setCsat(feedback.csat())
                .setCes(feedback.ces())
                .setComment(feedback.comment())
                .build();
    }

    private static Money euro(BigDecimal amount) {
        var units = amount.toBigInteger();
        return Money.newBuilder()
                .setCurrencyCode("EUR")
                .setUnits(units.longValueExact())
                .setNanos(amount.subtract(new BigDecimal(units)).movePointRight(NANO_DIGITS).intValueExact())
                .build();
    }
}
