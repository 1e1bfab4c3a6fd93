package io.throughline.journey.erasure;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.throughline.kit.database.Database;
import io.throughline.kit.error.ErrorMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Forgets the keys of erased interactions once their senders no longer send them again, in portions: each is a transaction of some
 * ten milliseconds, after which there is a pause for as long as it took.
 */
@ApplicationScoped
public class ErasureUpkeep {

    private static final Logger LOG = Logger.getLogger(ErasureUpkeep.class);

    private static final int PORTION = 1_000;

    private final Database database;
    private final Duration answerFor;
    private final int portion;

    @Inject
    public ErasureUpkeep(
            Database database, @ConfigProperty(name = "throughline.erasures.answer-for") Duration answerFor) {
        this(database, answerFor, PORTION);
    }

    /** @param portion keys forgotten in one transaction */
    ErasureUpkeep(Database database, Duration answerFor, int portion) {
        if (!answerFor.isPositive()) {
            throw new IllegalArgumentException(
                    "throughline.erasures.answer-for is " + answerFor + "; give a time such as 30d");
        }
        this.database = database;
        this.answerFor = answerFor;
        this.portion = portion;
    }

    @Scheduled(every = "${throughline.erasures.upkeep-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void run() {
        try {
            long forgotten = forget();
            if (forgotten > 0) {
                LOG.infof("forgot the keys of %d erased interactions", forgotten);
            }
        } catch (RuntimeException failure) {
            if (!ErrorMapper.isUnreachable(failure)) {
                throw failure;
            }
            LOG.debug("keys of erased interactions will be forgotten once the database can be reached");
        }
    }

    /** Forgets what there is to forget; replicas that do so at once share it. */
    long forget() {
        long all = 0;
        int forgotten;
        do {
            long begun = System.nanoTime();
            forgotten = database.inTransaction(transaction -> ErasedKeys.forget(transaction, answerFor, portion));
            all += forgotten;
            if (forgotten > 0) {
                LockSupport.parkNanos(System.nanoTime() - begun);
            }
        } while (forgotten > 0);
        return all;
    }
}
