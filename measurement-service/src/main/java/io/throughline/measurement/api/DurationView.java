package io.throughline.measurement.api;

import io.throughline.measurement.scorecard.Durations;
import java.math.BigDecimal;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(
        name = "Durations",
        description = "How long journeys took; percentiles interpolate linearly between the two nearest journeys")
record DurationView(
        @Schema(description = "Over how many journeys") long journeys,
        BigDecimal medianSeconds,
        BigDecimal p90Seconds,
        BigDecimal meanSeconds) {

    static DurationView of(Durations durations) {
        return new DurationView(
                durations.journeys(),
                seconds(durations.median()),
                seconds(durations.p90()),
                seconds(durations.mean()));
    }

    static BigDecimal seconds(Duration duration) {
        var seconds = BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
        return new BigDecimal(seconds.stripTrailingZeros().toPlainString());
    }
}
