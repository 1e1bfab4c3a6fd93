package io.throughline.identity.resolution;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.throughline.identity.customer.CustomerFeed;
import io.throughline.identity.graph.SharedValues;
import io.throughline.identity.identifier.Namespaces;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.error.ErrorMapper;
import io.throughline.kit.error.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Has values join others that only somebody who is erased by now kept from it. Such a value may have been seen with tens of
 * thousands, more than one transaction could lock. So its links are taken out of the evidence, which changes nobody as long as it
 * joins nobody; then it is free, and the links are learnt again as if they were observed now, in portions.
 *
 * <p>At every moment customers are those of the evidence there is, while what is looked at still joins nobody; in whatever order
 * others learn meanwhile. What a killed process leaves, the next call goes on with, or the next start, or another replica.
 */
@ApplicationScoped
public class Relearning {

    private static final Logger LOG = Logger.getLogger(Relearning.class);

    /** Advisory lock: one at a time. Whoever holds it may wait for customers, and nobody the other way round. */
    private static final long TURN = 0x7468_7265_6164_0005L;

    /** Links learnt in one transaction, which locks about as many customers. */
    static final int LEARNT_AT_ONCE = 500;

    /** Links taken out in one transaction, some hundred milliseconds. */
    private static final int TAKEN_OUT_AT_ONCE = 10_000;

    private static final int STARTS = 100;

    private static final Duration TRY_AGAIN = Duration.ofMillis(200);

    private final Database database;
    private final Learning learning;
    private final CustomerFeed feed;
    private final Namespaces namespaces;
    private final int takenOutAtOnce;
    private final int learntAtOnce;

    /** What a transaction came to. */
    private enum Step {
        NOTHING_TO_DO,
        DONE,
        DONE_AND_TOLD
    }

    @Inject
    public Relearning(Database database, Learning learning, CustomerFeed feed, Namespaces namespaces) {
        this(database, learning, feed, namespaces, TAKEN_OUT_AT_ONCE, LEARNT_AT_ONCE);
    }

    /**
     * @param takenOutAtOnce links taken out in one transaction
     * @param learntAtOnce links learnt in one transaction
     */
    Relearning(
            Database database,
            Learning learning,
            CustomerFeed feed,
            Namespaces namespaces,
            int takenOutAtOnce,
            int learntAtOnce) {
        this.database = database;
        this.learning = learning;
        this.feed = feed;
        this.namespaces = namespaces;
        this.takenOutAtOnce = takenOutAtOnce;
        this.learntAtOnce = learntAtOnce;
    }

    @Scheduled(every = "${throughline.relearning.every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void goOn() {
        try {
            run();
        } catch (RuntimeException failure) {
            if (!ErrorMapper.isUnreachable(failure)) {
                throw failure;
            }
            LOG.debug("what erasures have left will be looked at once the database can be reached");
        }
    }

    /** Does what there is to do, and waits until it is done. */
    void run() {
        int overtaken = 0;
        boolean isMore = true;
        while (isMore) {
            try {
                isMore = step();
                overtaken = 0;
            } catch (OvertakenException anotherCall) {
                overtaken++;
                if (overtaken == STARTS) {
                    throw Refusal.unavailable("too many others are changing the same customers; try again", TRY_AGAIN);
                }
            }
        }
    }

    /** One transaction; whether there was anything to do. */
    boolean step() {
        var step = database.inTransaction(this::step);
        if (step == Step.DONE_AND_TOLD) {
            feed.announce();
        }
        return step != Step.NOTHING_TO_DO;
    }

    private Step step(Transaction transaction) {
        transaction.lock(List.of(TURN));
        var doubted = RelearningStore.nextDoubt(transaction);
        if (doubted.isPresent()) {
            look(transaction, doubted.get());
            return Step.DONE;
        }
        var links = RelearningStore.next(transaction, learntAtOnce);
        if (links.ids().isEmpty()) {
            return Step.NOTHING_TO_DO;
        }
        boolean told = !links.evidence().links().isEmpty()
                && learning.learn(transaction, links.evidence(), links.known()).toldAny();
        RelearningStore.forget(transaction, links);
        return told ? Step.DONE_AND_TOLD : Step.DONE;
    }

    /** Frees the value unless it is blocked or still shared. What joins nobody is a customer by itself, whose lock guards its links. */
    private void look(Transaction transaction, RelearningStore.DoubtedValue doubted) {
        if (doubted.joinsNobody()) {
            var value = doubted.value().orElseThrow();
            var row = doubted.row().orElseThrow();
            transaction.lock(List.of(Learning.lockKey(row.customer())));
            if (!RelearningStore.isStill(transaction, row)) {
                throw new OvertakenException();
            }
            var links = RelearningStore.seenWith(transaction, value, row.id(), namespaces);
            if (!namespaces.isBlocked(value) && !SharedValues.among(links, namespaces).contains(value)) {
                if (RelearningStore.takeOut(transaction, row.id(), takenOutAtOnce) == takenOutAtOnce) {
                    return; // There may be more of them.
                }
                RelearningStore.free(transaction, row.id());
            }
        }
        RelearningStore.settle(transaction, doubted);
    }
}
