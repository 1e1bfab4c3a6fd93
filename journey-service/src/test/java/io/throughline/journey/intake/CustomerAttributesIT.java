package io.throughline.journey.intake;

import static io.throughline.journey.testing.Bills.MONDAY;
import static io.throughline.journey.testing.Bills.met;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.identity.v1.Observation;
import io.throughline.journey.intake.Outcome.Recorded;
import io.throughline.journey.intake.Outcome.Refused;
import io.throughline.journey.testing.Beginning;
import io.throughline.journey.testing.Bills;
import io.throughline.journey.testing.ScriptedIdentity;
import io.throughline.journey.v1.Interaction;
import io.throughline.kit.database.Database;
import io.throughline.kit.test.PostgresResource;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What senders say of customers goes to identity-service, all of it, and stays nowhere here. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class CustomerAttributesIT {

    @Inject
    Beginning beginning;

    @Inject
    Database database;

    @Inject
    Intake intake;

    @Inject
    ScriptedIdentity identity;

    @BeforeEach
    void begin() {
        beginning.under(Bills.PAY_BILL);
        beginning.showTime(MONDAY.plus(Duration.ofDays(1)));
    }

    @Test
    void eachIsHandedOnAlsoWhereTheCustomerIsKnown() {
        record(met("ada@example.org", "bill.sent", MONDAY));

        record(saying("agent.call", MONDAY.plusSeconds(60), "gold"), saying("bill.paid", MONDAY.plusSeconds(120), "silver"));
        record(saying("bill.viewed", MONDAY.plusSeconds(180), "silver"));

        assertThat(identity.heard())
                .extracting(CustomerAttributesIT::written)
                .containsExactly("gold at 60", "silver at 120", "silver at 180");
        assertThat(identity.heard()).extracting(Observation::getSource).containsOnly("billing");
        assertThat(identity.calls()).isEqualTo(3);
    }

    @Test
    void whoSaysNothingIsAnsweredFromMemoryAfterwards() {
        record(saying("bill.sent", MONDAY, "gold"));

        var outcomes = record(
                met("ada@example.org", "agent.call", MONDAY.plusSeconds(60)),
                met("ada@example.org", "bill.paid", MONDAY.plusSeconds(120)).setCustomerAttributes(Struct.getDefaultInstance()));

        assertThat(outcomes).allMatch(Recorded.class::isInstance);
        assertThat(identity.calls()).isEqualTo(1);
    }

    @Test
    void whatIdentityServiceWillNotTakeIsRefusedByItselfInTheSendersWords() {
        var list = Value.newBuilder()
                .setListValue(ListValue.newBuilder().addValues(Value.newBuilder().setBoolValue(true)))
                .build();
        var outcomes = record(
                saying("bill.sent", MONDAY, "gold"),
                met("ada@example.org", "agent.call", MONDAY).setCustomerAttributes(Struct.newBuilder().putFields("tags", list)),
                met("ada@example.org", "bill.viewed", MONDAY)
                        .setCustomerAttributes(Struct.newBuilder().putFields("deep", nested(17))),
                met(" ", "bill.viewed", MONDAY).setCustomerAttributes(plan("gold")),
                met("ada@example.org", "bill.paid", MONDAY));

        assertThat(outcomes.get(0)).isInstanceOf(Recorded.class);
        assertThat(violation(outcomes.get(1)).getField()).isEqualTo("customer_attributes.tags");
        assertThat(((Refused) outcomes.get(1)).status().getMessage()).startsWith("customer_attributes.tags: must be");
        assertThat(violation(outcomes.get(2)).getField()).startsWith("customer_attributes.deep").endsWith(".n");
        assertThat(violation(outcomes.get(3)).getField()).isEqualTo("identifiers[0].value");
        assertThat(outcomes.get(4)).isInstanceOf(Recorded.class);
    }

    @Test
    void theyArePartOfWhatAnInteractionSays() {
        record(saying("bill.sent", MONDAY, "gold"));

        var outcomes = record(
                saying("bill.sent", MONDAY, "gold"),
                saying("bill.sent", MONDAY, "silver"),
                met("ada@example.org", "bill.sent", MONDAY));

        assertThat(outcomes.get(0)).isInstanceOfSatisfying(Recorded.class, recorded -> assertThat(recorded.repeated()).isTrue());
        assertThat(outcomes.subList(1, 3)).allSatisfy(outcome -> assertThat(
                        detail(((Refused) outcome).status(), ErrorInfo.class).getReason())
                .isEqualTo("INTERACTION_DIFFERS"));
    }

    @Test
    void noTableKeepsThem() {
        record(saying("bill.sent", MONDAY, "secret-plan"));

        assertThat(tablesThatHold("ada@example.org")).contains("interaction");
        assertThat(tablesThatHold("secret-plan")).isEmpty();
    }

    private List<String> tablesThatHold(String value) {
        var tables = new ArrayList<String>();
        for (Row row : database.run("select table_name from information_schema.tables where table_schema = 'public'")) {
            var found = database.run(
                    "select from " + row.getString(0) + " t where position($1 in t::text) > 0 limit 1", Tuple.of(value));
            if (found.size() > 0) {
                tables.add(row.getString(0));
            }
        }
        return tables;
    }

    private List<Outcome> record(Interaction.Builder... interactions) {
        return intake.record(Stream.of(interactions).map(Interaction.Builder::build).toList());
    }

    private static Interaction.Builder saying(String touchpoint, Instant at, String plan) {
        return met("ada@example.org", touchpoint, at).setCustomerAttributes(plan(plan));
    }

    private static Struct plan(String plan) {
        return Struct.newBuilder()
                .putFields("plan", Value.newBuilder().setStringValue(plan).build())
                .build();
    }

    private static Value nested(int deep) {
        var value = Value.newBuilder().setBoolValue(true).build();
        for (int i = 0; i < deep; i++) {
            value = Value.newBuilder().setStructValue(Struct.newBuilder().putFields("n", value)).build();
        }
        return value;
    }

    private static String written(Observation observation) {
        return observation.getAttributes().getFieldsOrThrow("plan").getStringValue() + " at "
                + (observation.getObservedAt().getSeconds() - MONDAY.getEpochSecond());
    }

    private static FieldViolation violation(Outcome outcome) {
        return detail(((Refused) outcome).status(), BadRequest.class).getFieldViolations(0);
    }

    private static <T extends com.google.protobuf.Message> T detail(Status status, Class<T> type) {
        return status.getDetailsList().stream()
                .filter(detail -> detail.is(type))
                .map(detail -> {
                    try {
                        return detail.unpack(type);
                    } catch (InvalidProtocolBufferException broken) {
                        throw new AssertionError(broken);
                    }
                })
                .findFirst()
                .orElseThrow();
    }
}
