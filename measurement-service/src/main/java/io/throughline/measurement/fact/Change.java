package io.throughline.measurement.fact;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** One change of the feed, as facts are concerned. */
public sealed interface Change {

    UUID journeyId();

    long revision();

    /** The journey is now like this. */
    record Kept(JourneyFact fact) implements Change {

        @Override
        public UUID journeyId() {
            return fact.journeyId();
        }

        @Override
        public long revision() {
            return fact.revision();
        }
    }

    /** The journey is no longer there, or no longer this customer's. */
    record Withdrawn(UUID journeyId, long revision) implements Change {}

    /**
     * The one change of each journey that counts: the one of the highest revision. A move to another customer is told as
     * withdrawn there and kept here, both of one revision and in either order; then what is kept counts.
     */
    static Collection<Change> newest(Iterable<Change> changes) {
        Map<UUID, Change> newest = new HashMap<>();
        changes.forEach(change -> newest.merge(change.journeyId(), change, Change::newer));
        return newest.values();
    }

    private static Change newer(Change one, Change other) {
        if (one.revision() == other.revision()) {
            return one instanceof Kept ? one : other;
        }
        return one.revision() > other.revision() ? one : other;
    }
}
