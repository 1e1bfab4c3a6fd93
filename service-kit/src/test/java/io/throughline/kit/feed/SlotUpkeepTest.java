package io.throughline.kit.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlotUpkeepTest {

    private static final long FEWEST = SlotUpkeep.FEWEST * Slots.COUNT;

    @Test
    void itIsTimeWhenAboutAsManyRowsHaveComeAsWereLeft() {
        assertThat(after(FEWEST - 1, 0).isDue()).isFalse();
        assertThat(after(FEWEST, 0).isDue()).isTrue();
        assertThat(after(FEWEST, 5_000).isDue()).isFalse();
        assertThat(after(5_000 * Slots.COUNT, 5_000).isDue()).isTrue();
    }

    @Test
    void whatHasJustComeIsNotLookedAt() {
        var young = new SlotUpkeep(3, 10 * FEWEST, 0, 0, Optional.of(5 * FEWEST), false);

        assertThat(young.isDue()).isFalse();
        assertThat(young.isToBeMarked()).as("the mark that is there would never grow old").isFalse();
    }

    @Test
    void anIdleSlotWritesNothing() {
        assertThat(new SlotUpkeep(3, 0, 0, 0, Optional.empty(), false).isToBeMarked()).isFalse();
        assertThat(new SlotUpkeep(3, 77, 0, 0, Optional.of(77L), true).isToBeMarked()).isFalse();
        assertThat(new SlotUpkeep(3, 77, 77, 9, Optional.of(77L), true).isDue()).isFalse();
    }

    @Test
    void whatIsNewIsMarked() {
        assertThat(new SlotUpkeep(3, 77, 0, 0, Optional.empty(), false).isToBeMarked()).isTrue();
        assertThat(new SlotUpkeep(3, 78, 0, 0, Optional.of(77L), true).isToBeMarked()).isTrue();
    }

    private static SlotUpkeep after(long come, long left) {
        return new SlotUpkeep(3, 1_000 + come, 1_000, left, Optional.of(1_000 + come), true);
    }
}
