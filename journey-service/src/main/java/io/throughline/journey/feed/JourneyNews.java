package io.throughline.journey.feed;

import io.throughline.journey.journey.WholeJourney;
import io.throughline.kit.feed.FeedRow;
import java.util.Optional;
import java.util.UUID;

/** One change of a journey, with the newest state of what changed. */
public sealed interface JourneyNews {

    FeedRow row();

    /** It stands, under this customer. */
    record Standing(FeedRow row, WholeJourney journey) implements JourneyNews {}

    /**
     * It is no longer this customer's, or no longer is.
     *
     * @param standingSince as {@link WholeJourney#standingSince()}, before it was withdrawn
     */
    record Gone(FeedRow row, Optional<UUID> replacedBy, long standingSince) implements JourneyNews {}
}
