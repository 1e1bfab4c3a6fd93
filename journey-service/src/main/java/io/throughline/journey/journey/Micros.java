package io.throughline.journey.journey;

import java.time.Instant;

/** Times as whole microseconds since 1970, to which everything here is cut. */
public final class Micros {

    private static final long PER_SECOND = 1_000_000;

    private Micros() {}

    public static long of(Instant time) {
        return Math.multiplyExact(time.getEpochSecond(), PER_SECOND) + time.getNano() / 1000;
    }

    public static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * 1000);
    }
}
