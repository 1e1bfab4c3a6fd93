package io.throughline.identity.customer;

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

/** Keeps the feed of customers from growing with all that ever happened: of each customer the last change is kept, for ever. */
@ApplicationScoped
public class CustomerFeedUpkeep {

    private static final Logger LOG = Logger.getLogger(CustomerFeedUpkeep.class);

    private final FeedUpkeep upkeep;

    @Inject
    public CustomerFeedUpkeep(
            Database database,
            @ConfigProperty(name = "throughline.feed.compact-after") Duration compactAfter) {
        upkeep = new FeedUpkeep(database, compactAfter, Optional.empty());
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
