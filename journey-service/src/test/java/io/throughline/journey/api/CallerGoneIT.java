package io.throughline.journey.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.util.Durations;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.feed.v1.SlotPosition;
import io.throughline.journey.testing.Beginning;
import io.throughline.journey.v1.GetJourneyFeedLagRequest;
import io.throughline.journey.v1.GetJourneyFeedLagResponse;
import io.throughline.journey.v1.JourneyServiceGrpc;
import io.throughline.journey.v1.ReadJourneyChangesRequest;
import io.throughline.kit.database.Database;
import io.throughline.kit.test.PostgresResource;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An answer that comes when the caller has gone does no harm to the other calls on his connection. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class CallerGoneIT {

    @Inject
    Beginning beginning;

    @Inject
    Database database;

    private ManagedChannel channel;

    @BeforeEach
    void connect() {
        beginning.under();
        int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
        channel = NettyChannelBuilder.forAddress("localhost", port).usePlaintext().build();
    }

    @AfterEach
    void disconnect() {
        channel.shutdownNow();
    }

    @Test
    void aLateAnswerLeavesTheConnectionAsItIs() throws Exception {
        var waiting = JourneyServiceGrpc.newFutureStub(channel)
                .readJourneyChanges(ReadJourneyChangesRequest.newBuilder()
                        .addPositions(SlotPosition.newBuilder().setSlot(0))
                        .setPageSize(1)
                        .setWait(Durations.fromSeconds(3))
                        .build());

        database.inTransaction(transaction -> {
            transaction.run("lock table feed in access exclusive mode", Tuple.tuple());
            assertThatThrownBy(() -> lag(Duration.ofMillis(300))).hasMessageStartingWith("DEADLINE_EXCEEDED");
            return null;
        });

        assertThat(waiting.get(30, TimeUnit.SECONDS).getChangesList()).isEmpty();
        assertThat(lag(Duration.ofSeconds(30)).getChanges()).isZero();
    }

    private GetJourneyFeedLagResponse lag(Duration deadline) {
        return JourneyServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .getJourneyFeedLag(GetJourneyFeedLagRequest.newBuilder()
                        .addPositions(SlotPosition.newBuilder().setSlot(0))
                        .build());
    }
}
