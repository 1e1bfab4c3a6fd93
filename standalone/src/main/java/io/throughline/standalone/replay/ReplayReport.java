package io.throughline.standalone.replay;

import io.throughline.measurement.v1.GetPathsResponse;
import io.throughline.standalone.apply.Application.Applied;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a replay brought.
 *
 * @param interactions accepted, each counted once
 * @param alreadyKnown how many of them had been recorded before
 * @param skipped lines that the mapping passes over
 * @param rejections lines that did not become interactions
 * @param customers of the accepted interactions
 * @param definitions as they are in force
 * @param touchpoints how many accepted interactions each has
 * @param named touchpoints that the applied definitions name
 * @param revenue of the accepted interactions, by currency
 * @param paths what measurement-service says of the journeys
 * @param asOf what the clock shows; empty when it is the time of day
 * @param elapsed from the first line to the last conclusion
 */
public record ReplayReport(
        long interactions,
        long alreadyKnown,
        long skipped,
        List<Rejection> rejections,
        long customers,
        List<Applied> definitions,
        Map<String, Long> touchpoints,
        Set<String> named,
        Map<String, BigDecimal> revenue,
        GetPathsResponse paths,
        Optional<Instant> asOf,
        Duration elapsed) {

    /** How many lines did not become interactions. */
    public long rejected() {
        return rejections.stream().mapToLong(rejection -> rejection.lines().length).sum();
    }

    /** Those of {@link #touchpoints} that no applied definition names, so that their interactions belong to no journey. */
    public Map<String, Long> unnamed() {
        var unnamed = new TreeMap<>(touchpoints);
        unnamed.keySet().removeAll(named);
        return unnamed;
    }

    public double seconds() {
        return elapsed.toNanos() / 1e9;
    }

    public double interactionsPerSecond() {
        return interactions / Math.max(seconds(), 1e-9);
    }
}
