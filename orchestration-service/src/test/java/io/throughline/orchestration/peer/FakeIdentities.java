package io.throughline.orchestration.peer;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.throughline.identity.v1.Customer;
import io.throughline.identity.v1.GetCustomerRequest;
import io.throughline.identity.v1.GetCustomerResponse;
import io.throughline.identity.v1.Identifier;
import io.throughline.identity.v1.IdentityServiceGrpc;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An identity-service that knows the customers that a test tells it of. */
public final class FakeIdentities extends IdentityServiceGrpc.IdentityServiceImplBase {

    private final Map<String, Customer> customers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private volatile boolean down;

    /** Knows the customer {@code id} by one e-mail address. */
    public void know(String id, String email) {
        customers.put(
                id,
                Customer.newBuilder()
                        .setId(id)
                        .addIdentifiers(Identifier.newBuilder().setNamespace("email").setValue(email))
                        .build());
    }

    /** Knows the customer {@code id} by {@code count} identifiers of about a hundred bytes each. */
    public void know(String id, int count) {
        var customer = Customer.newBuilder().setId(id);
        for (int i = 0; i < count; i++) {
            customer.addIdentifiers(
                    Identifier.newBuilder().setNamespace("device").setValue("%090d".formatted(i)));
        }
        customers.put(id, customer.build());
    }

    /** Whether it refuses to tell of the customer {@code id}, as it does however often it is asked. */
    public void refuse(String id, boolean isRefused) {
        if (isRefused) {
            refused.add(id);
        } else {
            refused.remove(id);
        }
    }

    /** From now on {@code id} answers with the customer {@code into}. */
    public void merge(String id, String into) {
        customers.put(id, customers.get(into));
    }

    /** Whether it answers that it is not available. */
    public void beDown(boolean isDown) {
        down = isDown;
    }

    /** The ids that were asked for, in order. */
    public List<String> asked() {
        return asked;
    }

    @Override
    public void getCustomer(GetCustomerRequest request, StreamObserver<GetCustomerResponse> response) {
        asked.add(request.getCustomerId());
        var customer = customers.get(request.getCustomerId());
        if (down) {
            response.onError(Status.UNAVAILABLE.asRuntimeException());
        } else if (refused.contains(request.getCustomerId())) {
            response.onError(Status.RESOURCE_EXHAUSTED.asRuntimeException());
        } else if (customer == null) {
            response.onError(Status.NOT_FOUND.asRuntimeException());
        } else {
            response.onNext(GetCustomerResponse.newBuilder().setCustomer(customer).build());
            response.onCompleted();
        }
    }
}
