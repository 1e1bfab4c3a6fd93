package io.throughline.kit.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
}
