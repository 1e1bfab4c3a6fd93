package io.throughline.standalone.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.rpc.BadRequest;
import io.throughline.identity.v1.Attribute;
import io.throughline.identity.v1.EraseCustomerRequest;
import io.throughline.identity.v1.GetAttributesRequest;
import io.throughline.identity.v1.GetCustomerRequest;
import io.throughline.identity.v1.Identifier;
import io.throughline.journey.v1.Interaction;
import io.throughline.journey.v1.InteractionResult;
import io.throughline.journey.v1.RecordInteractionsRequest;
import io.throughline.standalone.client.Patience;
import io.throughline.standalone.sample.InteractionMessages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a channel says of a customer, on its way through journey-service to whoever asks identity-service. */
class CustomerAttributesIT {

    private static final Patience PATIENCE = new Patience(Duration.ofMinutes(2));
    private static final Instant NOW = Instant.now();

    /** As docs/identity.md writes them. */
    private static final Map<String, String> TRUSTING_CRM =
            Map.of("THROUGHLINE_ATTRIBUTES_RULES__PLAN_", "MOST_TRUSTED", "THROUGHLINE_ATTRIBUTES_TRUST", "crm,shop");

    private final Installation installation = Installation.locate();

    @Test
    void itIsAnsweredByTheRulesAndErasedWithTheCustomer() throws Exception {
        assumeTrue(Part.services().stream().allMatch(installation::isBuilt), "the services are not built: mvn package");
        try (var platform =
                Platform.startOnce(installation, settings -> settings.withServiceSettings(TRUSTING_CRM), _ -> {})) {
            var customer = record(platform, "crm", 1, "plan", text("gold")).getRecorded().getCustomerId();
            record(platform, "web", 2, "plan", text("silver"));
            record(platform, "crm", 3, "country", text("IT"));
            record(platform, "web", 4, "country", text("DE"));

            assertThat(surviving(platform, customer)).containsExactly("country DE", "plan gold");
            assertThat(all(platform, customer)).containsExactly("country DE", "country IT", "plan gold", "plan silver");

            var list = Value.newBuilder().setListValue(ListValue.newBuilder().addValues(text("a"))).build();
            assertThat(refusedField(record(platform, "web", 5, "tags", list))).isEqualTo("customer_attributes.tags");

            var erase = EraseCustomerRequest.newBuilder().setCustomerId(customer).build();
            PATIENCE.untilAnswered(() -> platform.clients().identity().eraseCustomer(erase));
            assertThat(surviving(platform, customer)).isEmpty();
            assertThat(all(platform, customer)).isEmpty();
        }
    }

    private static InteractionResult record(PlatformHandle platform, String source, int second, String name, Value value) {
        var interaction = Interaction.newBuilder()
                .setSource(source)
                .setId("said-" + second)
                .setOccurredAt(InteractionMessages.timestamp(NOW.minus(Duration.ofHours(1)).plusSeconds(second)))
                .addIdentifiers(Identifier.newBuilder().setNamespace("crm").setValue("C-1"))
                .setChannel("web")
                .setTouchpoint("profile.changed")
                .setCustomerAttributes(Struct.newBuilder().putFields(name, value))
                .build();
        var request = RecordInteractionsRequest.newBuilder().addInteractions(interaction).build();
        return PATIENCE.untilAnswered(() -> platform.clients().interactions().recordInteractions(request)).getResults(0);
    }

    private static List<String> surviving(PlatformHandle platform, String customer) {
        var request = GetAttributesRequest.newBuilder().addCustomerIds(customer).build();
        return PATIENCE.untilAnswered(() -> platform.clients().identity().getAttributes(request))
                .getCustomers(0)
                .getAttributesList()
                .stream()
                .map(CustomerAttributesIT::written)
                .toList();
    }

    private static List<String> all(PlatformHandle platform, String customer) {
        var request = GetCustomerRequest.newBuilder().setCustomerId(customer).build();
        return PATIENCE.untilAnswered(() -> platform.clients().identity().getCustomer(request))
                .getCustomer()
                .getAttributesList()
                .stream()
                .map(CustomerAttributesIT::written)
                .toList();
    }

    private static String written(Attribute attribute) {
        return attribute.getName() + " " + attribute.getValue().getStringValue();
    }

    private static String refusedField(InteractionResult result) throws InvalidProtocolBufferException {
        return result.getRefused().getDetails(1).unpack(BadRequest.class).getFieldViolations(0).getField();
    }

    private static Value text(String text) {
        return Value.newBuilder().setStringValue(text).build();
    }
}
