package io.throughline.journey.retention;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.throughline.journey.feed.JourneyFeed;
import io.throughline.journey.journey.JourneyFolding;
import io.throughline.journey.journey.RulebookSource;
import io.throughline.kit.database.Database;
import io.throughline.kit.error.ErrorMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Keeps interactions for as long as it is told to, by the service's clock. */
@ApplicationScoped
public class RetentionUpkeep {

    private static final Logger LOG = Logger.getLogger(RetentionUpkeep.class);

    private final Optional<Retention> retention;

    @Inject
    public RetentionUpkeep(
            Database database,
            RulebookSource rulebook,
            JourneyFolding folding,
            JourneyFeed feed,
            @ConfigProperty(name = "throughline.interactions.keep") Optional<Duration> keep) {
        retention = keep.map(time -> new Retention(database, rulebook, folding, feed, time));
    }

    @Scheduled(
            every = "${throughline.interactions.upkeep-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void run() {
        retention.ifPresent(RetentionUpkeep::run);
    }

    private static void run(Retention retention) {
        try {
            var done = retention.run();
            if (done.removed() > 0) {
                LOG.infof("sealed %d journeys and removed %d interactions", done.sealed(), done.removed());
            }
        } catch (RuntimeException failure) {
            if (!ErrorMapper.isUnreachable(failure)) {
                throw failure;
            }
            LOG.debug("interactions will be removed once the database can be reached");
        }
    }
}
