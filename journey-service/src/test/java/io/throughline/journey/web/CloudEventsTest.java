package io.throughline.journey.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.BadRequest.FieldViolation;
import io.throughline.journey.web.Translated.Readable;
import io.throughline.journey.web.Translated.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloudEventsTest {

    @Test
    void anEventIsAnInteraction() {
        var interaction = ((Readable) translate("""
                        {"specversion": "1.0", "id": "e-1", "source": "/billing", "type": "bill.sent",
                         "time": "2026-03-02T12:00:00+01:00", "datacontenttype": "application/json",
                         "data": {"identifiers": [{"namespace": "email", "value": "ada@example.org"}], "channel": "email",
                                  "sourceSequence": 5, "attributes": {"bill_id": "b-1"}, "customerAttributes": {"plan": "gold"},
                                  "feedback": {"nps": 9},
                                  "revenue": {"currencyCode": "EUR", "units": 5}}}
                        """))
                .interaction();

        assertThat(interaction.getSource()).isEqualTo("/billing");
        assertThat(interaction.getId()).isEqualTo("e-1");
        assertThat(interaction.getTouchpoint()).isEqualTo("bill.sent");
        assertThat(interaction.getOccurredAt().getSeconds()).isEqualTo(1_772_449_200L);
        assertThat(interaction.getIdentifiersList()).hasSize(1);
        assertThat(interaction.getSourceSequence()).isEqualTo(5);
        assertThat(interaction.getFeedback().getNps()).isEqualTo(9);
        assertThat(interaction.getRevenue().getUnits()).isEqualTo(5);
        assertThat(interaction.getAttributes().getFieldsMap()).containsOnlyKeys("bill_id");
        assertThat(interaction.getCustomerAttributes().getFieldsMap()).containsOnlyKeys("plan");
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThat(violations("{\"time\": \"noon\"}")).containsExactly("specversion", "data", "time");
        assertThat(violations("5")).containsExactly("");
        assertThat(violations("""
                        {"specversion": "1.0", "id": "e", "source": "s", "type": "t", "time": "2026-03-02T12:00:00Z",
                         "data": {"id": "other", "colour": "red", "channel": 5, "identifiers": "x", "feedback": {"nps": "much"}}}
                        """))
                .containsExactly("data.id", "data.colour", "data.identifiers", "data.feedback");
    }

    @Test
    void whatIsWrongWithTheDataIsNamedThere() {
        var words = ((Readable) translate("""
                        {"specversion": "1.0", "id": "e", "source": "s", "type": "t", "time": "2026-03-02T12:00:00Z", "data": {}}
                        """))
                .words();

        assertThat(List.of("occurred_at", "touchpoint", "identifiers[0].value", "attributes.a", "customer_attributes.a"))
                .extracting(words::of)
                .containsExactly(
                        "time", "type", "data.identifiers[0].value", "data.attributes.a", "data.customer_attributes.a");
    }

    private static List<String> violations(String event) {
        return ((Unreadable) translate(event))
                .violations().stream().map(FieldViolation::getField).toList();
    }

    private static Translated translate(String event) {
        return CloudEvents.translate("", Json.read(event.getBytes(StandardCharsets.UTF_8)));
    }
}
