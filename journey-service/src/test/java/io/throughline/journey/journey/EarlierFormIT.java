package io.throughline.journey.journey;

import static io.throughline.journey.testing.Bills.MONDAY;
import static io.throughline.journey.testing.Bills.met;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.throughline.journey.definition.FoldingJob;
import io.throughline.journey.fold.Journey;
import io.throughline.journey.fold.SignalKind;
import io.throughline.journey.intake.Intake;
import io.throughline.journey.store.v1.StoredJourney;
import io.throughline.journey.testing.Beginning;
import io.throughline.journey.testing.Bills;
import io.throughline.kit.database.Database;
import io.throughline.kit.test.PostgresResource;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An upgrade: what stands was written by a release that noticed nothing. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class EarlierFormIT {

    @Inject
    Beginning beginning;

    @Inject
    Database database;

    @Inject
    Intake intake;

    @Inject
    JourneyQueries journeys;

    @Inject
    FoldingJob folding;

    @BeforeEach
    void begin() {
        beginning.under(Bills.PAY_BILL);
        beginning.showTime(MONDAY.plus(Duration.ofDays(1)));
        record(0, 200);
    }

    /** So many interactions of one journey, to and fro. */
    private void record(int from, int to) {
        intake.record(IntStream.range(from, to)
                .mapToObj(i -> met("ada@example.org", i % 2 == 0 ? "bill.sent" : "agent.call", MONDAY.plusSeconds(i)).build())
                .toList());
    }

    @Test
    void aJourneyIsFoldedAfreshBeforeItGoesOn() {
        makeEarlier();
        record(200, 201);

        var journey = stored();
        assertThat(journey.tally().interactions()).isEqualTo(201);
        assertThat(times(journey, SignalKind.LOOP)).isEqualTo(199);
        assertThat(times(journey, SignalKind.PING_PONG)).isEqualTo(198);
        assertThat(times(journey, SignalKind.HANDOVER)).isEqualTo(200);
    }

    @Test
    void theBackgroundFoldsWhatNobodyTouches() {
        var before = stored();
        makeEarlier();
        assertThat(stored().signals()).isEmpty();

        database.run("insert into definition_folding (definition, version) values ('pay-bill', 1)");
        while (database.run("select count(*) from definition_folding").iterator().next().getLong(0) > 0) {
            folding.wake();
        }

        assertThat(stored()).isEqualTo(before);
    }

    /** Writes what stands as a release before signals did. */
    private void makeEarlier() {
        var rows = new ArrayList<Row>();
        database.run("select id, state from journey").forEach(rows::add);
        for (var row : rows) {
            var earlier = earlier(row.getBuffer(1).getBytes());
            database.inTransaction(transaction -> transaction.run(
                    "update journey set state = $2 where id = $1", Tuple.of(row.getUUID(0), Buffer.buffer(earlier))));
        }
    }

    private static byte[] earlier(byte[] state) {
        try {
            return StoredJourney.parseFrom(state).toBuilder()
                    .clearForm()
                    .clearSignalKinds()
                    .clearSignalTimes()
                    .clearSignalFirstAfter()
                    .clearSignalFirstCauses()
                    .clearSignalLastAfter()
                    .clearSignalLastCauses()
                    .clearSealedTrail()
                    .build()
                    .toByteArray();
        } catch (com.google.protobuf.InvalidProtocolBufferException damaged) {
            throw new AssertionError(damaged);
        }
    }

    private Journey stored() {
        UUID id = database.run("select id from journey").iterator().next().getUUID(0);
        return journeys.journey(id).orElseThrow().journey();
    }

    private static long times(Journey journey, SignalKind kind) {
        return journey.signals().stream()
                .filter(signal -> signal.kind() == kind)
                .findFirst()
                .orElseThrow()
                .times();
    }
}
