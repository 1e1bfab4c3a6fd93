package io.throughline.journey.api;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.throughline.journey.definition.LifecycleStage;
import io.throughline.journey.fold.JourneyState;
import io.throughline.journey.fold.SignalKind;
import io.throughline.journey.history.JourneyHistory;
import io.throughline.journey.journey.JourneyQueries;
import io.throughline.journey.listing.JourneyListing;
import io.throughline.journey.listing.Place;
import io.throughline.journey.listing.Wanted;
import io.throughline.kit.error.Refusal;
import io.throughline.kit.rest.Problem;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The door to journeys for whoever asks by HTTP. */
@Path("/v1/journeys")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Journeys", description = "Where are they? Journeys as they stand, and why they stand there")
public class JourneyResource {

    private static final int MOST = 1_000;

    private final JourneyListing listing;
    private final JourneyQueries journeys;
    private final JourneyHistory history;

    @Inject
    public JourneyResource(JourneyListing listing, JourneyQueries journeys, JourneyHistory history) {
        this.listing = listing;
        this.journeys = journeys;
        this.history = history;
    }

    /** Which journeys are asked for. */
    public static class Question {

        @Parameter(description = "They are in this state: active, stalled, achieved, abandoned or exited; in one of several")
        @QueryParam("state")
        List<String> states;

        @Parameter(description = "This was noticed in them: inaction, repeat, loop, ping_pong, error, negative_feedback, over_target"
                + " or handover; one of several")
        @QueryParam("signal")
        List<String> signals;

        @Parameter(description = "Name of the definition that they follow")
        @QueryParam("definition")
        @DefaultValue("")
        String definition;

        @Parameter(description = "The stage of their definition that they are in; asks for `definition`, too")
        @QueryParam("stage")
        @DefaultValue("")
        String stage;

        @Parameter(description = "The lifecycle stage of their definition as it stands now, such as support")
        @QueryParam("lifecycleStage")
        @DefaultValue("")
        String lifecycleStage;

        @Parameter(description = "Who answers for their definition as it stands now, letter by letter")
        @QueryParam("owner")
        @DefaultValue("")
        String owner;

        @Parameter(
                description = "Whose they are; an id that became another customer's asks for that one's",
                schema = @Schema(format = "uuid"))
        @QueryParam("customer")
        @DefaultValue("")
        String customer;

        private Wanted wanted() {
            return new Wanted(
                    Parameters.id("customer", customer),
                    Parameters.text(definition),
                    Parameters.text(owner),
                    Parameters.text(lifecycleStage)
                            .map(word -> Parameters.choice("lifecycleStage", word, LifecycleStage.values())),
                    Parameters.text(stage),
                    states.stream()
                            .map(word -> Parameters.choice("state", word, JourneyState.values()))
                            .collect(toSet()),
                    signals.stream()
                            .map(word -> Parameters.choice("signal", word, SignalKind.values()))
                            .collect(toSet()));
        }
    }

    @GET
    @Operation(
            operationId = "listJourneys",
            summary = "Journeys for which everything holds that is asked for, the latest begun first",
            description = "A journey that changes while somebody pages is told as it stands when its page is read, once at most.")
    @APIResponse(
            responseCode = "200",
            description = "A page of journeys; one may be short, or empty, and not be the last",
            content = @Content(schema = @Schema(implementation = JourneysView.class)))
    @APIResponse(
            responseCode = "400",
            description = "A parameter broke its rules",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public JourneysView list(
            @BeanParam Question question,
            @Parameter(description = "At most so many, 1 to 1,000") @QueryParam("pageSize") @DefaultValue("100")
                    int pageSize,
            @Parameter(description = "Where the page begins: nextPageToken of the page before, for the same question")
                    @QueryParam("pageToken")
                    @DefaultValue("")
                    String pageToken) {
        Parameters.checkWithin("pageSize", pageSize, 1, MOST);
        return JourneysView.of(listing.list(question.wanted(), pageToken, pageSize));
    }

    @GET
    @Path("/{journey}")
    @Operation(
            operationId = "getJourney",
            summary = "One journey as it stands",
            description = "An id that was withdrawn answers with the journey that took its place.")
    @APIResponse(
            responseCode = "200",
            description = "The journey",
            content = @Content(schema = @Schema(implementation = JourneyView.class)))
    @APIResponse(
            responseCode = "404",
            description = "No journey has this id",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public JourneyView get(@Parameter(description = "The journey's id") @PathParam("journey") UUID journey) {
        return journeys.journey(journey)
                .map(JourneyView::of)
                .orElseThrow(() -> Refusal.notFound("journey", journey.toString(), "no journey has this id"));
    }

    @GET
    @Path("/{journey}/explanation")
    @Operation(
            operationId = "explainJourney",
            summary = "How a journey was at a time, over what is known now, and why",
            description = "What occurred to it, which rules that matched, what silence brought, and what it waits for until when."
                    + " An id that was withdrawn answers with the journey that took its place.")
    @APIResponse(
            responseCode = "200",
            description = "The journey, and what led there",
            content = @Content(schema = @Schema(implementation = ExplanationView.class)))
    @APIResponse(
            responseCode = "400",
            description = "A parameter broke its rules, or the time is later than the platform's clock",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "404",
            description = "No journey has this id, or it had not begun by then",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public ExplanationView explain(
            @Parameter(description = "The journey's id") @PathParam("journey") UUID journey,
            @Parameter(
                            description = "As it was then; what the platform's clock shows when left out",
                            schema = @Schema(format = "date-time"))
                    @QueryParam("asOf")
                    @DefaultValue("")
                    String asOf,
            @Parameter(description = "How many of the latest events to tell, 1 to 1,000")
                    @QueryParam("latestEvents")
                    @DefaultValue("100")
                    int latestEvents) {
        Parameters.checkWithin("latestEvents", latestEvents, 1, MOST);
        return ExplanationView.of(history.explain(journey, Parameters.time("asOf", asOf), latestEvents));
    }

    @Schema(name = "Journeys", description = "A page of journeys")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record JourneysView(
            @Schema(description = "The latest begun first") List<JourneyView> journeys,
            @Schema(description = "None on the last page") String nextPageToken) {

        static JourneysView of(JourneyListing.Page page) {
            return new JourneysView(
                    page.journeys().stream().map(JourneyView::of).toList(),
                    page.end().map(Place::token).orElse(null));
        }
    }
}
