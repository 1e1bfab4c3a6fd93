package io.throughline.kit.rest;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.throughline.kit.error.ErrorMapper;
import io.throughline.kit.error.Refusal;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Tells REST callers as a {@link Problem} what gRPC callers are told as a status. */
public class ProblemMapper {

    /** What was refused, and what went wrong. */
    @ServerExceptionMapper
    public Response tell(RuntimeException failure, UriInfo address) {
        return switch (failure) {
            case NotFoundException unread when unread.getCause() != null && !unreadable(unread, address).isEmpty() ->
                tell(Refusal.invalid(unreadable(unread, address)));
            case WebApplicationException web -> tell(web);
            default -> tell(ErrorMapper.refusalFor(failure));
        };
    }

    /**
     * Which parameters of the query have a value that cannot be read. What reads them answers as if the address were unknown, and
     * says in its cause which value it was, but not whose.
     */
    private static List<FieldViolation> unreadable(NotFoundException unread, UriInfo address) {
        var said = String.valueOf(unread.getCause().getMessage());
        if (address.getPathParameters().values().stream().flatMap(List::stream).anyMatch(value -> quotes(said, value))) {
            return List.of();
        }
        return address.getQueryParameters().entrySet().stream()
                .filter(parameter -> parameter.getValue().stream().anyMatch(value -> quotes(said, value)))
                .map(parameter -> Refusal.violation(
                        parameter.getKey(), "cannot be read: " + said + "; /openapi tells what form it has"))
                .toList();
    }

    /** As Java's own readers of numbers, ids and times quote what they cannot read. */
    private static boolean quotes(String said, String value) {
        return !value.isEmpty()
                && (said.contains('"' + value + '"') || said.contains("'" + value + "'") || said.endsWith(": " + value));
    }

    private static Response tell(WebApplicationException web) {
        var answer = web.getResponse();
        if (answer.getStatusInfo().getFamily() == Response.Status.Family.REDIRECTION) {
            return answer;
        }
        var status = answer.getStatusInfo();
        return problem(status, sentence(status), status.toEnum().name(), List.of()).build();
    }

    private static Response tell(Refusal refusal) {
        var told = refusal.status();
        var reason = "";
        var violations = List.<Problem.Violation>of();
        var retryAfter = 0L;
        for (Any detail : told.getDetailsList()) {
            if (detail.is(ErrorInfo.class)) {
                reason = unpack(detail, ErrorInfo.class).getReason();
            } else if (detail.is(BadRequest.class)) {
                violations = unpack(detail, BadRequest.class).getFieldViolationsList().stream()
                        .map(broken -> new Problem.Violation(broken.getField(), broken.getDescription()))
                        .toList();
            } else if (detail.is(RetryInfo.class)) {
                retryAfter = Math.max(1, unpack(detail, RetryInfo.class).getRetryDelay().getSeconds());
            }
        }
        var response = problem(status(told.getCode()), told.getMessage(), reason, violations);
        if (told.getCode() == Code.UNAUTHENTICATED_VALUE) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Throughline\"");
        }
        if (retryAfter > 0) {
            response.header(HttpHeaders.RETRY_AFTER, retryAfter);
        }
        return response.build();
    }

    private static Response.ResponseBuilder problem(
            Response.StatusType status, String detail, String reason, List<Problem.Violation> violations) {
        return Response.status(status)
                .type(Problem.MEDIA_TYPE)
                .entity(new Problem(status.getReasonPhrase(), status.getStatusCode(), detail, reason, violations));
    }

    private static Response.Status status(int code) {
        return switch (Code.forNumber(code)) {
            case INVALID_ARGUMENT -> Response.Status.BAD_REQUEST;
            case UNAUTHENTICATED -> Response.Status.UNAUTHORIZED;
            case NOT_FOUND -> Response.Status.NOT_FOUND;
            case ALREADY_EXISTS, ABORTED, FAILED_PRECONDITION -> Response.Status.CONFLICT;
            case RESOURCE_EXHAUSTED -> Response.Status.REQUEST_ENTITY_TOO_LARGE;
            case UNAVAILABLE -> Response.Status.SERVICE_UNAVAILABLE;
            case null, default -> Response.Status.INTERNAL_SERVER_ERROR;
        };
    }

    private static String sentence(Response.StatusType status) {
        return status.getStatusCode() == 404
                ? "there is nothing at this address, or a part of it has a form that it cannot have"
                : "the request cannot be answered like this; /openapi tells what can be asked";
    }

    private static <M extends com.google.protobuf.Message> M unpack(Any detail, Class<M> type) {
        try {
            return detail.unpack(type);
        } catch (InvalidProtocolBufferException broken) {
            throw new IllegalStateException("a refusal that was made here cannot be read", broken);
        }
    }
}
