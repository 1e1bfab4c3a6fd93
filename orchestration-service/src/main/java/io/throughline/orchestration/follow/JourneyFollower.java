package io.throughline.orchestration.follow;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.throughline.feed.v1.ChangeHeader;
import io.throughline.feed.v1.SlotPosition;
import io.throughline.journey.v1.JourneyChange;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.feed.FeedFollower;
import io.throughline.kit.feed.FeedHandler;
import io.throughline.kit.feed.FeedLag;
import io.throughline.kit.feed.FeedPositions;
import io.throughline.kit.feed.FeedSnapshot;
import io.throughline.kit.feed.Slots;
import io.throughline.kit.feed.SnapshotSource;
import io.throughline.orchestration.decision.DecisionMaker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Follows journey-service's feed for as long as the service runs, and has what it tells decided on. */
@ApplicationScoped
public class JourneyFollower implements SnapshotSource<JourneyChange>, FeedHandler<JourneyChange> {

    private static final String NAME = "journey";

    private final Database database;
    private final FeedPositions kept;
    private final JourneyFeed feed;
    private final JourneyClock clock;
    private final DecisionMaker decisions;
    private final Releasing releasing;
    private FeedFollower<JourneyChange> follower;

    @Inject
    public JourneyFollower(
            Database database,
            JourneyFeed feed,
            JourneyClock clock,
            DecisionMaker decisions,
            Releasing releasing) {
        this.database = database;
        this.kept = new FeedPositions(database, NAME);
        this.feed = feed;
        this.clock = clock;
        this.decisions = decisions;
        this.releasing = releasing;
    }

    void start(@Observes StartupEvent started) {
        follower = FeedFollower.start(NAME, database, this, this);
    }

    void stop(@Observes ShutdownEvent stopping) {
        follower.close();
    }

    /** How far the decisions are behind the feed; waits for journey-service. */
    public FeedLag lag() {
        return feed.wholeLag(kept.load());
    }

    @Override
    public List<JourneyChange> read(List<SlotPosition> positions, int pageSize, Duration wait) {
        releasing.look(kept::load);
        var page = feed.page(positions, pageSize, releasing.patience(wait));
        releasing.read(page.getChangesCount(), page.getMore(), positions.size() == Slots.COUNT);
        return page.getChangesList();
    }

    @Override
    public FeedSnapshot<JourneyChange> snapshot(Set<Integer> slots, String token, int pageSize) {
        return feed.snapshot(slots, token, pageSize);
    }

    @Override
    public FeedLag lag(List<SlotPosition> positions) {
        return feed.lag(positions);
    }

    @Override
    public ChangeHeader header(JourneyChange change) {
        return feed.header(change);
    }

    @Override
    public void handle(Transaction transaction, List<JourneyChange> changes) {
        var told = changes.stream().map(JourneyChanges::of).flatMap(Optional::stream).toList();
        decisions.decide(transaction, told, clock.seen());
    }
}
