package io.throughline.standalone.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import io.throughline.journey.v1.Journey;
import io.throughline.journey.v1.JourneyState;
import io.throughline.journey.v1.Signal;
import io.throughline.journey.v1.SignalKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class JourneyTableTest {

    @Test
    void tellsAJourneyInARow() {
        var journey = Journey.newBuilder()
                .setId("id-1")
                .setDefinition("pay-bill")
                .setState(JourneyState.JOURNEY_STATE_STALLED)
                .setStage("owing")
                .setStartedAt(Timestamps.EPOCH)
                .addSignals(Signal.newBuilder().setKind(SignalKind.SIGNAL_KIND_REPEAT).setTimes(3))
                .addSignals(Signal.newBuilder().setKind(SignalKind.SIGNAL_KIND_INACTION).setTimes(1))
                .build();

        assertThat(JourneyTable.of(List.of(journey), true).lines())
                .hasSize(3)
                .contains("1 journey; there are more: --limit N tells N")
                .anySatisfy(line -> assertThat(line)
                        .matches("id-1 +pay-bill +– +stalled +owing +1970-01-01T00:00:00Z +– +repeat ×3, inaction"));
        assertThat(JourneyTable.of(List.of(journey), false).lines()).last().isEqualTo("1 journey");
        assertThat(JourneyTable.of(List.of(), false).lines()).containsExactly("no journey is like this");
    }
}
