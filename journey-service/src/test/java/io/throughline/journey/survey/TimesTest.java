package io.throughline.journey.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimesTest {

    @Test
    void oneAloneIsExact() {
        var times = new Times();
        times.add(Duration.ofSeconds(7));

        assertThat(times.figures())
                .isEqualTo(new TimeFigures(
                        1, seconds(7), seconds(7), seconds(7), seconds(7), seconds(7)));
    }

    @Test
    void noTimeAtAllIsExact() {
        var times = new Times();
        times.add(Duration.ZERO);
        times.add(Duration.ZERO);
        times.add(seconds(9));

        assertThat(times.figures().median()).isZero();
        assertThat(times.figures().mean()).isEqualTo(seconds(3));
    }

    @Test
    void theMeanOfManyCenturiesIsExact() {
        var times = new Times();
        for (int i = 0; i < 1_000; i++) {
            times.add(Duration.ofDays(365L * 9_000));
        }

        assertThat(times.figures().mean()).isEqualTo(Duration.ofDays(365L * 9_000));
    }

    @Test
    void sharesAreWithinAPerCentOfThoseOfTheSortedTimes() {
        long seed = Long.getLong("throughline.seed", System.nanoTime());
        System.out.println("TimesTest seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            var times = new Times();
            var all = new ArrayList<Long>();
            for (int i = 1 + random.nextInt(200); i > 0; i--) {
                long micros = (long) Math.exp(random.nextDouble() * 36);
                all.add(micros);
                times.add(Duration.of(micros, ChronoUnit.MICROS));
            }
            Collections.sort(all);
            var figures = times.figures();
            assertThat(figures.count()).isEqualTo(all.size());
            assertThat(figures.mean())
                    .isEqualTo(micros(all.stream().mapToLong(Long::longValue).sum() / all.size()));
            assertNear(figures.median(), exact(all, 0.5));
            assertNear(figures.p90(), exact(all, 0.9));
            assertNear(figures.p95(), exact(all, 0.95));
            assertNear(figures.p99(), exact(all, 0.99));
        }
    }

    private static double exact(ArrayList<Long> sorted, double share) {
        double place = share * (sorted.size() - 1);
        int below = (int) place;
        int above = Math.min(sorted.size() - 1, below + 1);
        return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
    }

    private static void assertNear(Duration actual, double expected) {
        assertThat((double) actual.toNanos() / 1_000).isBetween(0.99 * expected - 1, 1.01 * expected + 1);
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static Duration micros(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }
}
