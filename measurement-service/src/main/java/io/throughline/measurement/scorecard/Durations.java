package io.throughline.measurement.scorecard;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long journeys took. Percentiles interpolate linearly between the two nearest journeys.
 *
 * @param journeys of how many
 */
public record Durations(long journeys, Duration median, Duration p90, Duration mean) {

    /** As PostgreSQL measures them, in seconds; empty when there was no journey. */
    public static Optional<Durations> ofSeconds(long journeys, List<Double> percentiles, Double mean) {
        return journeys == 0
                ? Optional.empty()
                : Optional.of(new Durations(
                        journeys, seconds(percentiles.get(0)), seconds(percentiles.get(1)), seconds(mean)));
    }

    private static Duration seconds(double seconds) {
        // To the microsecond, as the times are that it comes from.
        return Duration.ofNanos(Math.round(seconds * 1e6) * 1_000);
    }
}
