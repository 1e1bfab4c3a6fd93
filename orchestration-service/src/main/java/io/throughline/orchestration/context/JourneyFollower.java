package io.throughline.orchestration.context;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.throughline.feed.v1.ChangeHeader;
import io.throughline.feed.v1.SlotPosition;
import io.throughline.journey.v1.GetJourneyFeedLagResponse;
import io.throughline.journey.v1.JourneyChange;
import io.throughline.journey.v1.ReadJourneyChangesResponse;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.feed.FeedFollower;
import io.throughline.kit.feed.FeedHandler;
import io.throughline.kit.feed.FeedSource;
import io.throughline.orchestration.action.ActionSignal;
import io.throughline.orchestration.action.HeldActions;
import io.throughline.orchestration.decision.DecisionMaker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Follows journey-service's feed for as long as the service runs, and has what it tells decided on. */
@ApplicationScoped
public class JourneyFollower implements FeedSource<JourneyChange>, FeedHandler<JourneyChange> {

    private final Database database;
    private final JourneyFeed feed;
    private final JourneyClock clock;
    private final DecisionMaker decisions;
    private final HeldActions held;
    private final ActionSignal signal;
    private FeedFollower<JourneyChange> follower;
    /** Whether there may be more behind the page read last. */
    private boolean behind;

    @Inject
    public JourneyFollower(
            Database database,
            JourneyFeed feed,
            JourneyClock clock,
            DecisionMaker decisions,
            HeldActions held,
            ActionSignal signal) {
        this.database = database;
        this.feed = feed;
        this.clock = clock;
        this.decisions = decisions;
        this.held = held;
        this.signal = signal;
    }

    void start(@Observes StartupEvent started) {
        follower = FeedFollower.start("journey", database, this, this);
    }

    void stop(@Observes ShutdownEvent stopping) {
        follower.close();
    }

    /** How far the decisions are behind the feed; waits for journey-service. */
    public GetJourneyFeedLagResponse lag() {
        return feed.lag(follower.positions());
    }

    @Override
    public List<JourneyChange> read(List<SlotPosition> positions, int pageSize, Duration wait) {
        if (held.mayBeAny()) {
            // A first look without waiting: if there is no more, nothing can take back what is held.
            var rest = feed.page(positions, pageSize, Duration.ZERO);
            if (rest.getChangesCount() > 0) {
                return taken(rest);
            }
            held.release();
            signal.raise();
        }
        return taken(feed.page(positions, pageSize, wait));
    }

    @Override
    public ChangeHeader header(JourneyChange change) {
        return feed.header(change);
    }

    @Override
    public void handle(Transaction transaction, List<JourneyChange> changes) {
        var told = changes.stream().map(JourneyChanges::of).flatMap(Optional::stream).toList();
        decisions.decide(transaction, told, clock.seen(), behind);
        if (!behind) {
            held.release(transaction);
        }
    }

    @Override
    public void committed() {
        signal.raise();
    }

    private List<JourneyChange> taken(ReadJourneyChangesResponse page) {
        behind = page.getMore();
        if (behind) {
            held.expect();
        }
        return page.getChangesList();
    }
}
