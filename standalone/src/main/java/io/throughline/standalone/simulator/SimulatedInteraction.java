package io.throughline.standalone.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that happened between a simulated customer and the company, as a channel system reports it.
 *
 * @param source the reporting system
 * @param id unique within the source, and the same whenever the same company is simulated
 * @param occurredAt when it happened
 * @param arrivedAt when the report reaches the platform; not before it happened
 * @param identifiers by which the channel knows the customer
 * @param attributes texts, numbers and truth values
 * @param customerAttributes what the channel system knows of the customer: the same
 */
public record SimulatedInteraction(
        String source,
        String id,
        Instant occurredAt,
        Instant arrivedAt,
        List<SimulatedIdentifier> identifiers,
        String channel,
        String touchpoint,
        Map<String, Object> attributes,
        Map<String, Object> customerAttributes,
        Optional<SimulatedFeedback> feedback,
        Optional<BigDecimal> revenueEuro,
        Optional<BigDecimal> costEuro) {

    /** An attribute as text; empty when it is not there. */
    public String text(String attribute) {
        return String.valueOf(attributes.getOrDefault(attribute, ""));
    }

    SimulatedInteraction arriving(Instant later) {
        return new SimulatedInteraction(
                source,
                id,
                occurredAt,
                later,
                identifiers,
                channel,
                touchpoint,
                attributes,
                customerAttributes,
                feedback,
                revenueEuro,
                costEuro);
    }
}
