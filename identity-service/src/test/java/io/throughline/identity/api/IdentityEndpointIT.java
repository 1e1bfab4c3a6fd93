package io.throughline.identity.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.identity.v1.Customer;
import io.throughline.identity.v1.GetCustomerRequest;
import io.throughline.identity.v1.Identifier;
import io.throughline.identity.v1.Link;
import io.throughline.identity.v1.LinkStatus;
import io.throughline.identity.v1.Observation;
import io.throughline.identity.v1.Resolution;
import io.throughline.kit.test.PostgresResource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract, as a channel system meets it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class IdentityEndpointIT extends ChannelCalls {

    @Test
    void identifiersSeenTogetherAreOneCustomers() {
        var together = resolve(seen(email("ann"), phone("1"), device("tablet")));
        var alone = resolve(seen(device("tablet")));

        assertThat(alone.getResolved().getCustomerId())
                .isEqualTo(together.getResolved().getCustomerId());
    }

    @Test
    void theAnchorIsTheSurestIdentifierNormalised() {
        var resolution = resolve(seen(device("tablet"), identifier("email", "  ANN-" + person + "@Example.org ")));

        assertThat(resolution.getResolved().getAnchor())
                .isEqualTo(identifier("email", "ann-" + person + "@example.org"));
    }

    @Test
    void askingAgainChangesNothing() {
        var observation = seen(email("ann"), phone("1"));
        resolve(observation);
        var before = find(email("ann"));

        resolve(observation);

        assertThat(find(email("ann"))).isEqualTo(before);
    }

    @Test
    void allOfABatchIsTakenInBeforeItIsAnswered() {
        var resolutions = resolveAll(seen(email("ann")), seen(phone("1")), seen(email("ann"), phone("1")));

        assertThat(resolutions).extracting(each -> each.getResolved().getCustomerId()).containsOnly(
                find(phone("1")).getId());
    }

    @Test
    void aBadObservationIsRefusedByFieldAndTheGoodOnesBesideItAreKept() {
        var resolutions = resolveAll(
                seen(email("ann")),
                seen(email("bob"), identifier("e-mail", "bob")),
                Observation.newBuilder().addIdentifiers(email("cat")).build(),
                seen(identifier("email", " \t ")),
                seen(email("dan")).toBuilder()
                        .setObservedAt(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE))
                        .build(),
                seen(IntStream.range(0, 17).mapToObj(i -> phone("" + i)).toArray(Identifier[]::new)),
                seen(email("eve")).toBuilder().setSource("web\0").build(),
                seen(phone("1")));

        assertThat(resolutions.getFirst().hasResolved()).isTrue();
        assertThat(resolutions.getLast().hasResolved()).isTrue();
        assertThat(fields(resolutions.get(1))).containsExactly("identifiers[1].namespace");
        assertThat(fields(resolutions.get(2))).containsExactlyInAnyOrder("source", "observed_at");
        assertThat(fields(resolutions.get(3))).containsExactly("identifiers[0].value");
        assertThat(fields(resolutions.get(4))).containsExactly("observed_at");
        assertThat(fields(resolutions.get(5))).containsExactly("identifiers");
        assertThat(fields(resolutions.get(6))).containsExactly("source");
    }

    @Test
    void aBlockedValueSaysOfNobodyWhoItIs() {
        var resolutions = resolveAll(
                seen(crm("unknown"), email("ann")), seen(crm("unknown")), seen(crm("unknown"), email("bob")));

        assertThat(resolutions.get(0).getResolved().getAnchor()).isEqualTo(email("ann"));
        assertThat(fields(resolutions.get(1))).containsExactly("identifiers");
        assertThat(violations(resolutions.get(1).getRefused()).getFirst().getDescription()).doesNotContain(person);
        assertThat(find(email("bob")).getId())
                .isEqualTo(resolutions.get(2).getResolved().getCustomerId())
                .isNotEqualTo(find(email("ann")).getId());
    }

    @Test
    void anUnknownNamespaceIsAnsweredWithTheOneThatWasMeant() {
        var refused = resolve(seen(identifier("emial", "ann"))).getRefused();

        assertThat(violations(refused).getFirst().getDescription())
                .contains("did you mean `email`?")
                .contains("cookie, crm, device, email, loyalty, phone");
    }

    @Test
    void aBatchThatIsTooLongIsRefusedWhole() {
        var failure = refusal(() -> resolveAll(
                IntStream.range(0, 1001).mapToObj(i -> seen(email("a" + i))).toArray(Observation[]::new)));

        assertThat(violations(StatusProto.fromThrowable(failure)))
                .extracting(FieldViolation::getField)
                .containsExactly("observations");
    }

    @Test
    void aCustomerShowsTheEvidenceForWhatIsHeld() {
        resolve(seen(email("ann"), phone("1")));
        resolve(seen(email("ann"), phone("1")).toBuilder()
                .setSource("archive")
                .setObservedAt(NOON.toBuilder().setSeconds(NOON.getSeconds() - 60))
                .build());

        var customer = find(phone("1"));

        assertThat(customer.getIdentifiersList()).containsExactlyInAnyOrder(email("ann"), phone("1"));
        assertThat(customer.getLinksList())
                .containsExactly(Link.newBuilder()
                        .setLeft(email("ann"))
                        .setRight(phone("1"))
                        .setSource("archive")
                        .setFirstObservedAt(NOON.toBuilder().setSeconds(NOON.getSeconds() - 60))
                        .setStatus(LinkStatus.LINK_STATUS_ACCEPTED)
                        .build());
    }

    @Test
    void whenCustomersMeetTheOlderStaysAndTheOthersIdLeadsToIt() {
        var older = resolve(seen(email("ann"))).getResolved().getCustomerId();
        var younger = resolve(seen(phone("1"))).getResolved().getCustomerId();
        var third = resolve(seen(phone("2"))).getResolved().getCustomerId();
        resolve(seen(phone("1"), phone("2")));

        resolve(seen(email("ann"), phone("2")));

        assertThat(List.of(get(older), get(younger), get(third)))
                .extracting(Customer::getId)
                .containsOnly(older);
        assertThat(get(third).getIdentifiersList()).containsExactlyInAnyOrder(email("ann"), phone("1"), phone("2"));
    }

    @Test
    void aDeviceFoundToBeSharedPartsThoseItHadJoined() {
        var ann = resolve(seen(email("ann"), device("tablet"))).getResolved().getCustomerId();
        resolve(seen(phone("1"), device("tablet")));

        var bob = resolve(seen(email("bob"), device("tablet"))).getResolved().getCustomerId();

        assertThat(get(ann).getIdentifiersList()).containsExactly(email("ann"));
        assertThat(get(bob).getIdentifiersList()).containsExactly(email("bob"));
        assertThat(get(ann).getDeparturesList())
                .extracting(departure -> departure.getIdentifier(), departure -> departure.getCustomerId())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(phone("1"), find(phone("1")).getId()),
                        org.assertj.core.groups.Tuple.tuple(
                                device("tablet"), find(device("tablet")).getId()));
        assertThat(get(bob).getLinksList()).extracting(Link::getStatus).containsExactly(
                LinkStatus.LINK_STATUS_HELD_BACK);
    }

    @Test
    void anIdThatWasNeverGivenOutIsNotFound() {
        var failure = refusal(() -> get(UUID.randomUUID().toString()));

        assertThat(failure.getStatus().getCode()).isEqualTo(io.grpc.Status.Code.NOT_FOUND);
    }

    @Test
    void anIdThatIsNoneIsRefusedByField() {
        var failure = refusal(() -> get("ann"));

        assertThat(violations(StatusProto.fromThrowable(failure)))
                .extracting(FieldViolation::getField)
                .containsExactly("customer_id");
    }

    @Test
    void anIdentifierNeverObservedIsNotFoundAndNotQuoted() {
        var failure = refusal(() -> find(email("nobody")));

        assertThat(failure.getStatus().getCode()).isEqualTo(io.grpc.Status.Code.NOT_FOUND);
        assertThat(StatusProto.fromThrowable(failure).toString()).doesNotContain(email("nobody").getValue());
    }

    @Test
    void findingRefusesAnUnknownNamespaceByField() {
        var failure = refusal(() -> find(identifier("emial", "ann")));

        assertThat(violations(StatusProto.fromThrowable(failure)))
                .extracting(FieldViolation::getField)
                .containsExactly("identifier.namespace");
    }

    private Customer get(String id) {
        return identity.getCustomer(
                        GetCustomerRequest.newBuilder().setCustomerId(id).build())
                .await()
                .indefinitely()
                .getCustomer();
    }

    private static StatusRuntimeException refusal(Supplier<?> call) {
        return catchThrowableOfType(StatusRuntimeException.class, call::get);
    }

    private static List<String> fields(Resolution resolution) {
        return violations(resolution.getRefused()).stream()
                .map(FieldViolation::getField)
                .toList();
    }

    private static List<FieldViolation> violations(Status status) {
        return status.getDetailsList().stream()
                .filter(detail -> detail.is(BadRequest.class))
                .flatMap(detail -> {
                    try {
                        return detail.unpack(BadRequest.class).getFieldViolationsList().stream();
                    } catch (InvalidProtocolBufferException broken) {
                        throw new AssertionError(broken);
                    }
                })
                .toList();
    }
}
