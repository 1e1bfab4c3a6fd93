package io.throughline.standalone.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.standalone.simulator.SimulatedInteraction;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplePlanTest {

    private static final Instant NOW = Instant.parse("2026-06-01T10:20:30Z");

    @TempDir
    private Path data;

    @Test
    void endsBeforeNowSoThatTheClockCanGoLive() {
        var plan = SamplePlan.endingAt(NOW, 25, 100, 30);

        assertThat(plan.end()).isBefore(NOW);
        assertThat(plan.company().arrivals()).allMatch(interaction -> interaction.arrivedAt().isBefore(NOW));
    }

    @Test
    void anInterruptedPlanIsFoundAgainAsItWas() {
        var plan = SamplePlan.endingAt(NOW, 25, 100, 30);
        plan.write(data);

        assertThat(SamplePlan.read(data)).contains(plan);
    }

    @Test
    void aFinishedPlanSaysSo() {
        SamplePlan.endingAt(NOW, 25, 100, 30).whenFinished().write(data);

        assertThat(SamplePlan.read(data)).hasValueSatisfying(plan -> assertThat(plan.finished()).isTrue());
    }

    @Test
    void batchesHoldEverythingInOrderAndNeverLeapInTime() {
        var arrivals = SamplePlan.endingAt(NOW, 25, 100, 30).company().arrivals().toList();

        var together = new ArrayList<SimulatedInteraction>();
        var batches = new SampleBatches(arrivals.iterator());
        while (batches.hasNext()) {
            List<SimulatedInteraction> batch = batches.next();
            assertThat(batch).hasSizeBetween(1, 500);
            assertThat(Duration.between(batch.getFirst().arrivedAt(), batch.getLast().arrivedAt()))
                    .isLessThan(Duration.ofHours(6));
            together.addAll(batch);
        }
        assertThat(together).isEqualTo(arrivals);
    }
}
