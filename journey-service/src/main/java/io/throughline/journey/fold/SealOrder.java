package io.throughline.journey.fold;

import java.util.Comparator;
import java.util.UUID;

/** The places of sealed journeys among the interactions of their key: each stands where it ended. */
final class SealOrder {

    static final Comparator<Journey> BY_END = Comparator.comparing(SealOrder::end)
            .thenComparing(Journey::entry)
            .thenComparing(Journey::definition);

    private static final UUID LAST_ID = new UUID(-1, -1);

    private SealOrder() {}

    /** What comes after it finds {@code journey} as it was sealed. */
    static Position end(Journey journey) {
        return endedBySilence(journey)
                ? new Position(journey.endedAt().orElseThrow(), Long.MAX_VALUE, LAST_ID)
                : journey.last();
    }

    /** Whether a deadline ended it, up to which nothing occurred. */
    static boolean endedBySilence(Journey journey) {
        return journey.endedAt().orElseThrow().isAfter(journey.last().occurredAt());
    }
}
