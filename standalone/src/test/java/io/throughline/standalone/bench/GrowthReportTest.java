package io.throughline.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.standalone.platform.Part;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrowthReportTest {

    private static final Map<Part, Duration> FEW =
            Map.of(Part.JOURNEY, Duration.ofSeconds(3), Part.POSTGRESQL, Duration.ofSeconds(1));
    private static final Map<Part, Duration> MANY =
            Map.of(Part.JOURNEY, Duration.ofSeconds(3), Part.POSTGRESQL, Duration.ofSeconds(2));

    @Test
    void the_ratio_is_that_of_processors_time() {
        assertThat(result(FEW, MANY).ratio()).isEqualTo(1.25);
        assertThat(GrowthReport.text(result(FEW, MANY)))
                .anyMatch(line -> line.matches("work per interaction after +100,000 +5,000,000 +ratio"))
                .anyMatch(line -> line.matches("PostgreSQL, processor, µs +10\\.0 +20\\.0 +2\\.00"))
                .anyMatch(line -> line.matches("all processors, µs +40\\.0 +50\\.0 +1\\.25"))
                .anyMatch(line -> line.matches("ratio +1\\.25"));
    }

    @Test
    void where_that_is_not_told_it_is_that_of_the_time_that_passed() {
        assertThat(result(Map.of(), Map.of()).ratio()).isEqualTo(1.5);
    }

    @Test
    void work_between_two_moments_is_what_came_between() {
        var before = new Work(Duration.ofSeconds(10), Map.of(Part.JOURNEY, Duration.ofSeconds(5)), 100, 1_000);
        var after = new Work(Duration.ofSeconds(12), Map.of(Part.JOURNEY, Duration.ofSeconds(6)), 150, 1_500);
        assertThat(after.since(before))
                .isEqualTo(new Work(Duration.ofSeconds(2), Map.of(Part.JOURNEY, Duration.ofSeconds(1)), 50, 500));
    }

    private static GrowthResult result(Map<Part, Duration> few, Map<Part, Duration> many) {
        return new GrowthResult(
                1,
                100_000,
                100_000,
                new Work(Duration.ofSeconds(2), few, 100, 100),
                5_000_000,
                new Work(Duration.ofSeconds(3), many, 110, 110),
                Map.of());
    }
}
