package io.throughline.journey.identity;

import com.google.protobuf.util.Durations;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.throughline.feed.v1.SlotPosition;
import io.throughline.identity.v1.Customer;
import io.throughline.identity.v1.CustomerChange;
import io.throughline.identity.v1.FindCustomerRequest;
import io.throughline.identity.v1.Identifier;
import io.throughline.identity.v1.IdentityService;
import io.throughline.identity.v1.Observation;
import io.throughline.identity.v1.ReadCustomerChangesRequest;
import io.throughline.identity.v1.Resolution;
import io.throughline.identity.v1.ResolveRequest;
import io.throughline.kit.error.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/** identity-service over gRPC. */
@ApplicationScoped
public class GrpcIdentityPeer implements IdentityPeer {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final IdentityService identity;

    @Inject
    public GrpcIdentityPeer(@GrpcClient("identity") IdentityService identity) {
        this.identity = identity;
    }

    @Override
    public List<Resolution> resolve(List<Observation> observations) {
        return identity.resolve(ResolveRequest.newBuilder()
                        .addAllObservations(observations)
                        .build())
                .await()
                .atMost(PATIENCE)
                .getResolutionsList();
    }

    @Override
    public Customer find(Identifier identifier) {
        try {
            return identity.findCustomer(FindCustomerRequest.newBuilder()
                            .setIdentifier(identifier)
                            .build())
                    .await()
                    .atMost(PATIENCE)
                    .getCustomer();
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
        return identity.readCustomerChanges(ReadCustomerChangesRequest.newBuilder()
                        .addAllPositions(positions)
                        .setPageSize(pageSize)
                        .setWait(Durations.fromNanos(wait.toNanos()))
                        .build())
                .await()
                .atMost(wait.plus(PATIENCE))
                .getChangesList();
    }
}
