package io.throughline.journey.web;

import static io.throughline.kit.error.Refusal.violation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Struct;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.type.Money;
import io.throughline.identity.v1.Identifier;
import io.throughline.journey.v1.Interaction;
import io.throughline.kit.digest.Digests;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a message of Segment's specification (https://segment.com/docs/connections/spec/) is as an interaction.
 *
 * <p>Nothing of it depends on when it arrives: a message that is sent again must be the same interaction. So its time is taken as
 * it stands, not corrected by the sender's clock, and what the SDK adds at each sending is left out.
 */
@ApplicationScoped
public class SegmentMessages {

    private static final Set<String> TYPES = Set.of("track", "identify", "page", "screen", "alias", "group");

    /** Of a message, beside its properties. */
    private static final List<String> OWN_FIELDS = List.of("name", "category", "groupId");

    private static final String USD = "USD";
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal SMALLEST = BigDecimal.valueOf(1, 9);

    private final SegmentSettings.Identifiers namespaces;

    @Inject
    public SegmentMessages(SegmentSettings settings) {
        this.namespaces = settings.identifiers();
    }

    /**
     * {@code message} as an interaction of {@code source}.
     *
     * @param place where it stands in the request
     * @param request with what all its messages have in common; the message itself when it came alone
     */
    Translated translate(String place, String type, JsonNode message, JsonNode request, String source) {
        if (!message.isObject()) {
            return unreadable(place, violation("", "must be a JSON object"));
        }
        if (!TYPES.contains(type)) {
            return unreadable(
                    place, violation("type", "is none of track, identify, page, screen, alias and group"));
        }
        return new Reading(place, type, message, message.path("context").isObject() ? message : request, source)
                .translated();
    }

    private static Translated unreadable(String place, FieldViolation violation) {
        return new Translated.Unreadable(place, List.of(violation));
    }

    private final class Reading {

        private final String place;
        private final String type;
        private final JsonNode message;
        private final JsonNode context;
        private final Interaction.Builder interaction = Interaction.newBuilder();
        private final FieldWords words = new FieldWords("");
        private final List<FieldViolation> violations = new ArrayList<>();

        Reading(String place, String type, JsonNode message, JsonNode withContext, String source) {
            this.place = place;
            this.type = type;
            this.message = message;
            this.context = withContext.path("context");
            interaction.setSource(source);
        }

        Translated translated() {
            id();
            time();
            identifiers();
            channel();
            touchpoint();
            attributes();
            return violations.isEmpty()
                    ? new Translated.Readable(place, interaction.build(), words)
                    : new Translated.Unreadable(place, violations);
        }

        private void id() {
            words.put("id", "messageId");
            var id = text(message, "", "messageId");
            interaction.setId(id.isEmpty() ? digest() : id);
        }

        /** The same for the same content: of a message without an id that is sent again, too, one is counted. */
        private String digest() {
            var content = message.<ObjectNode>deepCopy().put("type", type).without(List.of("sentAt", "receivedAt"));
            ((ObjectNode) content).set("context", context);
            var hash = Digests.sha256().digest(content.toString().getBytes(StandardCharsets.UTF_8));
            return "content-" + HexFormat.of().formatHex(hash, 0, 16);
        }

        private void time() {
            words.put("occurred_at", "timestamp");
            if (message.hasNonNull("timestamp")) {
                Times.read(text(message, "", "timestamp"))
                        .ifPresentOrElse(
                                interaction::setOccurredAt,
                                () -> violations.add(violation("timestamp", Times.WANTED)));
            } else if (message.path("messageId").asText("").isEmpty()) {
                violations.add(violation(
                        "timestamp",
                        "must be there, or a messageId: without both, the same thing happening again would seem to be sent again"));
            }
        }

        private void identifiers() {
            identify("userId", namespaces.userId(), text(message, "", "userId"));
            identify("anonymousId", namespaces.anonymousId(), text(message, "", "anonymousId"));
            if (type.equals("alias")) {
                identify("previousId", namespaces.anonymousId(), text(message, "", "previousId"));
            }
            if (type.equals("identify")) {
                traits("traits", message.path("traits"));
            } else {
                // The traits of a group are not the customer's.
                traits("context.traits", context.path("traits"));
            }
            if (interaction.getIdentifiersCount() == 0 && violations.isEmpty()) {
                violations.add(violation("userId", "is missing, and so is anonymousId: nobody is named"));
            }
        }

