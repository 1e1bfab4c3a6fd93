package io.throughline.journey.survey;

import java.time.Duration;

/** Lengths of time. The mean is exact to the microsecond, the others have a relative error of at most one per cent. */
public record TimeFigures(
        long count, Duration mean, Duration median, Duration p90, Duration p95, Duration p99) {}
