package io.throughline.orchestration.decision.core;

import static io.throughline.orchestration.decision.core.Fixtures.NOON;
import static io.throughline.orchestration.decision.core.Fixtures.liveAt;
import static io.throughline.orchestration.decision.core.Fixtures.remind;

import org.junit.jupiter.api.Test;

/** {@code -Dthroughline.seed=N} replays one history. */
class CorrectionPropertyTest {

    private static final int HISTORIES = 2_000;
    private static final int STEPS = 60;

    @Test
    void theLawHoldsInAnyHistory() {
        var given = Long.getLong("throughline.seed");
        long first = given != null ? given : System.nanoTime();
        for (long seed = first; seed < first + (given != null ? 1 : HISTORIES); seed++) {
            try {
                CorrectionLaw.holds(seed, STEPS, "pay-bill", new MemoryDesk(liveAt(NOON), remind()));
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError("the law does not hold; replay with -Dthroughline.seed=" + seed, broken);
            }
        }
    }
}
