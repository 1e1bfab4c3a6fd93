package io.throughline.journey.feed;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.throughline.kit.database.Database;
import io.throughline.kit.error.ErrorMapper;
import io.throughline.kit.feed.FeedUpkeep;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Keeps the feed of journeys from growing with all that ever happened. */
@ApplicationScoped
public class JourneyFeedUpkeep {

    private static final Logger LOG = Logger.getLogger(JourneyFeedUpkeep.class);

    private final FeedUpkeep upkeep;

    @Inject
    public JourneyFeedUpkeep(
            Database database,
            @ConfigProperty(name = "throughline.feed.compact-after") Duration compactAfter,
            @ConfigProperty(name = "throughline.feed.keep") Optional<Duration> keep) {
        upkeep = new FeedUpkeep(database, compactAfter, keep);
    }

    @Scheduled(every = "${throughline.feed.upkeep-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void run() {
        try {
            long deleted = upkeep.run();
            if (deleted > 0) {
                LOG.infof("deleted %d rows of the feed", deleted);
            }
        } catch (RuntimeException failure) {
            if (!ErrorMapper.isUnreachable(failure)) {
                throw failure;
            }
            LOG.debug("the feed will be looked after once the database can be reached");
        }
    }
}
