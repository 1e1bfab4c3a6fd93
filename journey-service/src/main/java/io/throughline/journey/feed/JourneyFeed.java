package io.throughline.journey.feed;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.throughline.feed.v1.SlotPosition;
import io.throughline.kit.database.Database;
import io.throughline.kit.feed.FeedLag;
import io.throughline.kit.feed.FeedRow;
import io.throughline.kit.feed.FeedSignal;
import io.throughline.kit.feed.FeedTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/** The feed of changes of journeys: rows without content, and the newest state of what they name. */
@ApplicationScoped
public class JourneyFeed {

    private final FeedTable table;
    private final JourneyStates states;
    private final FeedSignal signal = new FeedSignal();

    @Inject
    public JourneyFeed(Database database, JourneyStates states) {
        this.table = new FeedTable(database);
        this.states = states;
    }

    /** To be called after the commit of what was told, so that waiting readers look at once. */
    public void raise() {
        signal.raise();
    }

    void stop(@Observes ShutdownDelayInitiatedEvent stopping) {
        signal.close();
    }

    /** At most {@code limit} changes beyond {@code positions}; waits up to {@code patience} for a first one. */
    public JourneyPage read(List<SlotPosition> positions, int limit, Duration patience) {
        List<FeedRow> rows = signal.await(patience, () -> table.read(positions, limit));
        var news = states.of(rows);
        return new JourneyPage(
                news, news.size() < rows.size() || FeedTable.mayBeMore(rows, limit, positions.size()));
    }

    /** How much lies beyond {@code positions}; in each slot, counting ends after {@code countUpTo}, or never when that is 0. */
    public FeedLag lag(List<SlotPosition> positions, int countUpTo) {
        return table.lag(positions, countUpTo);
    }
}
