package io.throughline.identity.resolution;

import static io.throughline.identity.People.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CustomerIdsTest {

    private Instant now = NOON;
    private final CustomerIds ids = new CustomerIds(() -> now, new Random(1));

    @Test
    void anIdIsOfVersionSevenAndBeginsWithItsTime() {
        var id = ids.get();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16)).isEqualTo(NOON);
    }

    @Test
    void anIdIsYoungerThanTheOneBeforeEvenWithinAMillisecond() {
        var made = new ArrayList<UUID>();
        for (int i = 0; i < 10_000; i++) {
            made.add(ids.get());
        }

        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void anIdIsYoungerThanTheOneBeforeEvenWhenTheClockIsSetBack() {
        var before = ids.get();
        now = NOON.minusSeconds(3600);

        assertThat(ids.get()).isGreaterThan(before);
    }
}
