package io.throughline.identity.resolution;

import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Makes ids of customers: UUIDs of version 7, which begin with the time, so that an older one sorts before a younger one.
 * Of one maker each is younger than the one before, also within a millisecond and when the clock is set back; between makers
 * it is as true as their clocks are.
 */
final class CustomerIds implements Supplier<UUID> {

    private static final int COUNTER_BITS = 12;
    private static final long COUNTER = (1L << COUNTER_BITS) - 1;
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000000000000000L;

    private final InstantSource clock;
    private final RandomGenerator random;

    /** Milliseconds since 1970, and how many ids were made within the last of them. */
    private final AtomicLong last = new AtomicLong();

    CustomerIds(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public UUID get() {
        long now = clock.millis() << COUNTER_BITS;
        long time = last.updateAndGet(before -> Math.max(before + 1, now));
        return new UUID(
                time >>> COUNTER_BITS << 16 | VERSION | time & COUNTER, VARIANT | random.nextLong() >>> 2);
    }
}
