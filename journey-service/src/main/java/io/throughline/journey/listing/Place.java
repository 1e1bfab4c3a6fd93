package io.throughline.journey.listing;

import io.throughline.journey.journey.Micros;
import io.throughline.journey.journey.WholeJourney;
import io.throughline.kit.error.Refusal;
import io.throughline.kit.page.PageToken;
import java.time.Instant;
import java.util.UUID;

/** The place of a journey in every list: the latest begun comes first, of several at once the one with the highest id. */
public record Place(Instant startedAt, UUID id) {

    private static final char BETWEEN = '/';

    public static Place of(WholeJourney journey) {
        return new Place(journey.journey().entry().occurredAt(), journey.journey().id());
    }

    /** By which the next page finds this place. */
    public String token() {
        return PageToken.after(Micros.of(startedAt) + "" + BETWEEN + id);
    }

    /** What {@link #token} was given; refuses others. */
    static Place read(String written) {
        int between = written.indexOf(BETWEEN);
        try {
            return new Place(
                    Micros.instant(Long.parseLong(written.substring(0, between))),
                    UUID.fromString(written.substring(between + 1)));
        } catch (RuntimeException isNone) {
            throw Refusal.invalid("page_token", "is not a token that this list gave out; send it back as read");
        }
    }
}
