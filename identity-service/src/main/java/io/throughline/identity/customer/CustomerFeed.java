package io.throughline.identity.customer;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.throughline.feed.v1.SlotPosition;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.feed.FeedEntry;
import io.throughline.kit.feed.FeedLag;
import io.throughline.kit.feed.FeedRow;
import io.throughline.kit.feed.FeedSignal;
import io.throughline.kit.feed.FeedTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/**
 * Tells which customers became another, lost identifiers to another or gained some from another, and of whom another value of
 * some attribute survives.
 */
@ApplicationScoped
public class CustomerFeed {

    private final FeedTable table;
    private final FeedSignal signal = new FeedSignal();

    @Inject
    public CustomerFeed(Database database) {
        this.table = new FeedTable(database);
    }

    /** Tells of customers in the transaction that changes them. */
    public void tell(Transaction transaction, List<FeedEntry> changes) {
        table.append(transaction, changes);
    }

    /** To be called once what was told is committed. */
    public void announce() {
        signal.raise();
    }

    void stop(@Observes ShutdownDelayInitiatedEvent stopping) {
        signal.close();
    }

    /** At most {@code limit} changes beyond {@code positions}; waits up to {@code patience} for a first one. */
    public List<FeedRow> read(List<SlotPosition> positions, int limit, Duration patience) {
        return signal.await(patience, () -> table.read(positions, limit));
    }

    /** How much lies beyond {@code positions}; in each slot, counting ends after {@code countUpTo}, or never when that is 0. */
    public FeedLag lag(List<SlotPosition> positions, int countUpTo) {
        return table.lag(positions, countUpTo);
    }
}
