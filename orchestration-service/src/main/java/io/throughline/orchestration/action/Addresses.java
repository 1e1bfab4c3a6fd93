package io.throughline.orchestration.action;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.throughline.identity.v1.Customer;
import io.throughline.identity.v1.GetCustomerRequest;
import io.throughline.identity.v1.MutinyIdentityServiceGrpc.MutinyIdentityServiceStub;
import io.throughline.kit.peer.Peers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;

/** By what a customer may be reached. Asked of identity-service when it is needed, and never kept. */
@ApplicationScoped
public class Addresses {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final MutinyIdentityServiceStub identities;

    @Inject
    public Addresses(@GrpcClient("identity") MutinyIdentityServiceStub identities) {
        this.identities = identities;
    }

    /** The customer that {@code id} stands for now, with the identifiers held: none when identity-service knows no such id. */
    Customer of(UUID id) {
        try {
            var request = GetCustomerRequest.newBuilder().setCustomerId(id.toString()).build();
            return Peers.ask(identities, PATIENCE, stub -> stub.getCustomer(request))
                    .getCustomer();
        } catch (StatusRuntimeException refused) {
            if (refused.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return Customer.newBuilder().setId(id.toString()).build();
            }
            throw refused;
        }
    }
}
