package io.throughline.standalone.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import org.junit.jupiter.api.Test;

class TortureIT {

    private static final int INTERACTIONS = 3_000;
    private static final int KILLS = 4;

    @Test
    void a_platform_whose_parts_are_killed_ends_in_the_state_of_one_that_was_left_in_peace() throws Exception {
        long seed = Long.getLong("throughline.seed", System.nanoTime() % 1_000_000);
        System.out.println("throughline.seed=" + seed);
        var outcome = new Torture(new Story(seed, INTERACTIONS), new PrintWriter(System.out, true)).run(KILLS);
        assertThat(outcome.differences()).as("seed %d", seed).isEmpty();
        assertThat(outcome.killed()).isEqualTo(KILLS);
        assertThat(outcome.journeys()).isGreaterThan(INTERACTIONS / 6);
        assertThat(outcome.parted()).isGreaterThan(INTERACTIONS / 300);
        assertThat(outcome.actions()).isGreaterThan(INTERACTIONS / 30);
    }
}
