package io.throughline.measurement.definition;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Target times as the database keeps them: whole microseconds, null without a target. */
public final class Micros {

    private Micros() {}

    public static Long of(Optional<Duration> target) {
        return target.map(duration -> duration.dividedBy(ChronoUnit.MICROS.getDuration())).orElse(null);
    }

    public static Optional<Duration> read(Long micros) {
        return Optional.ofNullable(micros).map(amount -> Duration.of(amount, ChronoUnit.MICROS));
    }
}
