package io.throughline.journey.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.throughline.journey.definition.Applying;
import io.throughline.kit.error.Refusal;
import io.throughline.kit.rest.Problem;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The door to the maps for whoever keeps them in git and applies them with curl. */
@Path("/v1/definitions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Definitions", description = "The maps: what a journey is, when it begins and how it ends")
public class DefinitionResource {

    private static final String YAML = "application/yaml";
    private static final int MOST = 1_000;

    private final Applying definitions;

    @Inject
    public DefinitionResource(Applying definitions) {
        this.definitions = definitions;
    }

    @GET
    @Operation(operationId = "listDefinitions", summary = "All definitions, by name")
    @APIResponse(
            responseCode = "200",
            description = "A page of definitions",
            content = @Content(schema = @Schema(implementation = DefinitionsView.class)))
    @APIResponse(
            responseCode = "400",
            description = "A parameter broke its rules",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<DefinitionsView> list(
            @Parameter(description = "At most so many, 1 to 1,000") @QueryParam("pageSize") @DefaultValue("100")
                    int pageSize,
            @Parameter(description = "Where the page begins: nextPageToken of the page before")
                    @QueryParam("pageToken")
                    @DefaultValue("")
                    String pageToken,
            @Parameter(description = "The drafts instead that are newer than what is in force")
                    @QueryParam("drafts")
                    @DefaultValue("false")
                    boolean drafts) {
        Parameters.checkWithin("pageSize", pageSize, 1, MOST);
        return definitions.list(pageToken, drafts, pageSize).map(DefinitionsView::of);
    }

    @GET
    @Path("/{name}")
    @Operation(operationId = "getDefinition", summary = "A definition as it stands now")
    @APIResponse(
            responseCode = "200",
            description = "The definition",
            content = @Content(
                    mediaType = MediaType.APPLICATION_JSON,
                    schema = @Schema(implementation = DefinitionView.class)))
    @APIResponse(
            responseCode = "404",
            description = "No definition is known by this name",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<DefinitionView> get(
            @Parameter(description = "Its name") @PathParam("name") String name,
            @Parameter(description = "Of its versions; the one in force when left out, or the newest draft where none is yet")
                    @QueryParam("version")
                    @DefaultValue("0")
                    int version) {
        return definitions.get(name, checked(version)).map(DefinitionView::of);
    }

    @GET
    @Path("/{name}")
    @Produces(YAML)
    @Operation(hidden = true)
    public Uni<String> yaml(
            @PathParam("name") String name, @QueryParam("version") @DefaultValue("0") int version) {
        return definitions.get(name, checked(version)).map(applied -> applied.yaml());
    }

    private static int checked(int version) {
        if (version < 0) {
            throw Refusal.invalid("version", "must be 1 or more, or left out");
        }
        return version;
    }

    @PUT
    @Path("/{name}")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "applyDefinition",
            summary = "Applies a definition",
            description = "What is new or changed becomes the next version. Applying what is in force changes nothing.")
    @RequestBody(
            description = "The definition; /schemas/journey-definition.json is its schema",
            content = @Content(mediaType = YAML, schema = @Schema(implementation = String.class)))
    @APIResponse(
            responseCode = "200",
            description = "It is in force, or kept as a draft",
            content = @Content(schema = @Schema(implementation = AppliedView.class)))
    @APIResponse(
            responseCode = "400",
            description = "Each mistake is named by its path and line; nothing was changed",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<AppliedView> apply(
            @Parameter(description = "The name that the definition has") @PathParam("name") String name, byte[] yaml) {
        return definitions
                .apply(name, YamlText.of(yaml))
                .map(result -> new AppliedView(DefinitionView.of(result.definition()), result.unchanged()));
    }

    @Schema(name = "Definitions", description = "A page of definitions")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DefinitionsView(
            @Schema(description = "By name") List<DefinitionView> definitions,
            @Schema(description = "None on the last page") String nextPageToken) {

        static DefinitionsView of(Applying.Page page) {
            var views = page.definitions().stream().map(DefinitionView::of).toList();
            return new DefinitionsView(views, page.more() ? views.getLast().name() : null);
        }
    }

    @Schema(name = "Applied", description = "What applying came to")
    record AppliedView(
            @Schema(description = "As it stands now") DefinitionView definition,
            @Schema(description = "It was in force already; nothing was changed") boolean unchanged) {}
}
