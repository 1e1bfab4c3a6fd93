package io.throughline.orchestration.policy;

import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Uni;
import io.throughline.journey.v1.Definition;
import io.throughline.journey.v1.DefinitionStatus;
import io.throughline.journey.v1.ListDefinitionsRequest;
import io.throughline.journey.v1.Moment;
import io.throughline.journey.v1.MutinyDefinitionServiceGrpc.MutinyDefinitionServiceStub;
import io.throughline.kit.document.Suggestion;
import io.throughline.orchestration.decision.core.Policy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a policy names and journey-service does not know, or has retired. A policy may be applied before its journeys, so that
 * this is no mistake; but who meant another name would hear of it from a customer.
 */
@ApplicationScoped
public class UnknownNames {

    private static final int PAGE = 1_000;
    private static final long SECONDS_TO_ANSWER = 2;

    private final MutinyDefinitionServiceStub definitions;

    @Inject
    public UnknownNames(@GrpcClient("journey") MutinyDefinitionServiceStub definitions) {
        this.definitions = definitions;
    }

    /** One sentence for each; none while journey-service cannot be asked. */
    public Uni<List<String>> of(Policy policy) {
        return rest(definitions.withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS), "", Map.of())
                .map(journeys -> warnings(policy, journeys))
                .onFailure()
                .recoverWithItem(List.of());
    }

    /** Those known by name, and those of the pages from {@code token} on. */
    private static Uni<Map<String, Definition>> rest(
            MutinyDefinitionServiceStub definitions, String token, Map<String, Definition> known) {
        var request = ListDefinitionsRequest.newBuilder().setPageSize(PAGE).setPageToken(token).build();
        return definitions.listDefinitions(request).flatMap(page -> {
            var all = new HashMap<>(known);
            page.getDefinitionsList().forEach(definition -> all.put(definition.getName(), definition));
            return page.getNextPageToken().isEmpty()
                    ? Uni.createFrom().item(all)
                    : rest(definitions, page.getNextPageToken(), all);
        });
    }

    private static List<String> warnings(Policy policy, Map<String, Definition> journeys) {
        var warnings = new ArrayList<String>();
        var trigger = journeys.get(policy.on().definition());
        if (trigger != null && trigger.getStatus() == DefinitionStatus.DEFINITION_STATUS_RETIRED) {
            warnings.add("journey `%s` is retired: no journey of it begins any more".formatted(trigger.getName()));
        }
        Stream.concat(Stream.of(policy.on().definition()), policy.suppressWhile().stream())
                .filter(name -> !journeys.containsKey(name))
                .map(name -> "no journey `%s` is defined; %s"
                        .formatted(name, Suggestion.didYouMean(name, journeys.keySet(), "apply it, or name another")))
                .forEach(warnings::add);
        warnings.addAll(unknownMoments(policy, journeys));
        return warnings;
    }

    private static List<String> unknownMoments(Policy policy, Map<String, Definition> journeys) {
        var journey = journeys.get(policy.on().definition());
        if (journey == null) {
            return List.of();
        }
        var moments = journey.getMomentsList().stream().map(Moment::getName).toList();
        return policy.on().moments().stream()
                .filter(moment -> !moments.contains(moment))
                .sorted()
                .map(moment -> "journey `%s` has no moment `%s`; %s"
                        .formatted(
                                journey.getName(),
                                moment,
                                Suggestion.didYouMean(moment, moments, "it has " + String.join(", ", moments))))
                .toList();
    }
}
