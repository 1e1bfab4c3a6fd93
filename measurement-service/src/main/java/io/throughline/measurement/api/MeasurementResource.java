package io.throughline.measurement.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.throughline.kit.error.Refusal;
import io.throughline.kit.rest.Problem;
import io.throughline.measurement.fact.JourneyState;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The REST door. Answers are as of the last change followed; /following tells how far behind that is. They carry an entity tag,
 * and who sends it back is told 304 while nothing has changed.
 */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Measurement", description = "How well do customer journeys go?")
public class MeasurementResource {

    private static final int MOST = 1_000;

    private final Measurement measurement;
    private final Conditional conditional;

    @Inject
    public MeasurementResource(Measurement measurement, Conditional conditional) {
        this.measurement = measurement;
        this.conditional = conditional;
    }

    @GET
    @Path("/scorecards")
    @Operation(operationId = "listScorecards", summary = "The scorecards of all journey definitions, by name")
    @APIResponse(
            responseCode = "200",
            description = "A page of scorecards",
            content = @Content(schema = @Schema(implementation = ScorecardsView.class)))
    @APIResponse(
            responseCode = "400",
            description = "A parameter broke its rules",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response scorecards(
            @Context Request request,
            @Parameter(description = "At most so many, 1 to 1,000") @QueryParam("pageSize") @DefaultValue("100")
                    int pageSize,
            @Parameter(description = "Where the page begins: nextPageToken of the page before") @QueryParam("pageToken")
                    String pageToken) {
        within("pageSize", pageSize, 1);
        measurement.freshen();
        return conditional.answer(request, () -> ScorecardsView.of(measurement.scorecards(pageSize, pageToken)));
    }

    @GET
    @Path("/scorecards/{definition}")
    @Operation(operationId = "getScorecard", summary = "The scorecard of one journey definition")
    @APIResponse(
            responseCode = "200",
            description = "The scorecard",
            content = @Content(schema = @Schema(implementation = ScorecardView.class)))
    @APIResponse(
            responseCode = "400",
            description = "A parameter broke its rules",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "404",
            description = "No definition is known by this name",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response scorecard(
            @Context Request request,
            @Parameter(description = "The definition's name") @PathParam("definition") String definition,
            @Parameter(description = "Only journeys of customers who are this persona of the definition; all when left out")
                    @QueryParam("persona")
                    String persona) {
        var only = Optional.ofNullable(persona).filter(name -> !name.isEmpty());
        return conditional.answer(request, () -> ScorecardView.of(measurement.scorecard(definition, only)));
    }

    @GET
    @Path("/paths")
    @Operation(
            operationId = "getPaths",
            summary = "Which ways customers took",
            description = "Variants, which touchpoint followed which, rework and durations.")
    @APIResponse(
            responseCode = "200",
            description = "The paths",
            content = @Content(schema = @Schema(implementation = PathsView.class)))
    @APIResponse(
            responseCode = "400",
            description = "A parameter broke its rules",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "404",
            description = "No definition is known by one of the names",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response paths(
            @Context Request request,
            @Parameter(description = "Names of definitions to be taken together; all when left out")
                    @QueryParam("definition")
                    List<String> definitions,
            @Parameter(description = "How many of the most frequent variants to tell, 1 to 1,000")
                    @QueryParam("variants")
                    @DefaultValue("10")
                    int variants,
            @Parameter(description = "How many of the most frequent pairs to tell, 0 to 1,000")
                    @QueryParam("pairs")
                    @DefaultValue("100")
                    int pairs) {
        within("variants", variants, 1);
        within("pairs", pairs, 0);
        return conditional.answer(request, () -> PathsView.of(measurement.paths(definitions, variants), pairs));
    }

    @GET
    @Path("/journeys/{journey}/score")
    @Operation(operationId = "getJourneyScore", summary = "One journey's success score with its parts")
    @APIResponse(
            responseCode = "200",
            description = "The score",
            content = @Content(schema = @Schema(implementation = JourneyScoreView.class)))
    @APIResponse(
            responseCode = "404",
            description = "No such journey is known",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public JourneyScoreView score(@Parameter(description = "The journey's id") @PathParam("journey") UUID journey) {
        var scored = measurement.score(journey);
        return new JourneyScoreView(
                scored.state(), scored.score().map(ScoreView::of).orElse(null), scored.lastInteractionAt());
    }

    @GET
    @Path("/following")
    @Operation(operationId = "getFollowing", summary = "How far the measures are behind the journeys")
    @APIResponse(
            responseCode = "200",
            description = "How far",
            content = @Content(schema = @Schema(implementation = FollowingView.class)))
    @APIResponse(
            responseCode = "503",
            description = "Journey-service cannot be asked; measures are answered as of what was followed",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public FollowingView following() {
        var lag = measurement.lag();
        return new FollowingView(lag.changes(), lag.age().toMillis() / 1_000.0, measurement.personasDue());
    }

    private static void within(String field, int value, int least) {
        if (value < least || value > MOST) {
            throw Refusal.invalid(field, "must be from " + least + " to " + MOST);
        }
    }

    @Schema(name = "Scorecards", description = "A page of scorecards")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ScorecardsView(
            @Schema(description = "By name") List<ScorecardView> scorecards,
            @Schema(description = "None on the last page") String nextPageToken) {

        static ScorecardsView of(Measurement.ScorecardPage page) {
            return new ScorecardsView(
                    page.scorecards().stream().map(ScorecardView::of).toList(),
                    page.next().isEmpty() ? null : page.next());
        }
    }

    @Schema(name = "JourneyScore", description = "One journey's success score")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record JourneyScoreView(
            @Schema(description = "Where the journey stands") JourneyState state,
            @Schema(description = "None while the journey is under way, and for an exited one") ScoreView score,
            @Schema(description = "When the journey's last interaction occurred") Instant lastInteractionAt) {}

    @Schema(name = "Following", description = "How far the measures are behind")
    record FollowingView(
            @Schema(description = "Changes of journeys not followed yet") long changesBehind,
            @Schema(description = "How long the oldest of them has been waiting; 0 when there is none")
                    double behindSeconds,
            @Schema(description = "Customers of whom it is still to be worked out which personas they are, to 100,000")
                    long personasDue) {}
}
