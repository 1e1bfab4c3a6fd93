package io.throughline.journey.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.util.Durations;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.throughline.feed.v1.SlotPosition;
import io.throughline.identity.v1.Customer;
import io.throughline.identity.v1.CustomerChange;
import io.throughline.identity.v1.Departure;
import io.throughline.identity.v1.FindCustomerRequest;
import io.throughline.identity.v1.FindCustomerResponse;
import io.throughline.identity.v1.GetCustomerFeedLagRequest;
import io.throughline.identity.v1.GetCustomerFeedLagResponse;
import io.throughline.identity.v1.Identifier;
import io.throughline.identity.v1.IdentityServiceGrpc.IdentityServiceImplBase;
import io.throughline.identity.v1.ListDeparturesRequest;
import io.throughline.identity.v1.ListDeparturesResponse;
import io.throughline.identity.v1.MutinyIdentityServiceGrpc;
import io.throughline.identity.v1.Observation;
import io.throughline.identity.v1.ReadCustomerChangesRequest;
import io.throughline.identity.v1.ReadCustomerChangesResponse;
import io.throughline.identity.v1.Resolution;
import io.throughline.identity.v1.Resolved;
import io.throughline.identity.v1.ResolveRequest;
import io.throughline.identity.v1.ResolveResponse;
import io.throughline.kit.error.ErrorMapper;
import io.throughline.kit.error.Refusal;
import io.throughline.kit.feed.FeedLag;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over a connection, with an identity-service that knows Ada and nobody else. */
class GrpcIdentityPeerTest {

    private static final Identifier ADA = identifier("ada@example.org");
    private static final Identifier EVE = identifier("eve@example.org");
    private static final Customer CUSTOMER =
            Customer.newBuilder().setId("01a2020e-992c-7004-90a7-be9105c84d15").build();

    private final IdentityOfAda service = new IdentityOfAda();
    private Server server;
    private ManagedChannel channel;
    private GrpcIdentityPeer peer;

