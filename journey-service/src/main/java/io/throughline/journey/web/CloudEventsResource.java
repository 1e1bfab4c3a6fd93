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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The door for CloudEvents 1.0 over HTTP (https://github.com/cloudevents/spec), structured and in batches. */
@Path("/v1/events")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "CloudEvents", description = "Takes interactions as CloudEvents")
public class CloudEventsResource {

    private static final String ONE = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";

    private final WebIntake intake;

    @Inject
    public CloudEventsResource(WebIntake intake) {
        this.intake = intake;
    }

    @POST
    @Consumes({ONE, BATCH})
    @Operation(
            operationId = "recordCloudEvents",
            summary = "Records one event, or a batch of up to 1,000",
            description = "Answered when all is durable. An event is known by its source and id: sent again, it is counted once.")
    @RequestBody(
            description = "An event whose data is an interaction: identifiers, channel, attributes, feedback, revenue, cost",
            content = {
                @Content(mediaType = ONE, schema = @Schema(implementation = Object.class)),
                @Content(mediaType = BATCH, schema = @Schema(implementation = Object[].class))
            })
    @APIResponse(
            responseCode = "200",
            description = "All of it is durable",
            content = @Content(schema = @Schema(implementation = WebIntake.Recorded.class)))
    @APIResponse(
            responseCode = "400",
            description = "What is named was refused; the rest is recorded",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "503",
            description = "For a moment nothing can be recorded: to be sent again",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response record(@HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding, byte[] body) {
        return intake.record(() -> {
            var json = Json.read(Body.read(body, encoding));
            return json.isArray() ? batch(json) : List.of(CloudEvents.translate("", json));
        });
    }

    private static List<Translated> batch(JsonNode events) {
        var items = new ArrayList<Translated>();
        for (var event : events) {
            items.add(CloudEvents.translate("[" + items.size() + "]", event));
        }
        return items;
    }
}
