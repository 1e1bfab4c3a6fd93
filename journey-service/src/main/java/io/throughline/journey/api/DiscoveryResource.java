package io.throughline.journey.api;

import io.smallrye.mutiny.Uni;
import io.throughline.journey.discovery.Choice;
import io.throughline.journey.discovery.Discovering;
import io.throughline.journey.discovery.Discovery;
import io.throughline.journey.survey.Surveys;
import io.throughline.kit.document.Names;
import io.throughline.kit.error.Refusal;
import io.throughline.kit.rest.Problem;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The door for how journeys seem to go that nobody has designed, for whoever asks by HTTP and has the time to wait. */
@Path("/v1/discovery")
@Tag(name = "Definitions")
public class DiscoveryResource {

    private static final String YAML = "application/yaml";
    private static final int LONGEST_ATTRIBUTE = 128;
    private static final int MOST_VARIANTS = 1_000;
    private static final int MOST_PAIRS = 2_000;

    private final Discovering discovering;
    private final Surveys surveys;

    @Inject
    public DiscoveryResource(Discovering discovering, Surveys surveys) {
        this.discovering = discovering;
        this.surveys = surveys;
    }

    /** What is asked. */
    public static class Question {

        @Parameter(description = "The attribute that tells cases of one customer apart; without it, a case is all that a customer did")
        @QueryParam("correlateBy")
        @DefaultValue("")
        String correlateBy;

        @Parameter(description = "Whether to look at what belongs to journeys, too")
        @QueryParam("all")
        @DefaultValue("false")
        boolean all;

        @Parameter(description = "Only what occurred at or after it", schema = @Schema(format = "date-time"))
        @QueryParam("from")
        @DefaultValue("")
        String from;

        @Parameter(description = "Only what occurred before it", schema = @Schema(format = "date-time"))
        @QueryParam("until")
        @DefaultValue("")
        String until;

        @Parameter(description = "Name of the proposed definition")
        @QueryParam("name")
        @DefaultValue(Discovering.USUAL_NAME)
        String name;

        @Parameter(description = "How many variants to tell, 1 to 1,000")
        @QueryParam("variants")
        @DefaultValue("" + Discovering.USUAL_VARIANTS)
        int variants;

        @Parameter(description = "How many pairs to tell, 1 to 2,000")
        @QueryParam("pairs")
        @DefaultValue("" + Discovering.USUAL_PAIRS)
        int pairs;

        private Choice choice() {
            if (correlateBy.length() > LONGEST_ATTRIBUTE || !correlateBy.isEmpty() && correlateBy.isBlank()) {
                throw Refusal.invalid("correlateBy", "must be the name of an attribute, at most " + LONGEST_ATTRIBUTE + " long");
            }
            if (!Names.isName(name)) {
                throw Refusal.invalid("name", "must be lower-case letters and digits, with single -, _ or . between them");
            }
            Parameters.checkWithin("variants", variants, 1, MOST_VARIANTS);
            Parameters.checkWithin("pairs", pairs, 1, MOST_PAIRS);
            return new Choice(
                    Parameters.text(correlateBy),
                    !all,
                    Parameters.time("from", from),
                    Parameters.time("until", until));
        }
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "discoverDefinition",
            summary = "A definition proposed from what is recorded",
            description = "Reads all that is recorded once, and so may take long: the rpc of the same name tells how far it is."
                    + " With `Accept: application/yaml` the draft alone is answered.")
    @APIResponse(
            responseCode = "200",
            description = "What was found, and what is proposed for it",
            content = @Content(
                    mediaType = MediaType.APPLICATION_JSON,
                    schema = @Schema(implementation = DiscoveryView.class)))
    @APIResponse(
            responseCode = "400",
            description = "A parameter broke its rules",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<DiscoveryView> discover(@BeanParam Question question) {
        return answer(question).map(DiscoveryView::of);
    }

    @GET
    @Produces(YAML)
    @Operation(hidden = true)
    public Uni<String> yaml(@BeanParam Question question) {
        return answer(question).map(Discovery::yaml);
    }

    private Uni<Discovery> answer(Question question) {
        var choice = question.choice();
        return surveys.answer(
                watch -> discovering.discover(choice, question.name, question.variants, question.pairs, watch));
    }
}