    @BeforeEach
    void connect() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(service)
                .build()
                .start();
        channel = NettyChannelBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()))
                .usePlaintext()
                .build();
        peer = new GrpcIdentityPeer(MutinyIdentityServiceGrpc.newMutinyStub(channel));
    }

    @AfterEach
    void disconnect() throws InterruptedException {
        channel.shutdownNow();
        server.shutdownNow().awaitTermination();
    }

    @Test
    void findsWhoHoldsAnIdentifier() {
        assertThat(peer.find(ADA)).isEqualTo(CUSTOMER);
    }

    @Test
    void anIdentifierThatWasNeverObservedIsRefusedWithoutItsValue() {
        var refusal = catchThrowableOfType(Refusal.class, () -> peer.find(EVE));

        assertThat(refusal.status().getCode()).isEqualTo(Code.NOT_FOUND_VALUE);
        assertThat(refusal.status().toString()).contains("email").doesNotContain(EVE.getValue());
    }

    @Test
    void oneRefusedObservationLeavesTheOthersResolved() {
        var resolutions = peer.resolve(List.of(observation(EVE), observation(ADA)));

        assertThat(resolutions)
                .extracting(Resolution::getOutcomeCase)
                .containsExactly(Resolution.OutcomeCase.REFUSED, Resolution.OutcomeCase.RESOLVED);
        assertThat(resolutions.getFirst().getRefused().getCode()).isEqualTo(Code.INVALID_ARGUMENT_VALUE);
        assertThat(resolutions.getLast().getResolved().getCustomerId()).isEqualTo(CUSTOMER.getId());
    }

    @Test
    void theFeedIsAskedWhereTheReaderStands() {
        var positions = List.of(SlotPosition.newBuilder().setSlot(7).setPosition("x").build());

        var changes = peer.changes(positions, 30, Duration.ofMillis(1500));

        assertThat(changes).extracting(CustomerChange::getCustomer).containsExactly(CUSTOMER);
        assertThat(service.asked.get().getPositionsList()).isEqualTo(positions);
        assertThat(service.asked.get().getPageSize()).isEqualTo(30);
        assertThat(service.asked.get().getWait().getNanos()).isEqualTo(500_000_000);
    }

    @Test
    void aCustomerOfWhomThereIsMoreThanAMessageHoldsIsToldWhole() {
        service.departures = 3;

        assertThat(peer.changes(List.of(), 30, Duration.ZERO)).singleElement().satisfies(change -> assertThat(
                        change.getCustomer())
                .isEqualTo(CUSTOMER.toBuilder()
                        .addDepartures(departure(0))
                        .addDepartures(departure(1))
                        .addDepartures(departure(2))
                        .build()));
    }

    @Test
    void theFeedTellsHowMuchLiesBeyondWhereTheReaderStands() {
        assertThat(peer.lag(List.of(SlotPosition.newBuilder().setSlot(7).setPosition("x").build()), 0))
                .isEqualTo(new FeedLag(1, Duration.ofMillis(1500)));
    }

    @Test
    void aServiceThatIsUnavailableMayBeAskedAgain() throws Exception {
        service.isUp = false;

        assertThatCallersMayTryAgain();
    }

    @Test
    void soMayOneThatIsNotThere() throws Exception {
        server.shutdownNow().awaitTermination();

        assertThatCallersMayTryAgain();
    }

    private void assertThatCallersMayTryAgain() throws Exception {
        for (Runnable call : List.<Runnable>of(
                () -> peer.find(ADA),
                () -> peer.resolve(List.of(observation(ADA))),
                () -> peer.changes(List.of(), 30, Duration.ZERO),
                () -> peer.lag(List.of(), 0))) {
            var failure = catchThrowableOfType(RuntimeException.class, call::run);

            var told = StatusProto.fromThrowable(ErrorMapper.statusFor(failure));
            assertThat(told.getCode()).isEqualTo(Code.UNAVAILABLE_VALUE);
            assertThat(told.getDetails(1).unpack(RetryInfo.class).hasRetryDelay()).isTrue();
        }
    }

    private static Identifier identifier(String address) {
        return Identifier.newBuilder().setNamespace("email").setValue(address).build();
    }

    private static Observation observation(Identifier identifier) {
        return Observation.newBuilder().addIdentifiers(identifier).build();
    }

    private static Departure departure(int number) {
        return Departure.newBuilder()
                .setIdentifier(identifier("ada" + number + "@example.org"))
                .setCustomerId(CUSTOMER.getId())
                .build();
    }

    private static final class IdentityOfAda extends IdentityServiceImplBase {

        private final AtomicReference<ReadCustomerChangesRequest> asked = new AtomicReference<>();
        private volatile boolean isUp = true;

        /** More than are told with her; she herself holds none. */
        private volatile int departures;

        @Override
        public void findCustomer(FindCustomerRequest request, StreamObserver<FindCustomerResponse> caller) {
            if (request.getIdentifier().equals(ADA)) {
                answer(caller, FindCustomerResponse.newBuilder().setCustomer(CUSTOMER).build());
            } else {
                caller.onError(StatusProto.toStatusRuntimeException(
                        Refusal.notFound("identifier", request.getIdentifier().getValue(), "unknown").status()));
            }
        }

        @Override
        public void resolve(ResolveRequest request, StreamObserver<ResolveResponse> caller) {
            var response = ResolveResponse.newBuilder();
            for (var observation : request.getObservationsList()) {
                response.addResolutions(
                        observation.getIdentifiers(0).equals(ADA)
                                ? Resolution.newBuilder()
                                        .setResolved(Resolved.newBuilder().setCustomerId(CUSTOMER.getId()))
                                : Resolution.newBuilder()
                                        .setRefused(Refusal.invalid("identifiers[0].value", "is not Ada's").status()));
            }
            answer(caller, response.build());
        }

        @Override
        public void readCustomerChanges(
                ReadCustomerChangesRequest request, StreamObserver<ReadCustomerChangesResponse> caller) {
            asked.set(request);
            var customer = CUSTOMER.toBuilder();
            if (departures > 0) {
                customer.addDepartures(departure(0)).setMoreDepartures(true);
            }
            answer(caller, ReadCustomerChangesResponse.newBuilder()
                    .addChanges(CustomerChange.newBuilder().setCustomer(customer))
                    .build());
        }

        @Override
        public void listDepartures(ListDeparturesRequest request, StreamObserver<ListDeparturesResponse> caller) {
            int place = request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
            answer(caller, ListDeparturesResponse.newBuilder()
                    .addDepartures(departure(place))
                    .setNextPageToken(place + 1 < departures ? Integer.toString(place + 1) : "")
                    .build());
        }

        @Override
        public void getCustomerFeedLag(
                GetCustomerFeedLagRequest request, StreamObserver<GetCustomerFeedLagResponse> caller) {
            answer(caller, GetCustomerFeedLagResponse.newBuilder()
                    .setChanges(request.getPositionsCount())
                    .setAge(Durations.fromMillis(1500))
                    .build());
        }

        private <A> void answer(StreamObserver<A> caller, A answer) {
            if (isUp) {
                caller.onNext(answer);
                caller.onCompleted();
            } else {
                caller.onError(Status.UNAVAILABLE.asRuntimeException());
            }
        }
    }
}
