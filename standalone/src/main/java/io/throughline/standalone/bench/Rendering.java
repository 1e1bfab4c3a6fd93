package io.throughline.standalone.bench;

import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import com.google.type.Money;
import io.throughline.identity.v1.Identifier;
import io.throughline.journey.v1.Feedback;
import io.throughline.journey.v1.Interaction;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.IntFunction;

/** What happens, as a channel would report it and as a row of a plain table would hold it. */
final class Rendering {

    /** Attributes as JSON take this many bytes. */
    static final int ATTRIBUTE_BYTES = 250;

    private static final String SOURCE = "bench";
    private static final String FILLING = "a line of text about what happened, such as systems add to what they report, ".repeat(4);
    private static final int NPS_ANSWERS = 11;

    private final String prefix;
    private final IntFunction<String> customers;

    /** @param prefix tells the customers and ids of this run from those of another */
    Rendering(String prefix) {
        this(prefix, customer -> customer(prefix, customer));
    }

    /**
     * @param prefix tells the ids of this run from those of another
     * @param customers their names
     */
    Rendering(String prefix, IntFunction<String> customers) {
        this.prefix = prefix;
        this.customers = customers;
    }

    /** What customer number {@code customer} of a run is called. */
    static String customer(String prefix, int customer) {
        return prefix + "customer-" + customer;
    }

    Interaction interaction(Happening happening) {
        var interaction = Interaction.newBuilder()
                .setSource(SOURCE)
                .setId(id(happening))
                .setOccurredAt(Timestamp.newBuilder()
                        .setSeconds(happening.occurredAt().getEpochSecond())
                        .setNanos(happening.occurredAt().getNano()))
                .setSourceSequence(happening.number() + 1L)
                .addIdentifiers(identifier(happening.customer()))
                .setChannel(happening.channel())
                .setTouchpoint(happening.touchpoint())
                .setAttributes(Struct.newBuilder()
                        .putFields("order_id", text(orderId(happening)))
                        .putFields("text", text(filling(happening))));
        if (happening.newIdentifier()) {
            interaction.addIdentifiers(identifier(
                    happening.number() % 2 == 0 ? "cookie" : "email", prefix + happening.number() + "@example.org"));
        }
        if (happening.touchpoint().endsWith(".paid")) {
            interaction.setRevenue(Money.newBuilder()
                    .setCurrencyCode("EUR")
                    .setUnits(10 + happening.number() % 90)
                    .setNanos(990_000_000));
        }
        if (happening.touchpoint().equals("problem.solved")) {
            interaction.setFeedback(Feedback.newBuilder().setNps(happening.number() % NPS_ANSWERS));
        }
        return interaction.build();
    }

    /** A line of PostgreSQL's text format: id, customer, occurred_at, source_sequence, channel, touchpoint, attributes. */
    String row(Happening happening) {
        return String.join(
                        "\t",
                        uuid(id(happening)),
                        uuid(customers.apply(happening.customer())),
                        happening.occurredAt().toString(),
                        Integer.toString(happening.number() + 1),
                        happening.channel(),
                        happening.touchpoint(),
                        json(happening))
                + "\n";
    }

    /** By which every interaction of {@code customer} is known. */
    Identifier identifier(int customer) {
        return identifier("crm", customers.apply(customer));
    }

    String id(Happening happening) {
        return prefix + happening.number();
    }

    private String json(Happening happening) {
        return "{\"order_id\": \"" + orderId(happening) + "\", \"text\": \"" + filling(happening) + "\"}";
    }

    /** As much text as makes the attributes {@link #ATTRIBUTE_BYTES} long. */
    private String filling(Happening happening) {
        int rest = "{\"order_id\": \"\", \"text\": \"\"}".length() + orderId(happening).length();
        return FILLING.substring(0, ATTRIBUTE_BYTES - rest);
    }

    private String orderId(Happening happening) {
        return prefix + "order-" + happening.errand();
    }

    private static String uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static Identifier identifier(String namespace, String value) {
        return Identifier.newBuilder().setNamespace(namespace).setValue(value).build();
    }

    private static Value text(String value) {
        return Value.newBuilder().setStringValue(value).build();
    }
}
