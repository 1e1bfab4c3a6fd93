package io.throughline.journey.definition;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * What is aimed at in a moment of truth: today, and beyond that.
 *
 * @param time from the beginning of the journey until the moment is reached
 * @param satisfaction mean of the answers to CSAT, 1 (very dissatisfied) to 5 (very satisfied)
 * @param stretchTime what {@code time} is to become; shorter
 * @param stretchSatisfaction what {@code satisfaction} is to become; higher
 */
public record Targets(
        Optional<Duration> time,
        Optional<BigDecimal> satisfaction,
        Optional<Duration> stretchTime,
        Optional<BigDecimal> stretchSatisfaction) {

    /** Nothing is aimed at. */
    public static final Targets NONE =
            new Targets(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
