package io.throughline.identity;

import java.util.stream.LongStream;

/** Seeds of random tests: {@code -Dthroughline.seed=17} replays the one that failed. */
public final class Seeds {

    private Seeds() {}

    /** The seeds from 1 to {@code count}, or only the one asked for. */
    public static long[] upTo(int count) {
        var asked = System.getProperty("throughline.seed");
        return asked == null ? LongStream.rangeClosed(1, count).toArray() : new long[] {Long.parseLong(asked)};
    }

    /** How a failing assertion names the seed. */
    public static String named(long seed) {
        return "replay with -Dthroughline.seed=" + seed;
    }

}
