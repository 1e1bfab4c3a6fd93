package io.throughline.journey.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.throughline.kit.error.Refusal;
import io.throughline.kit.rest.Problem;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The door for SDKs of Segment (https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/). Takes any content
 * type: some SDKs call their JSON plain text. Those for servers name a type in full, those for browsers and apps by its initial.
 */
@Path("/v1")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Segment", description = "Takes what Segment's SDKs send")
public class SegmentResource {

    private static final Map<String, String> IN_FULL = Map.of(
            "import", "batch",
            "b", "batch",
            "t", "track",
            "i", "identify",
            "p", "page",
            "s", "screen",
            "a", "alias",
            "g", "group");

    private final WebIntake intake;
    private final WriteKeys keys;
    private final SegmentMessages messages;

    @Inject
    public SegmentResource(WebIntake intake, WriteKeys keys, SegmentMessages messages) {
        this.intake = intake;
        this.keys = keys;
        this.messages = messages;
    }

    @POST
    @Path("/{type: batch|track|identify|page|screen|alias|group|import|b|t|i|p|s|a|g}")
    @Operation(
            operationId = "recordSegmentMessages",
            summary = "Records one message, or a batch of up to 1,000",
            description = "Answered when all is durable. A message is known by its messageId: sent again, it is counted once.")
    @RequestBody(
            description = "A message, or {\"batch\": [messages]}, as Segment's HTTP API has them",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Object.class)))
    @APIResponse(
            responseCode = "200",
            description = "All of it is durable",
            content = @Content(schema = @Schema(implementation = WebIntake.Recorded.class)))
    @APIResponse(
            responseCode = "400",
            description = "What is named was refused; the rest is recorded",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "401",
            description = "The write key is not known",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "503",
            description = "For a moment nothing can be recorded: to be sent again",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response record(
            @Parameter(description = "batch, or the type of the one message; also by its initial") @PathParam("type")
                    String named,
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding,
            byte[] body) {
        var type = IN_FULL.getOrDefault(named, named);
        return intake.record(() -> {
            var request = object(Json.read(Body.read(body, encoding)));
            var source = keys.source(authorization, request);
            return type.equals("batch")
                    ? batch(request, source)
                    : List.of(messages.translate("", type, request, request, source));
        });
    }

    private List<Translated> batch(JsonNode request, String source) {
        if (!request.path("batch").isArray()) {
            throw Refusal.invalid("batch", "must be a list of messages");
        }
        var items = new ArrayList<Translated>();
        for (var message : request.path("batch")) {
            var place = "batch[" + items.size() + "]";
            items.add(messages.translate(place, message.path("type").asText(""), message, request, source));
        }
        return items;
    }

    private static JsonNode object(JsonNode body) {
        if (!body.isObject()) {
            throw Refusal.undecodable("the body must be a JSON object");
        }
        return body;
    }
}
