package io.throughline.identity.resolution;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.throughline.identity.customer.CustomerFeed;
import io.throughline.identity.graph.Evidence;
import io.throughline.identity.identifier.Identifier;
import io.throughline.identity.identifier.Namespace;
import io.throughline.identity.identifier.Namespaces;
import io.throughline.kit.database.Database;
import io.throughline.kit.error.ErrorMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Holds the stored values of a namespace against what is blocked there, once after each start that finds it configured otherwise than
 * before: what has come to be blocked joins nobody from now on, and what is blocked no more joins whom it was seen with. So it does not
 * matter whether a value was blocked before it was seen.
 *
 * <p>Value by value, each in a transaction. What is blocked is written down last: a process that is killed before begins again, and
 * finds less to do.
 */
@ApplicationScoped
public class Blocking {

    private static final Logger LOG = Logger.getLogger(Blocking.class);

    /** Values read at once. */
    private static final int PAGE = 1_000;

    private final Database database;
    private final Learning learning;
    private final Relearning relearning;
    private final CustomerFeed feed;
    private final Namespaces namespaces;
    private volatile boolean done = true;

    @Inject
    public Blocking(Database database, Learning learning, Relearning relearning, CustomerFeed feed, Namespaces namespaces) {
        this.database = database;
        this.learning = learning;
        this.relearning = relearning;
        this.feed = feed;
        this.namespaces = namespaces;
    }

    void onStart(@Observes StartupEvent start) {
        done = false;
        Thread.ofVirtual().name("block-values").start(this::goOn);
    }

    @Scheduled(every = "${throughline.relearning.every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void goOn() {
        if (done) {
            return;
        }
        try {
            run();
        } catch (RuntimeException failure) {
            LOG.warnf(
                    "cannot hold stored identifiers against blocked values for now: %s",
                    ErrorMapper.refusalFor(failure).getMessage());
        }
    }

    /** Does what there is to do, and waits until it is done. */
    synchronized void run() {
        for (var namespace : namespaces.all()) {
            var before = BlockedStore.written(database, namespace.name());
            if (!before.equals(namespace.blocked().written())) {
                look(namespace, !before.isEmpty());
                BlockedStore.write(database, namespace.name(), namespace.blocked().written());
            }
        }
        relearning.run();
        done = true;
    }

    /** @param someWereBlocked so that some may be blocked no more */
    private void look(Namespace namespace, boolean someWereBlocked) {
        var page = BlockedStore.page(database, namespace.name(), "", PAGE);
        while (!page.isEmpty()) {
            page.forEach((identifier, row) -> {
                boolean blocked = namespaces.isBlocked(identifier);
                if (blocked && !row.heldBack()) {
                    hold(identifier, row);
                } else if (!blocked && row.heldBack() && someWereBlocked) {
                    BlockedStore.doubt(database, row.id());
                }
            });
            page = BlockedStore.page(database, namespace.name(), page.lastEntry().getKey().value(), PAGE);
        }
    }

    /** As if it were observed now, which teaches nothing but that it joins nobody. */
    private void hold(Identifier identifier, StoredIdentifier row) {
        var evidence = new Evidence(Set.of(identifier), Map.of());
        var known = row;
        while (true) {
            var now = known;
            try {
                var learnt = database.inTransaction(transaction -> learning.learn(
                        transaction, evidence, new Known(Map.of(identifier, now), Map.of(), Map.of())));
                if (learnt.toldAny()) {
                    feed.announce();
                }
                return;
            } catch (OvertakenException anotherCall) {
                var again = BlockedStore.find(database, List.of(now.id()));
                if (again.isEmpty()) {
                    return; // It was erased.
                }
                known = again.getFirst();
            }
        }
    }
}
