package io.throughline.journey.web;

import static io.throughline.kit.error.Refusal.violation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.BadRequest.FieldViolation;
import io.throughline.journey.v1.Interaction;
import java.util.ArrayList;
import java.util.List;

/** What a CloudEvent is as an interaction: its type is the touchpoint, its data all else. */
final class CloudEvents {

    private static final String VERSION = "1.0";

    /** Of an interaction, what the event itself says. */
    private static final List<String> OF_THE_EVENT =
            List.of("source", "id", "occurredAt", "occurred_at", "touchpoint");

    private static final FieldWords WORDS = new FieldWords("data")
            .put("source", "source")
            .put("id", "id")
            .put("occurred_at", "time")
            .put("touchpoint", "type");

    private CloudEvents() {}

    /** @param place where the event stands in the request */
    static Translated translate(String place, JsonNode event) {
        if (!event.isObject()) {
            return new Translated.Unreadable(place, List.of(violation("", "must be a JSON object")));
        }
        var violations = new ArrayList<FieldViolation>();
        if (!event.path("specversion").asText("").equals(VERSION)) {
            violations.add(violation("specversion", "must be " + VERSION));
        }
        var interaction = data(event, violations)
                .setSource(event.path("source").asText(""))
                .setId(event.path("id").asText(""))
                .setTouchpoint(event.path("type").asText(""));
        if (event.hasNonNull("time")) {
            Times.read(event.path("time").asText(""))
                    .ifPresentOrElse(
                            interaction::setOccurredAt, () -> violations.add(violation("time", Times.WANTED)));
        }
        return violations.isEmpty()
                ? new Translated.Readable(place, interaction.build(), WORDS)
                : new Translated.Unreadable(place, violations);
    }

    private static Interaction.Builder data(JsonNode event, List<FieldViolation> violations) {
        var interaction = Interaction.newBuilder();
        var data = event.path("data");
        if (!data.isObject()) {
            violations.add(violation("data", "must be a JSON object, with the identifiers and the channel at least"));
            return interaction;
        }
        data.properties().forEach(field -> field(field.getKey(), field.getValue(), interaction, violations));
        return interaction;
    }

    /** One by one, so that what is wrong is told by its field. */
    private static void field(
            String name, JsonNode value, Interaction.Builder interaction, List<FieldViolation> violations) {
        if (OF_THE_EVENT.contains(name)) {
            violations.add(violation("data." + name, "is said by the event itself"));
            return;
        }
        try {
            JsonFormat.parser().merge(JsonNodeFactory.instance.objectNode().set(name, value).toString(), interaction);
        } catch (InvalidProtocolBufferException notOne) {
            violations.add(violation(
                    "data." + name, "is no field of an interaction, or holds what the contract does not have there"));
        }
    }
}
