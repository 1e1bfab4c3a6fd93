package io.throughline.standalone.mapping;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads from a line when it occurred. */
final class TimeReader {

    private static final long EARLIEST = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
    private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private final Function<List<String>, Optional<String>> text;
    private final List<TimeFormat> formats;
    private final ZoneId zone;
    private final OtherFormats others;

    TimeReader(TimeSource source, Binding binding) {
        this.text = binding.text(source.text());
        this.formats = source.formats();
        this.zone = source.zone();
        this.others = new OtherFormats(source);
    }

    Timestamp read(List<String> cells) {
        var written = text.apply(cells).orElseThrow(() -> new RejectedLine("occurred_at", "is missing"));
        for (var format : formats) {
            var instant = format.parse(written, zone);
            if (instant.isPresent()) {
                return timestamp(instant.get(), written);
            }
        }
        throw new RejectedLine(
                "occurred_at",
                formats.size() == 1 ? "is not a time in the mapping's format" : "is in none of the mapping's formats",
                written,
                others.hint(written));
    }

    private static Timestamp timestamp(Instant instant, String written) {
        if (instant.getEpochSecond() < EARLIEST || instant.getEpochSecond() > LATEST) {
            throw new RejectedLine("occurred_at", "is not between the years 1 and 9999", written);
        }
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }
}
