package io.throughline.standalone.flood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import io.throughline.identity.v1.Identifier;
import io.throughline.journey.v1.Interaction;
import io.throughline.journey.v1.StreamInteractionsRequest;
import io.throughline.standalone.platform.Installation;
import io.throughline.standalone.platform.Part;
import io.throughline.standalone.platform.PlatformHandle;
import io.throughline.standalone.replay.TemporaryPlatform;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A client that sends whatever its connection takes, to a journey-service that cannot store for a while, and in all half as much
 * again as the service has of heap: the client is slowed, the service lives, and everything is acknowledged.
 */
class FloodIT {

    private static final long MEBI = 1024 * 1024;

    /** Together a little less than a message may have. */
    private static final int ATTRIBUTE_BYTES = 60_000;

    private static final int BATCH = 64;
    private static final int BATCHES = 100;
    private static final long HEAP = 224 * MEBI;

    /** Three in the service, sixteen read ahead by the transport, and what the connection holds. */
    private static final int MOST_UNDER_WAY = 24;

    @Test
    void aFloodIsSlowedToWhatIsStored() throws Exception {
        var installation = Installation.locate();
        assumeTrue(
                Part.services().stream().allMatch(installation::isBuilt), "skipped: the services are not built");
        var batch = batch();
        assertThat((long) BATCHES * batch.getSerializedSize()).isGreaterThan(HEAP * 3 / 2);
        var said = new StringWriter();
        try (var temporary = TemporaryPlatform.start(
                EnumSet.of(Part.IDENTITY, Part.JOURNEY), Map.of(), new PrintWriter(said, true))) {
            var flood = Flood.begin(temporary.clients(), batch, BATCHES);
            long whileStalled = sentWhileNothingIsStored(temporary.platform(), flood);
            flood.awaitEnd();

            assertThat(whileStalled).isLessThan(MOST_UNDER_WAY);
            assertThat(flood.acknowledged()).isEqualTo((long) BATCHES * BATCH);
            assertThat(temporary.platform().residentMemory().get(Part.JOURNEY)).isLessThan(512 * MEBI);
        }
        assertThat(said.toString()).doesNotContain("ended unexpectedly");
    }

    /** How many batches the connection takes while the table that every batch needs is locked. */
    private static long sentWhileNothingIsStored(PlatformHandle platform, Flood flood)
            throws SQLException, InterruptedException {
        try (var connection = DriverManager.getConnection(platform.jdbcUrl(Part.JOURNEY));
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table interaction_key in access exclusive mode");
            flood.start();
            long sent = flood.awaitStandstill();
            connection.rollback();
            return sent;
        }
    }

    /** The same in every batch, so that little is stored and much is read. */
    private static StreamInteractionsRequest batch() {
        var text = Value.newBuilder().setStringValue("x".repeat(ATTRIBUTE_BYTES)).build();
        var attributes = Struct.newBuilder().putFields("text", text).build();
        var occurredAt = Timestamp.newBuilder()
                .setSeconds(Instant.parse("2025-01-01T00:00:00Z").getEpochSecond())
                .build();
        var batch = StreamInteractionsRequest.newBuilder();
        IntStream.range(0, BATCH)
                .forEach(number -> batch.addInteractions(Interaction.newBuilder()
                        .setSource("flood")
                        .setId("f" + number)
                        .setOccurredAt(occurredAt)
                        .addIdentifiers(Identifier.newBuilder()
                                .setNamespace("crm")
                                .setValue("flood-" + number))
                        .setChannel("web")
                        .setTouchpoint("page.viewed")
                        .setAttributes(attributes)));
        return batch.build();
    }
}
