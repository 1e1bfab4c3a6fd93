package io.throughline.identity.resolution;

import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes ids of customers: UUIDs of version 7, which begin with the time, so that an older id sorts before a younger one. */
final class CustomerIds {

    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000000000000000L;

    private CustomerIds() {}

    /** @param epochMillis the time of making, in milliseconds since 1970 */
    static UUID at(long epochMillis, RandomGenerator random) {
        long most = epochMillis << 16 | VERSION | random.nextInt(1 << 12);
        long least = VARIANT | random.nextLong() >>> 2;
        return new UUID(most, least);
    }
}
