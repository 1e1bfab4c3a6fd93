package io.throughline.journey.definition;

import io.throughline.kit.document.Field;
import io.throughline.kit.document.Section;
import java.time.Duration;

/** Reads how long something lasts. */
final class Spans {

    /** Others count durations in whole microseconds, and nobody's customers notice less. */
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Spans() {}

    static Field<Duration> read(Section section, String name) {
        return section.duration(name)
                .must(
                        duration -> duration.compareTo(SHORTEST) >= 0,
                        "is shorter than a millisecond",
                        "make it longer, or leave it out")
                .must(duration -> duration.compareTo(LONGEST) <= 0, "is longer than a hundred years", "");
    }
}
