package io.throughline.journey.api;

import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;
import io.throughline.journey.definition.Applying;
import io.throughline.journey.preview.Coverage;
import io.throughline.journey.preview.Preview;
import io.throughline.journey.preview.Previewing;
import io.throughline.journey.survey.Surveys;
import io.throughline.journey.survey.Surveys.News;
import io.throughline.journey.v1.PreviewDefinitionRequest;
import io.throughline.journey.v1.PreviewDefinitionResponse;
import io.throughline.journey.v1.PreviewService;
import jakarta.inject.Inject;

/** The door for what a definition would change. */
@GrpcService
public class PreviewEndpoint implements PreviewService {

    private static final int USUAL_EXAMPLES = 3;

    private final Applying definitions;
    private final Previewing previewing;
    private final Surveys surveys;

    @Inject
    public PreviewEndpoint(Applying definitions, Previewing previewing, Surveys surveys) {
        this.definitions = definitions;
        this.previewing = previewing;
        this.surveys = surveys;
    }

    @Override
    public Multi<PreviewDefinitionResponse> previewDefinition(PreviewDefinitionRequest request) {
        int examples = request.getExamples() == 0 ? USUAL_EXAMPLES : request.getExamples();
        var coverage =
                switch (request.getCoverage()) {
                    case PREVIEW_COVERAGE_AS_APPLIED -> Coverage.AS_APPLIED;
                    case PREVIEW_COVERAGE_MIGRATED -> Coverage.MIGRATED;
                    case PREVIEW_COVERAGE_PAST, PREVIEW_COVERAGE_UNSPECIFIED, UNRECOGNIZED -> Coverage.PAST;
                };
        return definitions
                .prospect(request.getYaml())
                .onItem()
                .transformToMulti(prospect ->
                        surveys.ask(watch -> previewing.of(prospect, coverage, examples, watch)))
                .map(PreviewEndpoint::response);
    }

    private static PreviewDefinitionResponse response(News<Preview> news) {
        return switch (news) {
            case News.Progress<Preview> progress ->
                PreviewDefinitionResponse.newBuilder()
                        .setProgress(ConformanceMessages.progress(progress.interactions()))
                        .build();
            case News.Answer<Preview> answer ->
                PreviewDefinitionResponse.newBuilder()
                        .setPreview(PreviewMessages.message(answer.answer()))
                        .build();
        };
    }
}
