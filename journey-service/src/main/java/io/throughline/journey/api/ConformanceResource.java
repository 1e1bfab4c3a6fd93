package io.throughline.journey.api;

import io.smallrye.mutiny.Uni;
import io.throughline.journey.conformance.ConformanceCheck;
import io.throughline.journey.definition.Applying;
import io.throughline.journey.survey.Surveys;
import io.throughline.kit.error.Refusal;
import io.throughline.kit.rest.Problem;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The door for how journeys go against how they were designed, for whoever asks by HTTP and has the time to wait. */
@Path("/v1/definitions/{name}/conformance")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Definitions")
public class ConformanceResource {

    private static final int MOST_EXAMPLES = 20;

    private final Applying definitions;
    private final ConformanceCheck check;
    private final Surveys surveys;

    @Inject
    public ConformanceResource(Applying definitions, ConformanceCheck check, Surveys surveys) {
        this.definitions = definitions;
        this.check = check;
        this.surveys = surveys;
    }

    @GET
    @Operation(
            operationId = "checkConformance",
            summary = "How journeys go against how they were designed",
            description = "Reads all that is recorded once, and so may take long: the rpc of the same name tells how far it is.")
    @APIResponse(
            responseCode = "200",
            description = "Designed against actual, version by version",
            content = @Content(schema = @Schema(implementation = ConformanceView.class)))
    @APIResponse(
            responseCode = "400",
            description = "A parameter broke its rules",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "404",
            description = "No definition is known by this name, or it has no such version",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<ConformanceView> check(
            @Parameter(description = "The definition's name") @PathParam("name") String name,
            @Parameter(description = "Only this version; 0 is all") @QueryParam("version") @DefaultValue("0") int version,
            @Parameter(description = "How many journeys to name for each deviation, 0 to 20")
                    @QueryParam("examples")
                    @DefaultValue("3")
                    int examples) {
        if (version < 0) {
            throw Refusal.invalid("version", "must be 0 or more");
        }
        Parameters.checkWithin("examples", examples, 0, MOST_EXAMPLES);
        var only = version == 0 ? Optional.<Integer>empty() : Optional.of(version);
        return definitions
                .get(name, 0)
                .flatMap(known -> surveys.answer(watch -> check.of(known.map().name(), only, examples, watch)))
                .map(ConformanceView::of);
    }
}
