package io.throughline.kit.rest;

import com.google.rpc.BadRequest.FieldViolation;
import io.throughline.kit.error.Refusal;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses parameters that hold U+0000, for which no database can be asked: what the rules of messages do for gRPC callers. */
public class ParameterRules {

    /** Every parameter of the address is looked at, whichever resource takes it. */
    @ServerRequestFilter
    public void check(UriInfo address) {
        var violations = Stream.concat(
                        violations(address.getPathParameters()), violations(address.getQueryParameters()))
                .toList();
        if (!violations.isEmpty()) {
            throw Refusal.invalid(violations);
        }
    }

    private static Stream<FieldViolation> violations(MultivaluedMap<String, String> parameters) {
        return parameters.entrySet().stream()
                .filter(parameter -> anyHoldsNul(parameter.getValue()))
                .map(parameter -> Refusal.violation(parameter.getKey(), "holds the character U+0000"));
    }

    private static boolean anyHoldsNul(List<String> values) {
        return values.stream().anyMatch(value -> value.indexOf(0) >= 0);
    }
}
