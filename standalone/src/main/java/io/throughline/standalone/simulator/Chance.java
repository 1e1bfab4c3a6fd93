package io.throughline.standalone.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;

/** Seeded luck. Each customer has one of their own, so that another customer more changes nothing for those before. */
final class Chance {

    private final SplittableRandom random;

    Chance(long seed, long stream) {
        this.random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + stream);
    }

    /** True with this probability. */
    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    /** Both ends included. */
    int number(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A length of time, to the second. */
    Duration between(Duration least, Duration most) {
        return Duration.ofSeconds(random.nextLong(least.toSeconds(), most.toSeconds() + 1));
    }

    /** Some time of the waking hours of a day that lies {@code days} after {@code start}. */
    Instant wakingHour(Instant start, int days) {
        return start.truncatedTo(ChronoUnit.DAYS)
                .plus(days, ChronoUnit.DAYS)
                .plusSeconds(random.nextLong(8 * 3600L, 20 * 3600L));
    }
}
