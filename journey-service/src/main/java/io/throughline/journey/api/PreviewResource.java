package io.throughline.journey.api;

import io.smallrye.mutiny.Uni;
import io.throughline.journey.definition.Applying;
import io.throughline.journey.preview.Coverage;
import io.throughline.journey.preview.Previewing;
import io.throughline.journey.survey.Surveys;
import io.throughline.kit.error.Refusal;
import io.throughline.kit.rest.Problem;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The door for what a definition would change, for whoever asks by HTTP and has the time to wait. */
@Path("/v1/definitions/{name}/preview")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Definitions")
public class PreviewResource {

    private static final String YAML = "application/yaml";
    private static final int MOST_EXAMPLES = 20;

    private final Applying definitions;
    private final Previewing previewing;
    private final Surveys surveys;

    @Inject
    public PreviewResource(Applying definitions, Previewing previewing, Surveys surveys) {
        this.definitions = definitions;
        this.previewing = previewing;
        this.surveys = surveys;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "previewDefinition",
            summary = "What a definition would change",
            description = "Nothing is written. Reads all that is recorded once, and so may take long: the rpc of the same name tells"
                    + " how far it is.")
    @RequestBody(
            description = "The definition; a draft is previewed as if it were live",
            content = @Content(mediaType = YAML, schema = @Schema(implementation = String.class)))
    @APIResponse(
            responseCode = "200",
            description = "Journeys as they are and as they would be",
            content = @Content(schema = @Schema(implementation = PreviewView.class)))
    @APIResponse(
            responseCode = "400",
            description = "Each mistake is named by its path and line, or a parameter broke its rules",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<PreviewView> preview(
            @Parameter(description = "The name that the definition has") @PathParam("name") String name,
            @Parameter(description = "Only for the journeys that would follow it if it were applied now; otherwise for all")
                    @QueryParam("asApplied")
                    @DefaultValue("false")
                    boolean asApplied,
            @Parameter(description = "As asApplied, and as if the journeys under way were migrated to it besides")
                    @QueryParam("migrated")
                    @DefaultValue("false")
                    boolean migrated,
            @Parameter(description = "How many journeys to name for each kind of move, 0 to 20")
                    @QueryParam("examples")
                    @DefaultValue("3")
                    int examples,
            byte[] yaml) {
        if (examples < 0 || examples > MOST_EXAMPLES) {
            throw Refusal.invalid("examples", "must be from 0 to " + MOST_EXAMPLES);
        }
        var coverage = migrated ? Coverage.MIGRATED : asApplied ? Coverage.AS_APPLIED : Coverage.PAST;
        return definitions
                .prospect(name, YamlText.of(yaml))
                .flatMap(prospect ->
                        surveys.answer(watch -> previewing.of(prospect, coverage, examples, watch)))
                .map(PreviewView::of);
    }
}
