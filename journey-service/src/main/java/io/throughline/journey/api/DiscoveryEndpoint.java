package io.throughline.journey.api;

import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;
import io.throughline.journey.discovery.Choice;
import io.throughline.journey.discovery.Discovering;
import io.throughline.journey.discovery.Discovery;
import io.throughline.journey.survey.Surveys;
import io.throughline.journey.survey.Surveys.News;
import io.throughline.journey.v1.DiscoverDefinitionRequest;
import io.throughline.journey.v1.DiscoverDefinitionResponse;
import io.throughline.journey.v1.DiscoveryService;
import io.throughline.journey.v1.InteractionChoice;
import io.throughline.kit.error.Refusal;
import jakarta.inject.Inject;
import java.util.Optional;

/** The door for how journeys seem to go that nobody has designed. */
@GrpcService
public class DiscoveryEndpoint implements DiscoveryService {

    private final Discovering discovering;
    private final Surveys surveys;

    @Inject
    public DiscoveryEndpoint(Discovering discovering, Surveys surveys) {
        this.discovering = discovering;
        this.surveys = surveys;
    }

    @Override
    public Multi<DiscoverDefinitionResponse> discoverDefinition(DiscoverDefinitionRequest request) {
        var choice = choice(request);
        var name = request.getName().isEmpty() ? Discovering.USUAL_NAME : request.getName();
        int variants = request.getVariants() == 0 ? Discovering.USUAL_VARIANTS : request.getVariants();
        int pairs = request.getPairs() == 0 ? Discovering.USUAL_PAIRS : request.getPairs();
        return surveys.ask(watch -> discovering.discover(choice, name, variants, pairs, watch))
                .map(DiscoveryEndpoint::response);
    }

    private static Choice choice(DiscoverDefinitionRequest request) {
        var attribute = request.getCorrelateBy();
        if (!attribute.isEmpty() && attribute.isBlank()) {
            throw Refusal.invalid("correlate_by", "is blank; name an attribute, or leave it out");
        }
        return new Choice(
                attribute.isEmpty() ? Optional.empty() : Optional.of(attribute),
                request.getChoice() != InteractionChoice.INTERACTION_CHOICE_ALL,
                request.hasFrom() ? Optional.of(JourneyMessages.instant(request.getFrom())) : Optional.empty(),
                request.hasUntil() ? Optional.of(JourneyMessages.instant(request.getUntil())) : Optional.empty());
    }

    private static DiscoverDefinitionResponse response(News<Discovery> news) {
        return switch (news) {
            case News.Progress<Discovery> progress ->
                DiscoverDefinitionResponse.newBuilder()
                        .setProgress(ConformanceMessages.progress(progress.interactions()))
                        .build();
            case News.Answer<Discovery> answer ->
                DiscoverDefinitionResponse.newBuilder()
                        .setDiscovered(DiscoveryMessages.message(answer.answer()))
                        .build();
        };
    }
}
