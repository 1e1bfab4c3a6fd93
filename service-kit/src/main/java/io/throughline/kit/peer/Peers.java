package io.throughline.kit.peer;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.AbstractStub;
import io.smallrye.mutiny.Uni;
import io.throughline.kit.error.ErrorMapper;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Asks other services from virtual threads. */
public final class Peers {

    private Peers() {}

    /**
     * The answer of {@code call}, which the peer is given {@code patience} for.
     *
     * @throws io.grpc.StatusRuntimeException when the peer refuses or cannot be reached; that it ends a call without an answer,
     *     as one does that is shutting down, is told as UNAVAILABLE
     */
    public static <S extends AbstractStub<S>, T> T ask(S stub, Duration patience, Function<S, Uni<T>> call) {
        try {
            return call.apply(stub.withDeadlineAfter(patience.toMillis(), TimeUnit.MILLISECONDS))
                    .onItem()
                    .ifNull()
                    .failWith(Status.UNAVAILABLE::asRuntimeException)
                    .await()
                    .atMost(patience.plusSeconds(1));
        } catch (RuntimeException failure) {
            if (ErrorMapper.isUnreachable(failure)) {
                connectSoon(stub);
            }
            throw failure;
        }
    }

    /**
     * A channel tries to connect ever more rarely, up to two minutes apart; whoever asks paces the attempts, and wants each
     * to be one.
     */
    private static void connectSoon(AbstractStub<?> stub) {
        if (stub.getChannel() instanceof ManagedChannel channel) {
            channel.resetConnectBackoff();
        }
    }
}
