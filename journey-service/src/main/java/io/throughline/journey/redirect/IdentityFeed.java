package io.throughline.journey.redirect;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.throughline.feed.v1.ChangeHeader;
import io.throughline.feed.v1.SlotPosition;
import io.throughline.identity.v1.CustomerChange;
import io.throughline.journey.identity.IdentityPeer;
import io.throughline.kit.database.Database;
import io.throughline.kit.feed.FeedFollower;
import io.throughline.kit.feed.FeedLag;
import io.throughline.kit.feed.FeedSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/** Follows identity's feed, which keeps the last change of every customer, for as long as this service runs. */
@ApplicationScoped
public class IdentityFeed implements FeedSource<CustomerChange> {

    private static final String NAME = "identity.customers";

    private final Database database;
    private final IdentityPeer identity;
    private final CustomerMoves moves;
    private FeedFollower<CustomerChange> follower;

    @Inject
    public IdentityFeed(Database database, IdentityPeer identity, CustomerMoves moves) {
        this.database = database;
        this.identity = identity;
        this.moves = moves;
    }

    void start(@Observes StartupEvent event) {
        follower = FeedFollower.start(NAME, database, this, moves);
    }

    void stop(@Observes ShutdownEvent event) {
        follower.close();
    }

    /** How much of the feed has not been followed to its end yet. */
    public FeedLag lag() {
        // In this order: what is followed in between is counted twice rather than not at all.
        return identity.lag(follower.positions(), 0).plus(moves.unfinished());
    }

    @Override
    public List<CustomerChange> read(List<SlotPosition> positions, int pageSize, Duration wait) {
        while (moves.goOn()) {
            // What the last page brought, or the last process left, comes before the next.
        }
        return identity.changes(positions, pageSize, wait);
    }

    @Override
    public FeedLag lag(List<SlotPosition> positions) {
        return identity.lag(positions, FeedLag.COUNTED_UP_TO);
    }

    @Override
    public ChangeHeader header(CustomerChange change) {
        return change.getHeader();
    }
}
