package io.throughline.kit.feed;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.throughline.feed.v1.ChangeHeader;
import io.throughline.feed.v1.SlotPosition;
import io.throughline.kit.database.Database;
import io.throughline.kit.error.ErrorMapper;
import io.throughline.kit.telemetry.Trace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Follows another service's feed for as long as this service runs: reads a page, has it dealt with in one transaction
 * together with the positions, and reads the next. While the feed or the database is out of reach it tries again, ever more
 * rarely, and goes on where it was.
 *
 * <p>Followers of one name share the slots of the feed ({@link FeedLeases}); what one no longer reads, because it stopped or
 * does not come on, another takes over. Slots of which a {@link SnapshotSource} no longer keeps what was not read are read anew
 * from its snapshot ({@link FeedRebuild}), while the others are followed.
 *
 * @param <C> one change
 */
public final class FeedFollower<C> implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(FeedFollower.class);

    private static final int PAGE = 500;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final String name;
    private final Database database;
    private final FeedPositions kept;
    private final FeedLeases leases;

    /** Empty of a feed that keeps all changes. */
    private final Optional<FeedRebuild<C>> rebuild;

    private final FeedSource<C> source;
    private final FeedHandler<C> handler;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private final FeedLagGauges gauges;

    /** Since the last time that it went well; known to the following thread only. */
    private boolean failing;

    private FeedFollower(
            String name, Database database, FeedSource<C> source, FeedHandler<C> handler, LongSupplier nanos) {
        this.name = name;
        this.database = database;
        this.kept = new FeedPositions(database, name);
        this.leases = new FeedLeases(database, name, nanos);
        this.source = source;
        this.handler = handler;
        this.rebuild = source instanceof SnapshotSource<C> forgetting
                ? Optional.of(new FeedRebuild<>(name, database, kept, forgetting, handler, PAGE))
                : Optional.empty();
        this.thread = Thread.ofVirtual().name("follow-" + name).unstarted(this::follow);
        this.gauges = FeedLagGauges.register(
                name, GlobalOpenTelemetry.getMeter(Trace.SCOPE), this::lag, nanos);
    }

    /** Begins to follow {@code source} where the positions kept under {@code name} stand. */
    public static <C> FeedFollower<C> start(
            String name, Database database, FeedSource<C> source, FeedHandler<C> handler) {
        return start(name, database, source, handler, System::nanoTime);
    }

    static <C> FeedFollower<C> start(
            String name, Database database, FeedSource<C> source, FeedHandler<C> handler, LongSupplier nanos) {
        var follower = new FeedFollower<>(name, database, source, handler, nanos);
        follower.thread.start();
        return follower;
    }

    /** Where this service stands in the feed, as committed, whichever replica came there. */
    public List<SlotPosition> positions() {
        return kept.load();
    }

    /** Under which name this replica holds leases. */
    UUID self() {
        return leases.self();
    }

    /** Stops following; what was begun is rolled back and will be done after the next start. */
    @Override
    public void close() {
        gauges.close();
        closed.countDown();
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
            leases.giveBack();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            LOG.warnf(
                    "others take over following %s only in %d s: %s",
                    name, FeedLeases.LASTS.toSeconds(), ErrorMapper.kind(failure));
        }
    }

    /** Of the slots that this follower reads; others tell of theirs. */
    private FeedLag lag() {
        var standing = kept.load(leases.lastHeld());
        return standing.isEmpty() ? new FeedLag(0, Duration.ZERO) : source.lag(messages(standing));
    }

    private void follow() {
        var pause = SHORTEST_PAUSE;
        while (closed.getCount() > 0) {
            try {
                followOnce();
                if (failing) {
                    LOG.infof("following %s again", name);
                }
                failing = false;
                pause = SHORTEST_PAUSE;
            } catch (RuntimeException failure) {
                if (closed.getCount() == 0) {
                    return;
                }
                tell(failure);
                failing = true;
                sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    /** That somebody is out of reach is told once, in a line. */
    private void tell(RuntimeException failure) {
        if (!ErrorMapper.isUnreachable(failure)) {
            LOG.warnf("cannot follow %s for now: %s", name, ErrorMapper.refusalFor(failure).getMessage());
        } else if (!failing) {
            LOG.warnf("cannot follow %s for now: %s", name, ErrorMapper.kind(failure));
        }
    }

    /** Reads and deals with pages until something fails, nothing comes for a while, or the follower is closed. */
    private void followOnce() {
        while (closed.getCount() > 0) {
            var slots = leases.held();
            if (slots.isEmpty()) {
                sleep(leases.untilRenewal());
                return;
            }
            var standing = kept.load(slots);
            boolean isRebuilding = rebuild.isPresent() && rebuild.get().goOn(standing);
            var followed = standing.stream().filter(KeptSlot::isFollowed).toList();
            // After a failure an answer is wanted at once, to tell that it is over.
            var wait = failing || isRebuilding ? Duration.ZERO : leases.untilRenewal();
            boolean isMore = !followed.isEmpty() && followPage(followed, wait);
            if (isRebuilding || !isMore) {
                return;
            }
        }
    }

    /** Reads a page and deals with it. Whether there may be more to do at once. */
    private boolean followPage(List<KeptSlot> before, Duration wait) {
        List<C> changes;
        try {
            changes = source.read(messages(before), PAGE, wait);
        } catch (RuntimeException failure) {
            rebuild.orElseThrow(() -> failure).begin(before, failure);
            return true;
        }
        if (changes.isEmpty()) {
            return false;
        }
        var headers = changes.stream().map(source::header).toList();
        boolean done = Trace.resumedAll(
                headers.stream().map(header -> header.getTraceparent()).toList(),
                "follow " + name,
                SpanKind.CONSUMER,
                () -> dealtWith(changes, before, headers));
        if (done) {
            handler.committed();
        }
        return true;
    }

    /** Whether these changes were dealt with here; if not, another replica was faster and has done it. */
    private boolean dealtWith(List<C> changes, List<KeptSlot> before, List<ChangeHeader> headers) {
        var slots = headers.stream().map(ChangeHeader::getSlot).collect(Collectors.toSet());
        return database.inTransaction(transaction -> {
            if (!kept.claim(transaction, before, slots)) {
                return false;
            }
            // The handler takes its locks before anything is written: the order of transactions is then the feed's order.
            handler.handle(transaction, changes);
            kept.advance(transaction, before, headers);
            return true;
        });
    }

    private static List<SlotPosition> messages(List<KeptSlot> slots) {
        return slots.stream().map(KeptSlot::message).toList();
    }

    private void sleep(Duration pause) {
        try {
            closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
