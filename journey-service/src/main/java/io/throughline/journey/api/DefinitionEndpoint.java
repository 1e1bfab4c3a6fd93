package io.throughline.journey.api;

import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import io.throughline.journey.definition.Applying;
import io.throughline.journey.v1.ApplyDefinitionRequest;
import io.throughline.journey.v1.ApplyDefinitionResponse;
import io.throughline.journey.v1.DefinitionService;
import io.throughline.journey.v1.DiffDefinitionRequest;
import io.throughline.journey.v1.DiffDefinitionResponse;
import io.throughline.journey.v1.GetDefinitionRequest;
import io.throughline.journey.v1.GetDefinitionResponse;
import io.throughline.journey.v1.ListDefinitionsRequest;
import io.throughline.journey.v1.ListDefinitionsResponse;
import io.throughline.kit.page.AnswerSize;
import jakarta.inject.Inject;

/** The door to the maps. */
@GrpcService
public class DefinitionEndpoint implements DefinitionService {

    private static final int DEFAULT_PAGE = 100;

    private final Applying definitions;

    @Inject
    public DefinitionEndpoint(Applying definitions) {
        this.definitions = definitions;
    }

    @Override
    public Uni<ApplyDefinitionResponse> applyDefinition(ApplyDefinitionRequest request) {
        return definitions.apply(request.getYaml()).map(result -> ApplyDefinitionResponse.newBuilder()
                .setDefinition(DefinitionMessages.message(result.definition()))
                .setUnchanged(result.unchanged())
                .build());
    }

    @Override
    public Uni<GetDefinitionResponse> getDefinition(GetDefinitionRequest request) {
        return definitions.get(request.getName(), request.getVersion()).map(definition -> GetDefinitionResponse.newBuilder()
                .setDefinition(DefinitionMessages.message(definition))
                .build());
    }

    @Override
    public Uni<DiffDefinitionResponse> diffDefinition(DiffDefinitionRequest request) {
        int from = request.getFromVersion();
        var compared = request.hasYaml()
                ? definitions.compare(request.getYaml(), from)
                : definitions.compare(request.getVersion().getName(), request.getVersion().getVersion(), from);
        return compared.map(DefinitionMessages::message);
    }

    /** The page token is the last name of the page before. */
    @Override
    public Uni<ListDefinitionsResponse> listDefinitions(ListDefinitionsRequest request) {
        int size = request.getPageSize() == 0 ? DEFAULT_PAGE : request.getPageSize();
        return definitions.list(request.getPageToken(), request.getDrafts(), size).map(page -> {
            var definitions = page.definitions().stream().map(DefinitionMessages::message).toList();
            var told = AnswerSize.fitting(definitions);
            var response = ListDefinitionsResponse.newBuilder().addAllDefinitions(told);
            if (page.more() || told.size() < definitions.size()) {
                response.setNextPageToken(told.getLast().getName());
            }
            return response.build();
        });
    }
}
