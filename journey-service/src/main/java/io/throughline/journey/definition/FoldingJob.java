package io.throughline.journey.definition;

import static java.util.stream.Collectors.toSet;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.throughline.journey.definition.FoldingStore.Candidate;
import io.throughline.journey.feed.JourneyFeed;
import io.throughline.journey.interaction.CustomerLocks;
import io.throughline.journey.journey.Refolding;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.error.ErrorMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Folds what was recorded before a definition was applied, in the background: customer by customer, in transactions of well
 * under a second, each of which also keeps how far it has come, and at its {@link Pace}. It goes on where it was after any end of
 * the process, and replicas take turns.
 */
@ApplicationScoped
public class FoldingJob {

    private static final Logger LOG = Logger.getLogger(FoldingJob.class);

    /** How soon work that another replica left undone is noticed. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    /** What one transaction came to. */
    private enum Step {
        NOTHING_TO_DO,
        DONE,
        DONE_AND_TOLD
    }

    private final Database database;
    private final Refolding refolding;
    private final JourneyFeed feed;
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread = Thread.ofVirtual().name("fold-definitions").unstarted(this::work);
    private volatile boolean stopped;
    private final Pace pace = new Pace();

    @Inject
    public FoldingJob(Database database, Refolding refolding, JourneyFeed feed) {
        this.database = database;
        this.refolding = refolding;
        this.feed = feed;
    }

    void start(@Observes StartupEvent started) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        stopped = true;
        thread.interrupt();
        thread.join(Duration.ofSeconds(5));
    }

    /** Looks at once whether there is something to fold. */
    public void wake() {
        wake.release();
    }

    private void work() {
        while (!stopped) {
            try {
                if (!step()) {
                    rest();
                }
            } catch (InterruptedException stop) {
                return;
            } catch (RuntimeException failure) {
                if (!stopped) {
                    LOG.warnf("cannot fold definitions for now: %s", ErrorMapper.refusalFor(failure).getMessage());
                    rest();
                }
            }
        }
    }

    private void rest() {
        try {
            wake.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
            wake.drainPermits();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Folds one page of customers, and rests. */
    private boolean step() throws InterruptedException {
        long began = System.nanoTime();
        var step = database.inTransaction(this::step);
        if (step == Step.DONE_AND_TOLD) {
            feed.raise();
        }
        if (step == Step.NOTHING_TO_DO) {
            return false;
        }
        Thread.sleep(pace.after(Duration.ofNanos(System.nanoTime() - began)));
        return true;
    }

    private Step step(Transaction transaction) {
        if (!FoldingStore.takeTurn(transaction)) {
            return Step.NOTHING_TO_DO;
        }
        var unfinished = FoldingStore.next(transaction);
        if (unfinished.isEmpty()) {
            return Step.NOTHING_TO_DO;
        }
        var folding = unfinished.get();
        var candidates = FoldingStore.candidates(transaction, folding, pace.page());
        // From here on no definition changes; what was recorded under the old ones is committed.
        CustomerLocks.take(transaction, candidates.stream().map(Candidate::customer).toList());
        if (!FoldingStore.next(transaction).equals(unfinished)) {
            // A further version was applied meanwhile, and asks for more.
            return Step.DONE;
        }
        if (candidates.isEmpty()) {
            FoldingStore.finish(transaction, folding);
            return Step.DONE;
        }
        var concerned = candidates.stream()
                .filter(candidate -> candidate.isConcernedBy(folding))
                .map(Candidate::customer)
                .collect(toSet());
        boolean told = refolding.refold(transaction, concerned, folding.definition(), folding.askedAt());
        FoldingStore.advance(transaction, folding, candidates.getLast().customer());
        return told ? Step.DONE_AND_TOLD : Step.DONE;
    }
}
