package io.throughline.measurement.follow;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.throughline.journey.v1.JourneyChange;
import io.throughline.journey.v1.Step;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.feed.FeedFollower;
import io.throughline.kit.feed.FeedLag;
import io.throughline.kit.feed.FeedSnapshot;
import io.throughline.kit.feed.SnapshotSource;
import io.throughline.feed.v1.ChangeHeader;
import io.throughline.feed.v1.SlotPosition;
import io.throughline.measurement.definition.DefinitionRefresh;
import io.throughline.measurement.fact.ChangeTranslation;
import io.throughline.measurement.fact.FactStore;
import io.throughline.measurement.fact.TouchpointDictionary;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Follows journey-service's feed into the facts for as long as this service runs. Journey-service need not be there: once it
 * is, following goes on where it stood.
 */
@ApplicationScoped
public class JourneyFollowing {

    private final Database database;
    private final JourneyFeed feed;
    private final DefinitionRefresh definitions;
    private final TouchpointDictionary touchpoints;
    private final FactStore facts;

    private volatile FeedFollower<JourneyChange> follower;

    @Inject
    public JourneyFollowing(
            Database database,
            JourneyFeed feed,
            DefinitionRefresh definitions,
            TouchpointDictionary touchpoints,
            FactStore facts) {
        this.database = database;
        this.feed = feed;
        this.definitions = definitions;
        this.touchpoints = touchpoints;
        this.facts = facts;
    }

    void start(@Observes StartupEvent event) {
        follower = FeedFollower.start("journeys", database, new Prepared(), this::apply);
    }

    void stop(@Observes ShutdownEvent event) {
        follower.close();
    }

    /** How much of the feed is not in the facts yet. */
    public FeedLag lag() {
        return feed.wholeLag(follower.positions());
    }

    private void apply(Transaction transaction, List<JourneyChange> changes) {
        facts.apply(transaction, changes.stream().map(ChangeTranslation::read).flatMap(Optional::stream).toList());
    }

    /**
     * The feed, with all that a page names made known before the transaction that keeps the page: asking another service
     * takes longer than a transaction may.
     */
    private final class Prepared implements SnapshotSource<JourneyChange> {

        @Override
        public List<JourneyChange> read(List<SlotPosition> positions, int pageSize, Duration wait) {
            var changes = feed.read(positions, pageSize, wait);
            prepare(changes);
            return changes;
        }

        @Override
        public FeedSnapshot<JourneyChange> snapshot(Set<Integer> slots, String token, int pageSize) {
            var page = feed.snapshot(slots, token, pageSize);
            prepare(page.changes());
            return page;
        }

        private void prepare(List<JourneyChange> changes) {
            var journeys = changes.stream()
                    .filter(JourneyChange::hasJourney)
                    .map(JourneyChange::getJourney)
                    .toList();
            definitions.learn(journeys.stream()
                    .collect(Collectors.toMap(
                            journey -> journey.getDefinition(), journey -> journey.getVersion(), Math::max)));
            touchpoints.learn(journeys.stream()
                    .flatMap(journey -> journey.getStepsList().stream())
                    .map(Step::getTouchpoint)
                    .collect(Collectors.toSet()));
        }

        @Override
        public FeedLag lag(List<SlotPosition> positions) {
            return feed.lag(positions);
        }

        @Override
        public ChangeHeader header(JourneyChange change) {
            return feed.header(change);
        }
    }
}
