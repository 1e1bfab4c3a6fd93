package io.throughline.standalone.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happens to one customer, written down as it is thought up. */
final class Diary {

    private static final Map<String, String> COSTS = Map.of(
            "agent.call", "6.50",
            "agent.chat", "3.20",
            "technician.visited", "85.00",
            "welcome.call", "4.00",
            "complaint.answered", "9.00",
            "dunning.sent", "1.10",
            "diagnosis.run", "0.40");

    private final SimulatedCustomer customer;
    private final List<SimulatedInteraction> entries = new ArrayList<>();
    private int visits;

    Diary(SimulatedCustomer customer) {
        this.customer = customer;
    }

    SimulatedCustomer customer() {
        return customer;
    }

    List<SimulatedInteraction> entries() {
        return entries;
    }

    /** Begins an entry; {@link Entry#write} ends it. */
    Entry at(Instant when, String channel, String touchpoint) {
        return new Entry(when, channel, touchpoint);
    }

    /** One entry while it is being put together. */
    final class Entry {

        private final Instant when;
        private final String channel;
        private final String touchpoint;
        private final Map<String, Object> attributes = new HashMap<>();
        private boolean signedIn = true;
        private boolean tellsOfTheCustomer;
        private Optional<SimulatedFeedback> feedback = Optional.empty();
        private Optional<BigDecimal> revenue = Optional.empty();

        private Entry(Instant when, String channel, String touchpoint) {
            this.when = when;
            this.channel = channel;
            this.touchpoint = touchpoint;
        }

        Entry with(String attribute, Object value) {
            attributes.put(attribute, value instanceof BigDecimal amount ? amount.doubleValue() : value);
            return this;
        }

        /** The channel system says what it knows of the customer. */
        Entry tellingOfTheCustomer() {
            tellsOfTheCustomer = true;
            return this;
        }

        Entry anonymous() {
            signedIn = false;
            return this;
        }

        Entry answering(SimulatedFeedback answer) {
            feedback = Optional.of(answer);
            return this;
        }

        Entry earning(BigDecimal amount) {
            revenue = Optional.of(amount);
            return this;
        }

        SimulatedInteraction write() {
            var interaction = new SimulatedInteraction(
                    source(),
                    "%06d-%04d".formatted(customer.number(), entries.size()),
                    when,
                    when,
                    customer.knownTo(channel, signedIn, channel.equals("web") ? visits++ : 0),
                    channel,
                    touchpoint,
                    Map.copyOf(attributes),
                    tellsOfTheCustomer ? customer.attributes() : Map.of(),
                    feedback,
                    revenue,
                    Optional.ofNullable(COSTS.get(touchpoint)).map(BigDecimal::new));
            entries.add(interaction);
            return interaction;
        }

        /** The system that runs the channel. */
        private String source() {
            return switch (channel) {
                case "web" -> "webshop";
                case "app" -> "app-backend";
                case "phone" -> "call-centre";
                case "shop" -> "shop-till";
                case "email", "sms", "letter" -> "mailer";
                default -> throw new IllegalArgumentException("no such channel: " + channel);
            };
        }
    }
}
