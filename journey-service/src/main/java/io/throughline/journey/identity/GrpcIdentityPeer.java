package io.throughline.journey.identity;

import com.google.protobuf.util.Durations;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.throughline.feed.v1.SlotPosition;
import io.throughline.identity.v1.Customer;
import io.throughline.identity.v1.CustomerChange;
import io.throughline.identity.v1.FindCustomerRequest;
import io.throughline.identity.v1.GetCustomerFeedLagRequest;
import io.throughline.identity.v1.Identifier;
import io.throughline.identity.v1.ListDeparturesRequest;
import io.throughline.identity.v1.MutinyIdentityServiceGrpc.MutinyIdentityServiceStub;
import io.throughline.identity.v1.Observation;
import io.throughline.identity.v1.ReadCustomerChangesRequest;
import io.throughline.identity.v1.Resolution;
import io.throughline.identity.v1.ResolveRequest;
import io.throughline.kit.error.Refusal;
import io.throughline.kit.feed.FeedLag;
import io.throughline.kit.peer.Peers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/** identity-service over gRPC. */
@ApplicationScoped
public class GrpcIdentityPeer implements IdentityPeer {

    /** For an answer, beyond the time that the feed is asked to wait for a first change. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MutinyIdentityServiceStub identity;

    @Inject
    public GrpcIdentityPeer(@GrpcClient("identity") MutinyIdentityServiceStub identity) {
        this.identity = identity;
    }

    @Override
    public List<Resolution> resolve(List<Observation> observations) {
        var request = ResolveRequest.newBuilder().addAllObservations(observations).build();
        return Peers.ask(identity, PATIENCE, stub -> stub.resolve(request)).getResolutionsList();
    }

    @Override
    public Customer find(Identifier identifier) {
        var request = FindCustomerRequest.newBuilder().setIdentifier(identifier).build();
        try {
            return Peers.ask(identity, PATIENCE, stub -> stub.findCustomer(request)).getCustomer();
        } catch (StatusRuntimeException told) {
            if (told.getStatus().getCode() == Status.Code.NOT_FOUND) {
                // The value is personal and stays out of the refusal.
                throw Refusal.notFound("identifier", identifier.getNamespace(), "this identifier was never observed");
            }
            throw told;
        }
    }

    @Override
    public List<CustomerChange> changes(List<SlotPosition> positions, int pageSize, Duration wait) {
        var request = ReadCustomerChangesRequest.newBuilder()
                .addAllPositions(positions)
                .setPageSize(pageSize)
                .setWait(Durations.fromNanos(wait.toNanos()))
                .build();
        return Peers.ask(identity, wait.plus(PATIENCE), stub -> stub.readCustomerChanges(request)).getChangesList().stream()
                .map(change -> change.getCustomer().getMoreDepartures()
                        ? change.toBuilder().setCustomer(whole(change.getCustomer())).build()
                        : change)
                .toList();
    }

    /** With all departures: those of some customers are more than one message holds. */
    private Customer whole(Customer customer) {
        var whole = customer.toBuilder().clearDepartures().clearMoreDepartures();
        var request = ListDeparturesRequest.newBuilder().setCustomerId(customer.getId());
        do {
            var asked = request.build();
            var page = Peers.ask(identity, PATIENCE, stub -> stub.listDepartures(asked));
            whole.addAllDepartures(page.getDeparturesList());
            request.setPageToken(page.getNextPageToken());
        } while (!request.getPageToken().isEmpty());
        return whole.build();
    }

    @Override
    public FeedLag lag(List<SlotPosition> positions, int countUpTo) {
        var request = GetCustomerFeedLagRequest.newBuilder()
                .addAllPositions(positions)
                .setCountUpTo(countUpTo)
                .build();
        var lag = Peers.ask(identity, PATIENCE, stub -> stub.getCustomerFeedLag(request));
        return new FeedLag(lag.getChanges(), Duration.ofNanos(Durations.toNanos(lag.getAge())));
    }
}
