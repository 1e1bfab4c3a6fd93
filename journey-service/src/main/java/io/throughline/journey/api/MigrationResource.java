package io.throughline.journey.api;

import io.smallrye.mutiny.Uni;
import io.throughline.journey.api.MigrationView.PageView;
import io.throughline.journey.api.MigrationView.ResultView;
import io.throughline.journey.definition.Migrating;
import io.throughline.kit.error.Refusal;
import io.throughline.kit.rest.Problem;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.HashSet;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The door for moving running journeys to another version, for whoever asks by HTTP. */
@Path("/v1/definitions/{name}/migrations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Definitions")
public class MigrationResource {

    private static final int MOST = 1_000;

    private final Migrating migrating;

    @Inject
    public MigrationResource(Migrating migrating) {
        this.migrating = migrating;
    }

    @GET
    @Operation(operationId = "listMigrations", summary = "All migrations of a definition, those that were withdrawn among them")
    @APIResponse(
            responseCode = "200",
            description = "A page of migrations",
            content = @Content(schema = @Schema(implementation = PageView.class)))
    @APIResponse(
            responseCode = "404",
            description = "No definition is known by this name",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<PageView> list(
            @Parameter(description = "Of the definition") @PathParam("name") String name,
            @Parameter(description = "At most so many, 1 to 1,000") @QueryParam("pageSize") @DefaultValue("100")
                    int pageSize,
            @Parameter(description = "Where the page begins: nextPageToken of the page before")
                    @QueryParam("pageToken")
                    @DefaultValue("")
                    String pageToken) {
        Parameters.checkWithin("pageSize", pageSize, 1, MOST);
        return migrating.list(name, Parameters.text(pageToken).map(MigrationResource::id).orElse(Long.MAX_VALUE), pageSize)
                .map(PageView::of);
    }

    private static long id(String token) {
        if (!token.matches("[0-9]{1,18}")) {
            throw Refusal.invalid("pageToken", "is none that an answer gave");
        }
        return Long.parseLong(token);
    }

    @POST
    @Operation(
            operationId = "migrateJourneys",
            summary = "Lets running journeys follow another version",
            description = "Recorded as a fact with a time; journeys are brought up to it in the background. Asking again for what is in"
                    + " force already, with the same time, changes nothing.")
    @APIResponse(
            responseCode = "200",
            description = "It is recorded",
            content = @Content(schema = @Schema(implementation = ResultView.class)))
    @APIResponse(
            responseCode = "400",
            description = "A parameter broke its rules, or the version is not live",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "404",
            description = "The version is not known",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<ResultView> migrate(
            @Parameter(description = "Of the definition") @PathParam("name") String name,
            @Parameter(description = "The version that journeys follow from then on; it may be an earlier one", required = true)
                    @QueryParam("toVersion")
                    @DefaultValue("0")
                    int toVersion,
            @Parameter(description = "A version whose journeys it takes, once for each; of all when left out")
                    @QueryParam("fromVersion")
                    List<Integer> fromVersions,
            @Parameter(description = "From when on; now when left out") @QueryParam("at") @DefaultValue("") String at) {
        Parameters.checkWithin("toVersion", toVersion, 1, Integer.MAX_VALUE);
        return migrating
                .migrate(new Migrating.Wanted(name, toVersion, new HashSet<>(fromVersions), Parameters.time("at", at)))
                .map(ResultView::of);
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "withdrawMigration",
            summary = "Takes a migration back",
            description = "Journeys come to be as they would be without it, in the background. Asking again changes nothing.")
    @APIResponse(
            responseCode = "200",
            description = "It is withdrawn",
            content = @Content(schema = @Schema(implementation = ResultView.class)))
    @APIResponse(
            responseCode = "400",
            description = "Journeys that it took may have been sealed",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "404",
            description = "The definition has no migration of this id",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<ResultView> withdraw(
            @Parameter(description = "Of the definition") @PathParam("name") String name,
            @Parameter(description = "Of the migration") @PathParam("id") long id) {
        return migrating.withdraw(name, id).map(ResultView::of);
    }
}
