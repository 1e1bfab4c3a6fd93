package io.throughline.measurement.persona;

import com.google.protobuf.util.Durations;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.throughline.feed.v1.ChangeHeader;
import io.throughline.feed.v1.SlotPosition;
import io.throughline.identity.v1.CustomerChange;
import io.throughline.identity.v1.GetCustomerFeedLagRequest;
import io.throughline.identity.v1.MutinyIdentityServiceGrpc.MutinyIdentityServiceStub;
import io.throughline.identity.v1.ReadCustomerChangesRequest;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.feed.FeedFollower;
import io.throughline.kit.feed.FeedLag;
import io.throughline.kit.feed.FeedSource;
import io.throughline.kit.peer.Peers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;

/**
 * Follows identity-service's feed for as long as this service runs: of whom something else is known, it is to be worked out anew
 * which personas they are; of who was erased nothing is kept. Who became another is kept, and may come back: while it has no journeys
 * it counts nowhere.
 */
@ApplicationScoped
public class CustomerFollowing implements FeedSource<CustomerChange> {

    /** For an answer, beyond the time that the feed is asked to wait for a first change. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Database database;
    private final MutinyIdentityServiceStub identity;
    private volatile FeedFollower<CustomerChange> follower;

    @Inject
    public CustomerFollowing(Database database, @GrpcClient("identity") MutinyIdentityServiceStub identity) {
        this.database = database;
        this.identity = identity;
    }

    void start(@Observes StartupEvent event) {
        follower = FeedFollower.start("customers", database, this, CustomerFollowing::handle);
    }

    void stop(@Observes ShutdownEvent event) {
        follower.close();
    }

    /** All of the feed that was not followed yet. */
    public FeedLag wholeLag() {
        return lag(follower.positions(), 0);
    }

    private static void handle(Transaction transaction, List<CustomerChange> changes) {
        var erased = new LinkedHashSet<UUID>();
        var changed = new LinkedHashSet<UUID>();
        for (var change : changes) {
            var customer = change.getCustomer();
            (customer.getErased() ? erased : changed).add(UUID.fromString(customer.getId()));
        }
        PersonaStore.forget(transaction, erased);
        PersonaStore.tell(transaction, changed);
    }

    @Override
    public List<CustomerChange> read(List<SlotPosition> positions, int pageSize, Duration wait) {
        var request = ReadCustomerChangesRequest.newBuilder()
                .addAllPositions(positions)
                .setPageSize(pageSize)
                .setWait(Durations.fromMillis(wait.toMillis()))
                .build();
        return Peers.ask(identity, wait.plus(PATIENCE), stub -> stub.readCustomerChanges(request)).getChangesList();
    }

    @Override
    public FeedLag lag(List<SlotPosition> positions) {
        return lag(positions, FeedLag.COUNTED_UP_TO);
    }

    private FeedLag lag(List<SlotPosition> positions, int countUpTo) {
        var request = GetCustomerFeedLagRequest.newBuilder()
                .addAllPositions(positions)
                .setCountUpTo(countUpTo)
                .build();
        var lag = Peers.ask(identity, PATIENCE, stub -> stub.getCustomerFeedLag(request));
        return new FeedLag(lag.getChanges(), Duration.ofMillis(Durations.toMillis(lag.getAge())));
    }

    @Override
    public ChangeHeader header(CustomerChange change) {
        return change.getHeader();
    }
}
