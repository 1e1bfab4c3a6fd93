package io.throughline.kit.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DurationsTest {

    @Test
    void readsWhatPeopleWrite() {
        assertThat(Durations.parse("14d")).contains(Duration.ofDays(14));
        assertThat(Durations.parse("2w")).contains(Duration.ofDays(14));
        assertThat(Durations.parse("30m")).contains(Duration.ofMinutes(30));
        assertThat(Durations.parse("2h")).contains(Duration.ofHours(2));
        assertThat(Durations.parse("45s")).contains(Duration.ofSeconds(45));
        assertThat(Durations.parse("1d 12h")).contains(Duration.ofHours(36));
    }

    @Test
    void readsTheStandardsForm() {
        assertThat(Durations.parse("P14D")).contains(Duration.ofDays(14));
        assertThat(Durations.parse("PT30M")).contains(Duration.ofMinutes(30));
        assertThat(Durations.parse("P1DT2H")).contains(Duration.ofHours(26));
        assertThat(Durations.parse("P2W")).contains(Duration.ofDays(14));
    }

    @Test
    void hasNoLengthForMonthsOrForNonsense() {
        for (var none : new String[] {"P1M", "1y", "14", "d", "", "14 days", "99999999999999d"}) {
            assertThat(Durations.parse(none)).as(none).isEmpty();
        }
    }

    @Test
    void isReadAsItWasWritten() {
        assertThat(Durations.written(Duration.ofDays(14))).isEqualTo("14d");
        assertThat(Durations.written(Duration.ofHours(36))).isEqualTo("1d12h");
        assertThat(Durations.written(Duration.ofMillis(1500))).isEqualTo("PT1.5S");
        var seed = Long.getLong("throughline.seed", System.nanoTime());
        var random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            var duration = Duration.ofSeconds(random.nextLong(1L << random.nextInt(1, 60)))
                    .plusNanos(random.nextInt(3) == 0 ? random.nextInt(1_000_000_000) : 0);
            assertThat(Durations.parse(Durations.written(duration)))
                    .as("seed %d", seed)
                    .contains(duration);
        }
    }
}
