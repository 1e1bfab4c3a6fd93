package io.throughline.journey.fold;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A bill to be paid, as definitions and interactions. */
final class FoldFixtures {

    static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");

    private FoldFixtures() {}

    /** Begins with the bill, is achieved by the payment; stalls after 3 days, should take 7, is given up after 10. */
    static DefinitionVersion payBill(AfterEnd afterEnd) {
        return payBill(1, Instant.MIN, afterEnd);
    }

    static DefinitionVersion payBill(int number, Instant effectiveFrom, AfterEnd afterEnd) {
        return new DefinitionVersion(
                number,
                effectiveFrom,
                List.of(
                        Rule.of(RuleKind.ENTRY, "bill.sent"),
                        Rule.of(RuleKind.PART, "bill.viewed"),
                        Rule.of(RuleKind.PART, "agent.call"),
                        Rule.moment("explained", "agent.call"),
                        Rule.of(RuleKind.ERROR, "payment.refused"),
                        Rule.of(RuleKind.GOAL, "payment.made"),
                        Rule.of(RuleKind.EXIT, "bill.cancelled"),
                        Rule.of(RuleKind.ABANDONMENT, "contract.cancelled")),
                Map.of("agent.call", "care"),
                Duration.ofDays(3),
                Duration.ofDays(10),
                Duration.ofDays(7),
                afterEnd);
    }

    static Definition definition(DefinitionVersion... versions) {
        return new Definition("pay-bill", Optional.empty(), List.of(versions));
    }

    static Interaction at(Instant time, String touchpoint) {
        return at(time, touchpoint, "web");
    }

    static Interaction at(Instant time, String touchpoint, String channel) {
        return new Interaction(
                new Position(time, 0, Ids.interaction("test", touchpoint + "@" + time)),
                "test",
                channel,
                touchpoint,
                Map.of(),
                Feedback.NONE,
                Money.NONE,
                Money.NONE);
    }

    static Interaction with(Interaction interaction, Map<String, Object> attributes) {
        return new Interaction(
                interaction.position(),
                interaction.source(),
                interaction.channel(),
                interaction.touchpoint(),
                attributes,
                interaction.feedback(),
                interaction.revenue(),
                interaction.cost());
    }

    static Interaction earning(Interaction interaction, String amount, String currency) {
        return new Interaction(
                interaction.position(),
                interaction.source(),
                interaction.channel(),
                interaction.touchpoint(),
                interaction.attributes(),
                interaction.feedback(),
                new Money(new BigDecimal(amount), currency),
                interaction.cost());
    }

    static Interaction answering(Interaction interaction, Feedback feedback) {
        return new Interaction(
                interaction.position(),
                interaction.source(),
                interaction.channel(),
                interaction.touchpoint(),
                interaction.attributes(),
                feedback,
                interaction.revenue(),
                interaction.cost());
    }

    static Instant day(int days) {
        return MONDAY.plus(Duration.ofDays(days));
    }
}
