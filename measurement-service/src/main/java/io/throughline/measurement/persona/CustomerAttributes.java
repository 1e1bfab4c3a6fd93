package io.throughline.measurement.persona;

import com.google.protobuf.Value;
import io.quarkus.grpc.GrpcClient;
import io.throughline.identity.v1.Attribute;
import io.throughline.identity.v1.GetAttributesRequest;
import io.throughline.identity.v1.MutinyIdentityServiceGrpc.MutinyIdentityServiceStub;
import io.throughline.kit.peer.Peers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What identity-service knows of customers. It is asked whenever it is needed, and kept nowhere here. */
@ApplicationScoped
public class CustomerAttributes {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MutinyIdentityServiceStub identity;

    @Inject
    public CustomerAttributes(@GrpcClient("identity") MutinyIdentityServiceStub identity) {
        this.identity = identity;
    }

    /** Of each of {@code customers}, at most 1000, texts, numbers and truth values by name. */
    Map<UUID, Map<String, Object>> of(Collection<UUID> customers) {
        var request = GetAttributesRequest.newBuilder()
                .addAllCustomerIds(customers.stream().map(UUID::toString).toList())
                .build();
        var known = HashMap.<UUID, Map<String, Object>>newHashMap(customers.size());
        for (var customer : Peers.ask(identity, PATIENCE, stub -> stub.getAttributes(request)).getCustomersList()) {
            var attributes = new HashMap<String, Object>();
            customer.getAttributesList().forEach(attribute -> put(attributes, attribute));
            known.put(UUID.fromString(customer.getCustomerId()), attributes);
        }
        return known;
    }

    private static void put(Map<String, Object> attributes, Attribute attribute) {
        Value value = attribute.getValue();
        switch (value.getKindCase()) {
            case STRING_VALUE -> attributes.put(attribute.getName(), value.getStringValue());
            case NUMBER_VALUE -> attributes.put(attribute.getName(), value.getNumberValue());
            case BOOL_VALUE -> attributes.put(attribute.getName(), value.getBoolValue());
            default -> {
                // Nothing else is an attribute; what a later release may tell no condition asks for.
            }
        }
    }
}
