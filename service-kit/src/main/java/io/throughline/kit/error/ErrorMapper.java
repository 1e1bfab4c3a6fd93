package io.throughline.kit.error;

import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/**
 * The one place that turns what went wrong into what the caller is told.
 *
 * <p>A {@link Refusal} is told as it stands. The database or a peer being out of reach is UNAVAILABLE and may be tried
 * again. Everything else is INTERNAL with an incident number: its text stays in the log, because a driver's error may
 * quote data.
 */
public final class ErrorMapper {

    private static final Logger LOG = Logger.getLogger(ErrorMapper.class);

    private static final Duration RETRY_AFTER = Duration.ofMillis(500);

    private ErrorMapper() {}

    /** The refusal to tell the caller for {@code failure}. Logs what the caller is not told. */
    public static Refusal refusalFor(Throwable failure) {
        var cause = unwrapped(failure);
        if (cause instanceof Refusal refusal) {
            return refusal;
        }
        if (isUnreachable(cause)) {
            LOG.warnf("cannot answer for now: %s", kind(cause));
            return Refusal.unavailable("the service cannot reach what it needs; try again", RETRY_AFTER);
        }
        var incident = UUID.randomUUID().toString().substring(0, 8);
        LOG.errorf(withoutMessages(cause), "incident %s: %s", incident, kind(cause));
        return Refusal.internal(incident);
    }

    /** {@link #refusalFor} as gRPC wants it thrown; a status that gRPC itself made keeps its code. */
    public static StatusRuntimeException statusFor(Throwable failure) {
        var cause = unwrapped(failure);
        if (cause instanceof StatusRuntimeException status && isTransport(status.getStatus())) {
            return status;
        }
        return StatusProto.toStatusRuntimeException(refusalFor(failure).status());
    }

    /** Whether trying again later may well succeed: the database or a peer is out of reach, or has just restarted. */
    public static boolean isUnreachable(Throwable failure) {
        var cause = unwrapped(failure);
        return switch (cause) {
            case PgException postgres -> isTransient(postgres);
            case StatusRuntimeException status -> isOutOfReach(status.getStatus());
            case IOException _ -> true;
            case VertxException closed -> String.valueOf(closed.getMessage()).contains("onnection");
            case java.util.concurrent.TimeoutException _ -> true;
            case io.smallrye.mutiny.TimeoutException _ -> true;
            case null, default ->
                Optional.ofNullable(cause)
                        .map(Throwable::getMessage)
                        // The pool and the driver say only in words that the connection has gone.
                        .filter(message -> message.contains("Connection is not active")
                                || message.contains("Connection closed")
                                || message.contains("Connection was closed")
                                || message.contains("Timeout")
                                || message.contains("Fail to read any response from the server"))
                        .isPresent();
        };
    }

    /** Whether PostgreSQL itself says that the same transaction may succeed when tried again at once. */
    public static boolean isConflict(Throwable failure) {
        return unwrapped(failure) instanceof PgException postgres
                && ("40001".equals(postgres.getSqlState()) || "40P01".equals(postgres.getSqlState()));
    }

    private static boolean isTransient(PgException postgres) {
        var state = String.valueOf(postgres.getSqlState());
        // 08: connection; 53: out of resources; 57P: shutting down or starting; 40: conflict.
        return state.startsWith("08") || state.startsWith("53") || state.startsWith("57P") || state.startsWith("40");
    }

    private static boolean isOutOfReach(Status status) {
        return switch (status.getCode()) {
            // A peer that is shutting down cancels what it was asked.
            case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED -> true;
            default -> false;
        };
    }

    private static boolean isTransport(Status status) {
        return switch (status.getCode()) {
            case CANCELLED, RESOURCE_EXHAUSTED, UNIMPLEMENTED, INVALID_ARGUMENT -> true;
            default -> false;
        };
    }

    private static Throwable unwrapped(Throwable failure) {
        var cause = failure;
        while ((cause instanceof CompletionException || cause instanceof StatusException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** What kind of failure it is, without its sentences, which may quote data. */
    public static String kind(Throwable failure) {
        var cause = unwrapped(failure);
        return switch (cause) {
            case PgException postgres -> "PostgreSQL error " + postgres.getSqlState();
            case StatusRuntimeException status -> "peer answered " + status.getStatus().getCode();
            default -> cause.getClass().getName();
        };
    }

    /** The stack without the sentences, which may quote data. */
    private static Throwable withoutMessages(Throwable cause) {
        var bare = new Exception(cause.getClass().getName());
        bare.setStackTrace(cause.getStackTrace());
        if (cause.getCause() != null && cause.getCause() != cause) {
            bare.initCause(withoutMessages(cause.getCause()));
        }
        return bare;
    }
}
