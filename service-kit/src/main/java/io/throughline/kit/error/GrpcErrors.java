package io.throughline.kit.error;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.quarkus.grpc.ExceptionHandler;
import io.quarkus.grpc.ExceptionHandlerProvider;
import jakarta.enterprise.context.ApplicationScoped;

/** Has every failure of a gRPC call told by {@link ErrorMapper}. */
@ApplicationScoped
public class GrpcErrors implements ExceptionHandlerProvider {

    @Override
    public <Q, A> ExceptionHandler<Q, A> createHandler(
            ServerCall.Listener<Q> listener, ServerCall<Q, A> call, Metadata metadata) {
        return new Handler<>(listener, call, metadata);
    }

    @Override
    public Throwable transform(Throwable failure) {
        return ErrorMapper.statusFor(failure);
    }

    private static final class Handler<Q, A> extends ExceptionHandler<Q, A> {

        Handler(ServerCall.Listener<Q> listener, ServerCall<Q, A> call, Metadata metadata) {
            super(listener, call, metadata);
        }

        @Override
        protected void handleException(Throwable failure, ServerCall<Q, A> call, Metadata metadata) {
            var told = ErrorMapper.statusFor(failure);
            var trailers = Status.trailersFromThrowable(told);
            call.close(told.getStatus(), trailers == null ? new Metadata() : trailers);
        }
    }
}
