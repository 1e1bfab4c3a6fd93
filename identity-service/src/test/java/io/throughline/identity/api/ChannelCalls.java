package io.throughline.identity.api;

import com.google.protobuf.Timestamp;
import io.quarkus.grpc.GrpcClient;
import io.throughline.identity.v1.Customer;
import io.throughline.identity.v1.FindCustomerRequest;
import io.throughline.identity.v1.Identifier;
import io.throughline.identity.v1.IdentityService;
import io.throughline.identity.v1.Observation;
import io.throughline.identity.v1.Resolution;
import io.throughline.identity.v1.ResolveRequest;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** A channel system that calls identity-service, with people of its own for every test. */
abstract class ChannelCalls {

    static final Timestamp NOON =
            Timestamp.newBuilder().setSeconds(1_772_366_400L).build();

    @GrpcClient("identity")
    IdentityService identity;

    final String person = UUID.randomUUID().toString();

    Resolution resolve(Observation observation) {
        return resolveAll(observation).getFirst();
    }

    List<Resolution> resolveAll(Observation... observations) {
        return identity.resolve(ResolveRequest.newBuilder()
                        .addAllObservations(Arrays.asList(observations))
                        .build())
                .await()
                .indefinitely()
                .getResolutionsList();
    }

    Customer find(Identifier identifier) {
        return identity.findCustomer(
                        FindCustomerRequest.newBuilder().setIdentifier(identifier).build())
                .await()
                .indefinitely()
                .getCustomer();
    }

    Observation seen(Identifier... identifiers) {
        return Observation.newBuilder()
                .addAllIdentifiers(Arrays.asList(identifiers))
                .setSource("shop")
                .setObservedAt(NOON)
                .build();
    }

    Identifier email(String name) {
        return identifier("email", name + "-" + person + "@example.org");
    }

    Identifier phone(String number) {
        return identifier("phone", number + "-" + person);
    }

    Identifier crm(String number) {
        return identifier("crm", number + "-" + person);
    }

    Identifier device(String name) {
        return identifier("device", name + "-" + person);
    }

    static Identifier identifier(String namespace, String value) {
        return Identifier.newBuilder().setNamespace(namespace).setValue(value).build();
    }
}
