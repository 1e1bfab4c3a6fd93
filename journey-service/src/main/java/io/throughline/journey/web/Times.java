package io.throughline.journey.web;

import com.google.protobuf.Timestamp;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Reads times as JSON has them. */
final class Times {

    static final String WANTED = "must be when it happened, as 2026-03-02T12:00:00.000Z, or left out: then it is when it came";

    private Times() {}

    /** ISO 8601 with its offset from UTC (RFC 3339); empty when it is none. */
    static Optional<Timestamp> read(String text) {
        try {
            var time = OffsetDateTime.parse(text).toInstant();
            return Optional.of(Timestamp.newBuilder()
                    .setSeconds(time.getEpochSecond())
                    .setNanos(time.getNano())
                    .build());
        } catch (DateTimeException notOne) {
            return Optional.empty();
        }
    }
}
