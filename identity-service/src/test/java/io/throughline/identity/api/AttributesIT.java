package io.throughline.identity.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.identity.v1.Attribute;
import io.throughline.identity.v1.Customer;
import io.throughline.identity.v1.CustomerAttributes;
import io.throughline.identity.v1.EraseCustomerRequest;
import io.throughline.identity.v1.GetAttributesRequest;
import io.throughline.identity.v1.GetCustomerRequest;
import io.throughline.identity.v1.Observation;
import io.throughline.identity.v1.Resolution;
import io.throughline.kit.test.PostgresResource;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What sources say of customers, as who says it and who asks for it meet the contract. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AttributesIT extends ChannelCalls {

    @Test
    void ofEachAttributeTheValueThatWasSaidLastIsAnswered() {
        var ann = resolved(said("crm", 5, struct -> struct.putFields("plan", text("gold"))
                .putFields("age", number(47))
                .putFields("vip", truth(true))
                .putFields("nothing", Value.newBuilder().setNullValue(NullValue.NULL_VALUE).build())));
        resolved(said("web", 9, struct -> struct.putFields("plan", text("silver"))));
        resolved(said("app", 1, struct -> struct.putFields("plan", text("bronze"))));

        assertThat(attributes(ann).getAttributesList())
                .containsExactly(
                        attribute("age", number(47), "crm", 5, true),
                        attribute("plan", text("silver"), "web", 9, true),
                        attribute("vip", truth(true), "crm", 5, true));
        assertThat(get(ann).getAttributesList())
                .containsExactly(
                        attribute("age", number(47), "crm", 5, true),
                        attribute("plan", text("silver"), "web", 9, true),
                        attribute("plan", text("gold"), "crm", 5, false),
                        attribute("plan", text("bronze"), "app", 1, false),
                        attribute("vip", truth(true), "crm", 5, true));
        assertThat(find(email("ann"))).isEqualTo(get(ann));
    }

    @Test
    void eachIdIsAnsweredAsAskedAndNobodyUnknownIsMissed() {
        var older = resolved(said("crm", 1, struct -> struct.putFields("plan", text("gold"))));
        var younger = resolved(seen(phone("1")));
        var silent = resolved(seen(phone("2")));
        resolved(seen(email("ann"), phone("1")));
        var unknown = UUID.randomUUID().toString();

        var answers = attributes(younger, unknown, older, silent, older);

        assertThat(answers).extracting(CustomerAttributes::getCustomerId).containsExactly(younger, unknown, older, silent, older);
        assertThat(answers).extracting(CustomerAttributes::getAttributesCount).containsExactly(1, 0, 1, 0, 1);
        assertThat(answers.getFirst().getAttributes(0).getValue()).isEqualTo(text("gold"));
    }

    @Test
    void nothingIsSaidOfTheErased() {
        var ann = resolved(said("crm", 1, struct -> struct.putFields("plan", text("gold"))));

        identity.eraseCustomer(EraseCustomerRequest.newBuilder().setCustomerId(ann).build()).await().indefinitely();

        assertThat(attributes(ann).getAttributesList()).isEmpty();
        assertThat(get(ann).getAttributesList()).isEmpty();
        var again = resolved(seen(email("ann")));
        assertThat(attributes(again).getAttributesList()).isEmpty();
    }

    @Test
    void whatCannotBeSaidIsRefusedByFieldAndNothingOfItIsKept() {
        var secret = "secret-" + person;
        var refused = resolveAll(
                said("crm", 1, struct -> struct.putFields("plan", text("gold"))
                        .putFields("address", Value.newBuilder()
                                .setStructValue(Struct.newBuilder().putFields("street", text(secret)))
                                .build())
                        .putFields("tags", Value.newBuilder()
                                .setListValue(ListValue.newBuilder().addValues(text(secret)))
                                .build())
                        .putFields("ratio", number(Double.NaN))
                        .putFields("long", text("x".repeat(513)))),
                said("crm", 1, struct -> struct.putFields("n".repeat(65), text(secret))),
                said("crm", 1, struct -> struct.putFields(" ", text(secret))),
                said("crm", 1, struct -> {
                    IntStream.range(0, 65).forEach(i -> struct.putFields("a" + i, number(i)));
                    return struct;
                }),
                said("crm", 1, struct -> struct.putFields("plan", text(secret + "\0"))),
                said("crm", 1, struct -> struct.putFields("pl\0an", text(secret))),
                said("crm", 1, struct -> struct.putFields("kept", text("x".repeat(512))).putFields("n".repeat(64), number(1))));

        assertThat(fields(refused.get(0)))
                .containsExactlyInAnyOrder("attributes.address", "attributes.tags", "attributes.ratio", "attributes.long");
        assertThat(refused.subList(1, 4)).extracting(AttributesIT::fields).containsOnly(List.of("attributes"));
        assertThat(fields(refused.get(4))).containsExactly("attributes.plan");
        assertThat(fields(refused.get(5))).containsExactly("attributes");
        assertThat(refused.get(6).hasResolved()).isTrue();
        assertThat(refused).noneSatisfy(each -> assertThat(each.toString()).contains(secret));
        assertThat(attributes(refused.get(6).getResolved().getCustomerId()).getAttributesList())
                .extracting(Attribute::getName)
                .containsExactlyInAnyOrder("kept", "n".repeat(64));
    }

    @Test
    void theLongestThatMayBeSaidCanBeKept() {
        // Each a character of four bytes.
        var ann = resolved(said("\uD83D\uDE00".repeat(128), 1, struct ->
                struct.putFields("\uD83D\uDE01".repeat(64), text("\uD83D\uDE02".repeat(512)))));

        assertThat(attributes(ann).getAttributesList())
                .containsExactly(attribute(
                        "\uD83D\uDE01".repeat(64), text("\uD83D\uDE02".repeat(512)), "\uD83D\uDE00".repeat(128), 1, true));
    }

    @Test
    void whatIsWrittenInTwoWaysIsOne() {
        var ann = resolved(said("crm", 1, struct -> struct.putFields("cafe\u0301", text("e\u0301"))));
        resolved(said("crm", 2, struct -> struct.putFields("caf\u00e9", text("\u00e9"))));

        assertThat(get(ann).getAttributesList())
                .containsExactly(attribute("caf\u00e9", text("\u00e9"), "crm", 2, true));
    }

    @Test
    void anIdThatIsNoneIsRefusedByField() {
        var failure = catchThrowableOfType(StatusRuntimeException.class, () -> attributes("ann", person));

        assertThat(failure.getStatus().getCode()).isEqualTo(io.grpc.Status.Code.INVALID_ARGUMENT);
    }

    @Test
    void moreThanAThousandAreNotTold() {
        String ann = null;
        for (int source = 0; source < 3; source++) {
            for (int batch = 0; batch < 7; batch++) {
                int from = batch * 60;
                ann = resolved(said("source-" + source, batch, struct -> {
                    IntStream.range(from, from + 60).forEach(i -> struct.putFields("a%03d".formatted(i), number(i)));
                    return struct;
                }));
            }
        }

        assertThat(get(ann).getAttributesCount()).isEqualTo(1_000);
        assertThat(attributes(ann).getAttributesCount()).isEqualTo(420);
    }

    private Observation said(String source, int second, UnaryOperator<Struct.Builder> attributes) {
        return seen(email("ann")).toBuilder()
                .setSource(source)
                .setObservedAt(at(second))
                .setAttributes(attributes.apply(Struct.newBuilder()))
                .build();
    }

    private static Timestamp at(int second) {
        return NOON.toBuilder().setSeconds(NOON.getSeconds() + second).build();
    }

    private String resolved(Observation observation) {
        var resolution = resolve(observation);
        assertThat(resolution.hasResolved()).isTrue();
        return resolution.getResolved().getCustomerId();
    }

    private CustomerAttributes attributes(String id) {
        return attributes(new String[] {id}).getFirst();
    }

    private List<CustomerAttributes> attributes(String... ids) {
        return identity.getAttributes(GetAttributesRequest.newBuilder()
                        .addAllCustomerIds(List.of(ids))
                        .build())
                .await()
                .indefinitely()
                .getCustomersList();
    }

    private Customer get(String id) {
        return identity.getCustomer(GetCustomerRequest.newBuilder().setCustomerId(id).build())
                .await()
                .indefinitely()
                .getCustomer();
    }

    private static Attribute attribute(String name, Value value, String source, int second, boolean survives) {
        return Attribute.newBuilder()
                .setName(name)
                .setValue(value)
                .setSource(source)
                .setObservedAt(at(second))
                .setSurvives(survives)
                .build();
    }

    private static Value text(String text) {
        return Value.newBuilder().setStringValue(text).build();
    }

    private static Value number(double number) {
        return Value.newBuilder().setNumberValue(number).build();
    }

    private static Value truth(boolean truth) {
        return Value.newBuilder().setBoolValue(truth).build();
    }

    private static List<String> fields(Resolution resolution) {
        return resolution.getRefused().getDetailsList().stream()
                .filter(detail -> detail.is(BadRequest.class))
                .flatMap(detail -> {
                    try {
                        return detail.unpack(BadRequest.class).getFieldViolationsList().stream();
                    } catch (InvalidProtocolBufferException broken) {
                        throw new AssertionError(broken);
                    }
                })
                .map(FieldViolation::getField)
                .toList();
    }
}
