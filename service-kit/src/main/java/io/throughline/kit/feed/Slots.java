package io.throughline.kit.feed;

import java.util.UUID;

/** Divides the keys of a feed for ever into 64 slots. */
public final class Slots {

    /** Fixed for ever: positions of readers are kept by slot. */
    public static final int COUNT = 64;

    private Slots() {}

    /** The slot of what is told under {@code key}: 0 to 63. */
    public static short of(UUID key) {
        // Fibonacci hashing: version and variant bits, and the time in front of a version 7, must not favour a slot.
        long mixed = (key.getMostSignificantBits() ^ Long.rotateLeft(key.getLeastSignificantBits(), 32))
                * 0x9E3779B97F4A7C15L;
        return (short) (mixed >>> 58);
    }
}
