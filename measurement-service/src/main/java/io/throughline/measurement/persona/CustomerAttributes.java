package io.throughline.measurement.persona;

import com.google.protobuf.Value;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.throughline.identity.v1.Attribute;
import io.throughline.identity.v1.GetAttributesRequest;
import io.throughline.identity.v1.MutinyIdentityServiceGrpc.MutinyIdentityServiceStub;
import io.throughline.kit.peer.Peers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
    Map<UUID, Map<String, Object>> of(List<UUID> customers) {
        var known = HashMap.<UUID, Map<String, Object>>newHashMap(customers.size());
        for (var customer : ask(customers)) {
            var attributes = new HashMap<String, Object>();
            customer.getAttributesList().forEach(attribute -> put(attributes, attribute));
            known.put(UUID.fromString(customer.getCustomerId()), attributes);
        }
        return known;
    }

    /** Of customers of whom more is known than one message holds, half are asked for at a time. */
    private List<io.throughline.identity.v1.CustomerAttributes> ask(List<UUID> customers) {
        var request = GetAttributesRequest.newBuilder()
                .addAllCustomerIds(customers.stream().map(UUID::toString).toList())
                .build();
        try {
            return Peers.ask(identity, PATIENCE, stub -> stub.getAttributes(request)).getCustomersList();
        } catch (StatusRuntimeException told) {
            if (told.getStatus().getCode() != Status.Code.RESOURCE_EXHAUSTED || customers.size() == 1) {
                throw told;
            }
            int half = customers.size() / 2;
            var all = new ArrayList<>(ask(customers.subList(0, half)));
            all.addAll(ask(customers.subList(half, customers.size())));
            return all;
        }
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
