package io.throughline.kit.error;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.ResourceInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import java.util.List;
import java.util.Map;

/**
 * What a caller is told instead of an answer: which rule the request broke, where, and what to do about it.
 *
 * <p>Every refusal carries a {@link ErrorInfo} whose reason is part of the contract, so that programs need not read the
 * sentence. A refusal never holds personal data: it names fields, not what stood in them.
 */
public final class Refusal extends RuntimeException {

    /** The domain of every {@link ErrorInfo} that Throughline sends. */
    public static final String DOMAIN = "throughline.io";

    private final transient Status status;

    private Refusal(Status status) {
        super(status.getMessage(), null, false, false);
        this.status = status;
    }

    /** The refusal as it goes over the wire, whole or as one item of a batch. */
    public Status status() {
        return status;
    }

    /** INVALID_ARGUMENT: fields of the request broke their rules. */
    public static Refusal invalid(List<FieldViolation> violations) {
        var message = violations.size() == 1
                ? violations.getFirst().getField() + ": " + violations.getFirst().getDescription()
                : violations.size() + " fields are invalid";
        return new Refusal(status(Code.INVALID_ARGUMENT, "INVALID_FIELDS", message)
                .addDetails(Any.pack(
                        BadRequest.newBuilder().addAllFieldViolations(violations).build()))
                .build());
    }

    /** INVALID_ARGUMENT for a single field. */
    public static Refusal invalid(String field, String description) {
        return invalid(List.of(violation(field, description)));
    }

    /** INVALID_ARGUMENT for a single field, for a {@code reason} that programs may want to know. */
    public static Refusal invalid(String reason, String field, String description) {
        return new Refusal(status(Code.INVALID_ARGUMENT, reason, field + ": " + description)
                .addDetails(Any.pack(BadRequest.newBuilder()
                        .addFieldViolations(violation(field, description))
                        .build()))
                .build());
    }

    /** NOT_FOUND: what the request names by {@code name} is not known. */
    public static Refusal notFound(String type, String name, String message) {
        return new Refusal(status(Code.NOT_FOUND, "NOT_FOUND", message)
                .addDetails(Any.pack(ResourceInfo.newBuilder()
                        .setResourceType(type)
                        .setResourceName(name)
                        .build()))
                .build());
    }

    /** UNAUTHENTICATED: the caller does not say who he is, or is not known. */
    public static Refusal unauthenticated(String message) {
        return new Refusal(status(Code.UNAUTHENTICATED, "UNAUTHENTICATED", message).build());
    }

    /** ALREADY_EXISTS: the key is taken by something with other content. */
    public static Refusal alreadyExists(String reason, String message) {
        return new Refusal(status(Code.ALREADY_EXISTS, reason, message).build());
    }

    /** FAILED_PRECONDITION: right at another time, not in the present state. */
    public static Refusal failedPrecondition(String reason, String message) {
        return failedPrecondition(reason, message, Map.of());
    }

    /** As the other, with {@code metadata} for programs. */
    public static Refusal failedPrecondition(String reason, String message, Map<String, String> metadata) {
        return new Refusal(status(Code.FAILED_PRECONDITION, reason, message, metadata).build());
    }

    /**
     * UNAVAILABLE: the same request may be tried again after {@code retryAfter}. It may have been done all the same: a
     * connection to the database that is lost during a commit does not tell whether that came about.
     */
    public static Refusal unavailable(String message, java.time.Duration retryAfter) {
        return new Refusal(status(Code.UNAVAILABLE, "UNAVAILABLE", message)
                .addDetails(Any.pack(RetryInfo.newBuilder()
                        .setRetryDelay(Duration.newBuilder()
                                .setSeconds(retryAfter.toSeconds())
                                .setNanos(retryAfter.toNanosPart()))
                        .build()))
                .build());
    }

    /** RESOURCE_EXHAUSTED: the request is larger than {@code limit} allows. */
    public static Refusal tooLarge(String message) {
        return new Refusal(status(Code.RESOURCE_EXHAUSTED, "TOO_LARGE", message).build());
    }

    /** INVALID_ARGUMENT: the bytes are no message of the kind, so that there are no fields to name. */
    public static Refusal undecodable(String message) {
        return new Refusal(status(Code.INVALID_ARGUMENT, "UNDECODABLE", message).build());
    }

    static Refusal internal(String incident) {
        return new Refusal(status(
                        Code.INTERNAL,
                        "INTERNAL",
                        "something went wrong here; the service's log tells what, under incident " + incident)
                .build());
    }

    /** One broken rule: {@code field} is a path such as {@code interactions[3].occurred_at}. */
    public static FieldViolation violation(String field, String description) {
        return FieldViolation.newBuilder()
                .setField(field)
                .setDescription(description)
                .build();
    }

    private static Status.Builder status(Code code, String reason, String message) {
        return status(code, reason, message, Map.of());
    }

    private static Status.Builder status(Code code, String reason, String message, Map<String, String> metadata) {
        return Status.newBuilder()
                .setCode(code.getNumber())
                .setMessage(message)
                .addDetails(Any.pack(ErrorInfo.newBuilder()
                        .setReason(reason)
                        .setDomain(DOMAIN)
                        .putAllMetadata(metadata)
                        .build()));
    }
}
