package io.throughline.journey.api;

import static io.throughline.journey.testing.Bills.MONDAY;
import static io.throughline.journey.testing.Bills.met;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.rpc.BadRequest;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.journey.intake.IntakeConfiguration;
import io.throughline.journey.testing.Beginning;
import io.throughline.journey.testing.Bills;
import io.throughline.journey.testing.CountingTunnel;
import io.throughline.journey.testing.ScriptedIdentity;
import io.throughline.journey.v1.InteractionServiceGrpc;
import io.throughline.journey.v1.RefusedInteraction;
import io.throughline.journey.v1.StreamInteractionsRequest;
import io.throughline.journey.v1.StreamInteractionsResponse;
import io.throughline.kit.database.Database;
import io.throughline.kit.test.PostgresResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class StreamInteractionsIT {

    private static final long MIB = 1 << 20;

    @Inject
    Beginning beginning;

    @Inject
    Database database;

    @Inject
    ScriptedIdentity identity;

    @Inject
    IntakeConfiguration configuration;

    private CountingTunnel tunnel;
    private ManagedChannel channel;

    @BeforeEach
    void begin() throws IOException {
        beginning.under(Bills.PAY_BILL);
        tunnel = new CountingTunnel(
                ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class));
        channel = NettyChannelBuilder.forAddress("localhost", tunnel.port())
                .usePlaintext()
                .build();
    }

    @AfterEach
    void end() throws IOException {
        identity.reset();
        channel.shutdownNow();
        tunnel.close();
    }

    /** What a client was answered, until the stream ended. */
    private static final class Answers implements StreamObserver<StreamInteractionsResponse> {

        private final List<StreamInteractionsResponse> all = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Void> end = new CompletableFuture<>();

        @Override
        public void onNext(StreamInteractionsResponse answer) {
            all.add(answer);
        }

        @Override
        public void onError(Throwable failure) {
            end.completeExceptionally(failure);
        }

        @Override
        public void onCompleted() {
            end.complete(null);
        }

        void awaitEnd() throws Exception {
            try {
                end.get(90, TimeUnit.SECONDS);
            } catch (TimeoutException late) {
                throw new AssertionError("no end after " + all.size() + " answers", late);
            }
        }
    }

    private ClientCallStreamObserver<StreamInteractionsRequest> open(Answers answers) {
        return (ClientCallStreamObserver<StreamInteractionsRequest>)
                InteractionServiceGrpc.newStub(channel).streamInteractions(answers);
    }

    @Test
    void batchesAreAcknowledgedInOrderAndCumulatively() throws Exception {
        var answers = new Answers();
        var stream = open(answers);

        stream.onNext(StreamInteractionsRequest.newBuilder()
                .addInteractions(met("ada@example.org", "bill.sent", MONDAY))
                .addInteractions(met("ada@example.org", "bill.paid", MONDAY).clearChannel())
                .build());
        stream.onNext(StreamInteractionsRequest.newBuilder()
                .addInteractions(met("eve@example.org", "bill.sent", MONDAY).clearTouchpoint())
                .addInteractions(met("eve@example.org", "bill.sent", MONDAY))
                .build());
        stream.onCompleted();
        answers.awaitEnd();

        assertThat(answers.all)
                .extracting(StreamInteractionsResponse::getAcknowledged)
                .containsExactly(2L, 4L);
        assertThat(answers.all)
                .flatExtracting(StreamInteractionsResponse::getRefusedList)
                .extracting(RefusedInteraction::getIndex, StreamInteractionsIT::fields)
                .containsExactly(tuple(1L, List.of("channel")), tuple(2L, List.of("touchpoint")));
        assertThat(stored()).isEqualTo(2);
    }

    /** That a refusal names. */
    private static List<String> fields(RefusedInteraction refused) {
        return refused.getStatus().getDetailsList().stream()
                .filter(detail -> detail.is(BadRequest.class))
                .flatMap(detail -> {
                    try {
                        return detail.unpack(BadRequest.class).getFieldViolationsList().stream();
                    } catch (InvalidProtocolBufferException damaged) {
                        throw new AssertionError(damaged);
                    }
                })
                .map(BadRequest.FieldViolation::getField)
                .toList();
    }

    @Test
    void aClientThatFloodsIsSlowedByTheTransportAndLosesNothing() throws Exception {
        int batches = 120;
        var answers = new Answers();
        var stream = open(answers);
        identity.gate().close();

        for (int i = 0; i < batches; i++) {
            // With no regard for isReady.
            stream.onNext(quarterOfAMebibyte(i));
        }
        identity.gate().awaitArrivals(configuration.batchesOfStream());
        long taken = tunnel.takenUntilQuiet(Duration.ofMillis(500));

        assertThat(identity.calls()).as("batches in the service").isEqualTo(configuration.batchesOfStream());
        assertThat(taken).as("bytes taken of " + batches / 4 + " MiB").isBetween(MIB / 4, 8 * MIB);
        assertThat(stream.isReady()).isFalse();

        identity.gate().open();
        stream.onCompleted();
        answers.awaitEnd();
        assertThat(answers.all).hasSize(batches);
        assertThat(answers.all.getLast().getAcknowledged()).isEqualTo(5L * batches);
        assertThat(stored()).isEqualTo(5L * batches);
    }

    private static StreamInteractionsRequest quarterOfAMebibyte(int number) {
        var request = StreamInteractionsRequest.newBuilder();
        for (int i = 0; i < 5; i++) {
            var text = Value.newBuilder().setStringValue("x".repeat(52_000));
            request.addInteractions(met("flood" + number + "@example.org", "bill.sent", MONDAY.plusSeconds(i))
                    .setAttributes(Struct.newBuilder().putFields("text", text.build())));
        }
        return request.build();
    }

    private long stored() {
        return database.run("select count(*) from interaction").iterator().next().getLong(0);
    }
}
