package io.throughline.journey.conformance;

import java.util.List;
import java.util.UUID;

/**
 * What became of one journey.
 *
 * @param version number of the definition's version that it follows
 * @param achieved whether its goal was reached
 * @param happenings in order of time
 */
record Trace(UUID journey, int version, boolean achieved, List<Happening> happenings) {

    Trace {
        happenings = List.copyOf(happenings);
    }
}
