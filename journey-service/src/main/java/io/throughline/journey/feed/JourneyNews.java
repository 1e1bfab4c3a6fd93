package io.throughline.journey.feed;

import io.throughline.journey.journey.WholeJourney;
import io.throughline.kit.feed.FeedRow;
import java.util.Optional;
import java.util.UUID;

/** One change of a journey, with the newest state of what changed. */
public sealed interface JourneyNews {

    FeedRow row();

    /** Of the newest state, which may be newer than the change; 0 when it is not known. */
    long revision();

    /** Whether the change came of folding what was recorded before, and nothing is told with it that came later. */
    default boolean isBackfill() {
        return row().backfill() && row().revision() == revision();
    }

    /** It stands, under this customer. */
    record Standing(FeedRow row, WholeJourney journey) implements JourneyNews {

        @Override
        public long revision() {
            return journey.revision();
        }
    }

    /**
     * It is no longer this customer's, or no longer is.
     *
     * @param standingSince as {@link WholeJourney#standingSince()}, before it was withdrawn
     */
    record Gone(FeedRow row, Optional<UUID> replacedBy, long revision, long standingSince) implements JourneyNews {}
}
