package io.throughline.journey.api;

import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;
import io.throughline.journey.conformance.Conformance;
import io.throughline.journey.conformance.ConformanceCheck;
import io.throughline.journey.definition.Applying;
import io.throughline.journey.survey.Surveys;
import io.throughline.journey.survey.Surveys.News;
import io.throughline.journey.v1.CheckConformanceRequest;
import io.throughline.journey.v1.CheckConformanceResponse;
import io.throughline.journey.v1.ConformanceService;
import jakarta.inject.Inject;
import java.util.Optional;

/** The door for how journeys go against how they were designed. */
@GrpcService
public class ConformanceEndpoint implements ConformanceService {

    private static final int USUAL_EXAMPLES = 3;

    private final Applying definitions;
    private final ConformanceCheck check;
    private final Surveys surveys;

    @Inject
    public ConformanceEndpoint(Applying definitions, ConformanceCheck check, Surveys surveys) {
        this.definitions = definitions;
        this.check = check;
        this.surveys = surveys;
    }

    @Override
    public Multi<CheckConformanceResponse> checkConformance(CheckConformanceRequest request) {
        var version = request.getVersion() == 0 ? Optional.<Integer>empty() : Optional.of(request.getVersion());
        int examples = request.getExamples() == 0 ? USUAL_EXAMPLES : request.getExamples();
        return definitions
                .get(request.getDefinition(), 0)
                .onItem()
                .transformToMulti(known ->
                        surveys.ask(watch -> check.of(known.map().name(), version, examples, watch)))
                .map(ConformanceEndpoint::response);
    }

    private static CheckConformanceResponse response(News<Conformance> news) {
        return switch (news) {
            case News.Progress<Conformance> progress ->
                CheckConformanceResponse.newBuilder()
                        .setProgress(ConformanceMessages.progress(progress.interactions()))
                        .build();
            case News.Answer<Conformance> answer ->
                CheckConformanceResponse.newBuilder()
                        .setConformance(ConformanceMessages.message(answer.answer()))
                        .build();
        };
    }
}
