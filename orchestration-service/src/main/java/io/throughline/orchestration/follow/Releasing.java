package io.throughline.orchestration.follow;

import io.grpc.StatusRuntimeException;
import io.throughline.feed.v1.SlotPosition;
import io.throughline.kit.database.Database;
import io.throughline.kit.error.ErrorMapper;
import io.throughline.orchestration.action.ActionSignal;
import io.throughline.orchestration.action.HeldActions;
import io.throughline.orchestration.decision.Release;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Has held actions released once the feed has been read to where it stood when they were made: when all that is unread was
 * recorded after them. What was recorded and cannot be read yet, because an earlier writer is still running, counts as unread.
 *
 * <p>How long the oldest unread change has been waiting is told by journey-service's database, and how long an action has been
 * held by this service's. Two lengths of time are compared, so neither clock needs to know what the other shows.
 *
 * <p>While nobody can tell how far the feed has been read, actions are held: one that is late is better than one that comes twice.
 */
@Dependent
public class Releasing {

    private static final Logger LOG = Logger.getLogger(Releasing.class);

    /** Ages are told in whole milliseconds, cut off. */
    private static final Duration CUT_OFF = Duration.ofMillis(1);

    /** What cannot be read yet does not announce itself; so this is how often it is looked for while actions wait for it. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    /** Read before it is asked again after an answer failed to come: counting a backlog may take longer than one waits. */
    private static final long AFTER_NO_ANSWER = 100_000;

    private final Database database;
    private final JourneyFeed feed;
    private final JourneyClock clock;
    private final Release release;
    private final ActionSignal signal;

    /** About as many as another replica reads until it is looked again. */
    private static final int READ_BY_OTHERS = 2_500;

    /** To be read before it is asked again how much is unread: an answer costs as much as there is. */
    private long unread;

    @Inject
    public Releasing(Database database, JourneyFeed feed, JourneyClock clock, Release release, ActionSignal signal) {
        this.database = database;
        this.feed = feed;
        this.clock = clock;
        this.release = release;
        this.signal = signal;
    }

    /** Releases what may be now that the feed has been read, by all replicas together, to {@code positions}. */
    void look(Supplier<List<SlotPosition>> positions) {
        if (unread == 0) {
            HeldActions.timeIfAny(database).ifPresent(now -> look(positions.get(), now));
        }
    }

    /** How long a page may be waited for that was to be waited for up to {@code wait}. */
    Duration patience(Duration wait) {
        return unread > 0 && wait.compareTo(LOOK_AGAIN) > 0 ? LOOK_AGAIN : wait;
    }

    /**
     * {@code changes} were read, and there may be {@code more}.
     *
     * @param all whether they are of the whole feed; of the rest of it other replicas read, who do not say how fast
     */
    void read(int changes, boolean more, boolean all) {
        if (all) {
            unread = more ? Math.max(0, unread - changes) : 0;
        } else {
            unread = Math.max(0, unread - Math.max(changes, READ_BY_OTHERS));
        }
    }

    /** {@code now} was before the question, and the positions before it: whatever is read meanwhile makes the answer no worse. */
    private void look(List<SlotPosition> positions, Instant now) {
        try {
            var lag = feed.wholeLag(positions);
            if (lag.truncated()) {
                // What is no longer told is read from the snapshot; until that is done nobody knows what is unread.
                unread = AFTER_NO_ANSWER;
                return;
            }
            unread = lag.changes();
            var allReadOf = unread == 0 ? now : now.minus(lag.age()).minus(CUT_OFF);
            clock.look();
            if (release.ofThoseMadeBy(allReadOf, clock.seen())) {
                signal.raise();
            }
        } catch (StatusRuntimeException unanswered) {
            unread = AFTER_NO_ANSWER;
            LOG.warnf("cannot tell how far the feed has been read; actions are held: %s", ErrorMapper.kind(unanswered));
        }
    }
}
