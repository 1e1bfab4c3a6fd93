package io.throughline.measurement.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Shows people who come to the service's address the console. */
@Path("/")
public class ConsoleDoor {

    @GET
    @Operation(hidden = true)
    public Response root() {
        return Response.seeOther(URI.create("/console/")).build();
    }

    @GET
    @Path("console")
    @Operation(hidden = true)
    public Response withoutSlash() {
        return root();
    }
}
