package io.throughline.kit.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class SlotsTest {

    @Test
    void aKeyHasItsSlotForEver() {
        // Readers keep positions by slot: were one of these ever to change, changes would be told out of order.
        assertThat(Slots.of(UUID.fromString("00000000-0000-0000-0000-000000000000"))).isZero();
        assertThat(Slots.of(UUID.fromString("01890000-0000-7000-8000-000000000001"))).isEqualTo((short) 0);
        assertThat(Slots.of(UUID.fromString("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"))).isEqualTo((short) 45);
    }

    @Test
    void keysThatFollowOneAnotherSpreadOverAllSlots() {
        var perSlot = new int[Slots.COUNT];
        for (int i = 0; i < 64_000; i++) {
            perSlot[Slots.of(new UUID(0x0189_0000_0000_7000L + ((long) i << 16), 0x8000_0000_0000_0000L + i * 31L))]++;
        }
        for (int keys : perSlot) {
            assertThat(keys).isBetween(500, 2_000);
        }
    }
}