        private void traits(String path, JsonNode traits) {
            identify(path + ".email", namespaces.email(), text(traits, path + ".", "email"));
            identify(path + ".phone", namespaces.phone(), text(traits, path + ".", "phone"));
            words.put("customer_attributes", path);
            var attributes = Traits.attributes(traits);
            if (attributes.getFieldsCount() > 0) {
                interaction.setCustomerAttributes(attributes);
            }
        }

        private void identify(String word, String namespace, String value) {
            if (!value.isEmpty()) {
                var field = "identifiers[" + interaction.getIdentifiersCount() + "]";
                words.put(field + ".value", word).put(field, word);
                interaction.addIdentifiers(Identifier.newBuilder().setNamespace(namespace).setValue(value));
            }
        }

        /** By the library, which is made for one kind of device, if the message does not say. */
        private void channel() {
            var said = text(message, "", "channel");
            var library = context.path("library").path("name").asText("").toLowerCase(Locale.ROOT);
            if (!said.isEmpty()) {
                interaction.setChannel(said);
            } else if (library.equals("analytics.js")) {
                interaction.setChannel("web");
            } else if (type.equals("screen")
                    || Set.of("ios", "android", "kotlin", "swift", "react-native", "flutter").stream()
                            .anyMatch(library::contains)) {
                interaction.setChannel("app");
            } else {
                interaction.setChannel(type.equals("page") ? "web" : "server");
            }
        }

        private void touchpoint() {
            words.put("touchpoint", "event");
            interaction.setTouchpoint(type.equals("track") ? text(message, "", "event") : type);
        }

        private void attributes() {
            OWN_FIELDS.forEach(field -> words.put("attributes." + field, field));
            boolean traits = type.equals("identify") || type.equals("group");
            words.put("attributes", traits ? "traits" : "properties");
            var own = message.path(traits ? "traits" : "properties");
            if (!own.isObject() && !own.isMissingNode() && !own.isNull()) {
                violations.add(violation(traits ? "traits" : "properties", "must be a JSON object"));
                return;
            }
            var attributes = Struct.newBuilder();
            if (context.isObject()) {
                words.put("attributes.context", "context");
                attributes.putFields("context", Json.value(context));
            }
            for (var field : OWN_FIELDS) {
                if (message.hasNonNull(field)) {
                    attributes.putFields(field, Json.value(message.path(field)));
                }
            }
            own.properties().forEach(property -> attributes.putFields(property.getKey(), Json.value(property.getValue())));
            interaction.setAttributes(attributes);
            if (type.equals("track")) {
                revenue(own);
            }
        }

        /** In US dollars where no currency is named, as the specification has it. */
        private void revenue(JsonNode properties) {
            words.put("revenue", "properties.revenue");
            words.put("revenue.currency_code", "properties.currency");
            if (properties.path("revenue").isNumber()) {
                var currency = text(properties, "properties.", "currency");
                interaction.setRevenue(money(
                        properties.path("revenue").decimalValue(), currency.isEmpty() ? USD : currency));
            }
        }

        /**
         * Also of a whole number, as some senders have their ids; empty when there is none.
         *
         * @param path where {@code object} stands
         */
        private String text(JsonNode object, String path, String field) {
            var value = object.path(field);
            if (value.isTextual() || value.isIntegralNumber()) {
                return value.asText();
            }
            if (!value.isMissingNode() && !value.isNull()) {
                violations.add(violation(path + field, "must be a text"));
            }
            return "";
        }

        private Money money(BigDecimal amount, String currency) {
            var exact = within(amount).setScale(9, RoundingMode.HALF_EVEN);
            return Money.newBuilder()
                    .setCurrencyCode(currency.toUpperCase(Locale.ROOT))
                    .setUnits(exact.longValue())
                    .setNanos(exact.remainder(BigDecimal.ONE).movePointRight(9).intValue())
                    .build();
        }
    }

    /** What is beyond all bounds is brought to where it is still beyond those of a contract, and what is next to nothing to nothing. */
    private static BigDecimal within(BigDecimal amount) {
        if (amount.abs().compareTo(LARGEST) > 0) {
            return amount.signum() > 0 ? LARGEST : LARGEST.negate();
        }
        return amount.abs().compareTo(SMALLEST) < 0 ? BigDecimal.ZERO : amount;
    }
}
