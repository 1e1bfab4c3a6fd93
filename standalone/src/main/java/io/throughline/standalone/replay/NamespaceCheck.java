package io.throughline.standalone.replay;

import io.grpc.StatusRuntimeException;
import io.throughline.identity.v1.FindCustomerRequest;
import io.throughline.identity.v1.Identifier;
import io.throughline.kit.document.Problem;
import io.throughline.standalone.apply.Violations;
import io.throughline.standalone.client.Clients;
import io.throughline.standalone.client.Patience;
import io.throughline.standalone.mapping.Mapping;
import io.throughline.standalone.mapping.MappingProblems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Whether identity-service knows the namespaces that a mapping names. Asks for identifiers of theirs, which changes nothing. */
final class NamespaceCheck {

    private static final long SECONDS_TO_ANSWER = 30;

    /** Any will do: what counts is whether the service complains of the namespace. */
    private static final String VALUE = "1";

    private final Clients clients;
    private final Patience patience;

    NamespaceCheck(Clients clients, Patience patience) {
        this.clients = clients;
        this.patience = patience;
    }

    /** @throws MappingProblems naming each namespace that is not known, by the mapping's line, with a suggestion */
    void check(Mapping mapping) throws MappingProblems {
        var problems = new ArrayList<Problem>();
        var asked = new HashSet<String>();
        for (var identifier : mapping.form().identifiers()) {
            if (asked.add(identifier.namespace())) {
                complaint(identifier.namespace())
                        .ifPresent(complaint -> problems.add(new Problem(
                                "identifiers." + identifier.namespace(), identifier.line(), complaint, "")));
            }
        }
        if (!problems.isEmpty()) {
            throw new MappingProblems(mapping.file(), problems);
        }
    }

    private Optional<String> complaint(String namespace) {
        var request = FindCustomerRequest.newBuilder()
                .setIdentifier(Identifier.newBuilder().setNamespace(namespace).setValue(VALUE))
                .build();
        try {
            patience.untilAnswered(() -> clients.identity()
                    .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                    .findCustomer(request));
            return Optional.empty();
        } catch (StatusRuntimeException refused) {
            return switch (refused.getStatus().getCode()) {
                case NOT_FOUND -> Optional.empty();
                case INVALID_ARGUMENT ->
                    Violations.of(refused).stream()
                            .filter(violation -> violation.getField().endsWith("namespace"))
                            .map(violation -> violation.getDescription())
                            .findFirst();
                default -> throw refused;
            };
        }
    }
}
