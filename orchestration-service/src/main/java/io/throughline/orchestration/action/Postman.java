package io.throughline.orchestration.action;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.api.trace.SpanKind;
import io.throughline.kit.telemetry.Trace;
import io.throughline.orchestration.v1.Action;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Puts actions into the words of the contract, addressed to whom their customers are now. */
@ApplicationScoped
public class Postman {

    private final Addresses addresses;

    @Inject
    public Postman(Addresses addresses) {
        this.addresses = addresses;
    }

    /**
     * What came of addressing actions.
     *
     * @param addressed in their order
     * @param returned by their ids, those that could not be addressed, with why
     */
    record Mail(List<Action.Builder> addressed, Map<UUID, Throwable> returned) {}

    /** Addresses each of {@code actions} by itself; asks for their addresses at once, so for no great number. */
    Mail address(List<OfferedAction> actions) throws InterruptedException {
        var mail = new Mail(new ArrayList<>(), new LinkedHashMap<>());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new LinkedHashMap<UUID, Future<Action.Builder>>();
            actions.forEach(action -> asked.put(action.id(), threads.submit(() -> address(action))));
            for (var one : asked.entrySet()) {
                try {
                    mail.addressed().add(one.getValue().get());
                } catch (ExecutionException failure) {
                    mail.returned().put(one.getKey(), failure.getCause());
                }
            }
        }
        return mail;
    }

    /** Within the trace of what caused the action. */
    private Action.Builder address(OfferedAction action) {
        return Trace.resumed(
                action.traceparent(), "deliver " + action.channel(), SpanKind.PRODUCER, () -> {
                    var customer = addresses.of(action.customer());
                    return Action.newBuilder()
                            .setId(action.id().toString())
                            .setCustomerId(customer.getId())
                            .addAllIdentifiers(customer.getIdentifiersList())
                            .setChannel(action.channel())
                            .setName(action.name())
                            .setParameters(parameters(action))
                            .setPolicy(action.policy())
                            .setDecisionId(action.decision().toString())
                            .setJourneyId(action.journey().toString())
                            .setSimulated(action.simulated())
                            .setTraceparent(Trace.current().orElse(action.traceparent()));
                });
    }

    private static Struct parameters(OfferedAction action) {
        var parameters = Struct.newBuilder();
        try {
            JsonFormat.parser().merge(action.parameters(), parameters);
        } catch (InvalidProtocolBufferException broken) {
            throw new IllegalStateException("the parameters of action " + action.id() + " are no JSON object", broken);
        }
        return parameters.build();
    }
}
