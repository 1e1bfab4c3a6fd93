package io.throughline.orchestration.decision.core;

import java.time.Duration;

/** Puts values into the words of an explanation. */
public final class Words {

    private Words() {}

    /** A duration in its two largest units: "3 d 4 h", "12 s". */
    public static String of(Duration duration) {
        if (duration.isNegative()) {
            return "-" + of(duration.negated());
        }
        if (duration.toDays() > 0) {
            return joined(duration.toDays(), "d", duration.toHoursPart(), "h");
        }
        if (duration.toHours() > 0) {
            return joined(duration.toHours(), "h", duration.toMinutesPart(), "min");
        }
        if (duration.toMinutes() > 0) {
            return joined(duration.toMinutes(), "min", duration.toSecondsPart(), "s");
        }
        return joined(duration.toSeconds(), "s", duration.toMillisPart(), "ms");
    }

    private static String joined(long large, String largeUnit, long small, String smallUnit) {
        return small == 0 ? large + " " + largeUnit : large + " " + largeUnit + " " + small + " " + smallUnit;
    }
}
