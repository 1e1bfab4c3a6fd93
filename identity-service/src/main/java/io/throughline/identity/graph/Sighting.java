package io.throughline.identity.graph;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * That two identifiers were seen together. The earliest is kept: by time, and among those of one time by the source's bytes,
 * so that it does not matter which was heard of first.
 *
 * @param source the system that saw them
 * @param at when, to the microsecond
 */
public record Sighting(String source, Instant at) {

    public boolean isBefore(Sighting other) {
        int byTime = at.compareTo(other.at);
        return byTime < 0 || byTime == 0 && !source.equals(other.source) && Arrays.compareUnsigned(bytes(), other.bytes()) < 0;
    }

    /** The earlier of the two. */
    public Sighting orBefore(Sighting other) {
        return other.isBefore(this) ? other : this;
    }

    private byte[] bytes() {
        return source.getBytes(StandardCharsets.UTF_8);
    }
}
