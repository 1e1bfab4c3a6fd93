package io.throughline.standalone.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.Any;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.rpc.Code;
import io.throughline.identity.v1.Customer;
import io.throughline.identity.v1.EraseCustomerRequest;
import io.throughline.identity.v1.GetCustomerRequest;
import io.throughline.identity.v1.Identifier;
import io.throughline.journey.v1.Interaction;
import io.throughline.journey.v1.InteractionResult;
import io.throughline.journey.v1.RecordInteractionsRequest;
import io.throughline.measurement.v1.Scorecard;
import io.throughline.standalone.apply.Application;
import io.throughline.standalone.client.CatchingUp;
import io.throughline.standalone.client.Patience;
import io.throughline.standalone.report.ScorecardTable;
import io.throughline.standalone.sample.InteractionMessages;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** An erasure on its way through the platform, from who asks for it to who comes back. */
class ErasureIT {

    private static final Patience PATIENCE = new Patience(Duration.ofMinutes(2));

    private final Installation installation = Installation.locate();

    @Test
    void whoIsErasedIsInNoJourneyAndComesBackAsSomebodyNew() {
        assumeTrue(Part.services().stream().allMatch(installation::isBuilt), "the services are not built: mvn package");
        try (var platform = Platform.startOnce(installation, settings -> settings, _ -> {})) {
            var application = new Application(platform.clients());
            Application.files(installation.samples().resolve("journeys"), ".journey.yaml").forEach(application::apply);
            var before = record(platform, "bill-1").getRecorded().getCustomerId();
            assertThat(payBills(platform)).isEqualTo(1);

            assertThat(erase(platform, before).getErased()).isTrue();

            assertThat(payBills(platform)).isZero();
            var repeated = record(platform, "bill-1").getRefused();
            assertThat(repeated.getCode()).isEqualTo(Code.ALREADY_EXISTS_VALUE);
            assertThat(repeated.getDetailsList()).extracting(Any::toString).anyMatch(detail -> detail.contains("ERASED"));
            var after = record(platform, "bill-2").getRecorded().getCustomerId();
            assertThat(after).isNotEmpty().isNotEqualTo(before);
            assertThat(payBills(platform)).isEqualTo(1);
            assertThat(get(platform, before).getErased()).isTrue();
            assertThat(get(platform, after).getErased()).isFalse();
        }
    }

    private static Customer erase(PlatformHandle platform, String customer) {
        var request = EraseCustomerRequest.newBuilder().setCustomerId(customer).build();
        return PATIENCE.untilAnswered(() -> platform.clients().identity().eraseCustomer(request)).getCustomer();
    }

    private static Customer get(PlatformHandle platform, String customer) {
        var request = GetCustomerRequest.newBuilder().setCustomerId(customer).build();
        return PATIENCE.untilAnswered(() -> platform.clients().identity().getCustomer(request)).getCustomer();
    }

    private static InteractionResult record(PlatformHandle platform, String bill) {
        var interaction = Interaction.newBuilder()
                .setSource("billing")
                .setId(bill)
                .setOccurredAt(InteractionMessages.timestamp(Instant.now().minus(Duration.ofHours(1))))
                .addIdentifiers(Identifier.newBuilder().setNamespace("crm").setValue("C-1"))
                .setChannel("email")
                .setTouchpoint("bill.sent")
                .setAttributes(Struct.newBuilder()
                        .putFields(
                                "bill_id", Value.newBuilder().setStringValue(bill).build()))
                .build();
        var request = RecordInteractionsRequest.newBuilder().addInteractions(interaction).build();
        return PATIENCE.untilAnswered(() -> platform.clients().interactions().recordInteractions(request)).getResults(0);
    }

    private static long payBills(PlatformHandle platform) {
        new CatchingUp(platform.clients(), PATIENCE).await();
        return ScorecardTable.read(platform.clients()).stream()
                .filter(card -> card.getDefinition().equals("pay-bill"))
                .mapToLong(Scorecard::getJourneys)
                .sum();
    }
}
