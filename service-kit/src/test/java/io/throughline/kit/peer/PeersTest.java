package io.throughline.kit.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.smallrye.mutiny.Uni;
import io.throughline.identity.v1.MutinyIdentityServiceGrpc;
import io.throughline.identity.v1.MutinyIdentityServiceGrpc.MutinyIdentityServiceStub;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PeersTest {

    private final Attempts attempts = new Attempts();
    private final MutinyIdentityServiceStub stub = MutinyIdentityServiceGrpc.newMutinyStub(attempts);

    private <T> T ask(Uni<T> answer) {
        return Peers.ask(stub, Duration.ofSeconds(5), asked -> {
            assertThat(asked.getCallOptions().getDeadline().timeRemaining(TimeUnit.SECONDS)).isLessThanOrEqualTo(5);
            return answer;
        });
    }

    @Test
    void anAnswerIsHandedOn() {
        assertThat(ask(Uni.createFrom().item("here"))).isEqualTo("here");
        assertThat(attempts.count).hasValue(0);
    }

    @Test
    void aPeerOutOfReachIsTriedAgainAtOnce() {
        assertThatThrownBy(() -> ask(Uni.createFrom().failure(Status.UNAVAILABLE.asRuntimeException())))
                .isInstanceOf(StatusRuntimeException.class);
        assertThat(attempts.count).hasValue(1);
    }

    @Test
    void aCallThatEndsWithoutAnAnswerHasNotReachedItsPeer() {
        assertThatThrownBy(() -> ask(Uni.createFrom().nullItem())).hasMessage("UNAVAILABLE");
        assertThat(attempts.count).hasValue(1);
    }

    @Test
    void aPeerThatRefusesIsThere() {
        assertThatThrownBy(() -> ask(Uni.createFrom().failure(Status.NOT_FOUND.asRuntimeException())))
                .hasMessage("NOT_FOUND");
        assertThat(attempts.count).hasValue(0);
    }

    /** Counts how often it is told to connect at once. */
    private static final class Attempts extends ManagedChannel {

        private final AtomicInteger count = new AtomicInteger();

        @Override
        public void resetConnectBackoff() {
            count.incrementAndGet();
        }

        @Override
        public <Q, A> ClientCall<Q, A> newCall(MethodDescriptor<Q, A> method, CallOptions options) {
            throw new UnsupportedOperationException("nobody is called");
        }

        @Override
        public String authority() {
            return "nobody";
        }

        @Override
        public ManagedChannel shutdown() {
            return this;
        }

        @Override
        public ManagedChannel shutdownNow() {
            return this;
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
