package io.throughline.journey.retention;

import io.throughline.journey.clock.ClockReading;
import io.throughline.journey.clock.ClockStore;
import io.throughline.journey.feed.JourneyFeed;
import io.throughline.journey.interaction.CustomerLocks;
import io.throughline.journey.interaction.InteractionPage;
import io.throughline.journey.interaction.InteractionStore;
import io.throughline.journey.interaction.OwnedInteraction;
import io.throughline.journey.interaction.RemovalDue;
import io.throughline.journey.journey.FoldingWork;
import io.throughline.journey.journey.JourneyFolding;
import io.throughline.journey.journey.JourneyKey;
import io.throughline.journey.journey.RulebookSource;
import io.throughline.journey.journey.Seal;
import io.throughline.journey.journey.SealStore;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * Moves the horizon along with the clock, seals the journeys that had ended before it, and removes their interactions and those
 * of no journey, in portions: each is a transaction of some hundred milliseconds under the locks of its customers, after which
 * there is a pause for as long as it took. What a failure interrupts is found to do again.
 */
final class Retention {

    /** Interactions looked at in one transaction, of one customer at least; they are in memory together. */
    static final int PORTION = 2_000;

    /** Customers of a portion. */
    private static final int CUSTOMERS = 100;

    /** The horizon moves in steps of this part of the time for which interactions are kept. */
    private static final int STEPS = 1_000;

    /** A customer is looked at no more often than this while the horizon moves by the time for which interactions are kept. */
    private static final int LOOKS = 16;

    private final Database database;
    private final RulebookSource rulebook;
    private final JourneyFolding folding;
    private final JourneyFeed feed;
    private final Duration keep;
    private final int most;

    /** @param keep how long interactions are kept */
    Retention(Database database, RulebookSource rulebook, JourneyFolding folding, JourneyFeed feed, Duration keep) {
        this(database, rulebook, folding, feed, keep, PORTION);
    }

    /** @param most interactions looked at in one transaction */
    Retention(
            Database database,
            RulebookSource rulebook,
            JourneyFolding folding,
            JourneyFeed feed,
            Duration keep,
            int most) {
        if (!keep.isPositive()) {
            throw new IllegalArgumentException(
                    "throughline.interactions.keep is " + keep + "; give a time such as 400d, or nothing to keep all");
        }
        this.database = database;
        this.rulebook = rulebook;
        this.folding = folding;
        this.feed = feed;
        this.keep = keep;
        this.most = most;
    }

    /** What was done. */
    record Done(long removed, long sealed) {

        static final Done NOTHING = new Done(0, 0);

        Done plus(Done more) {
            return new Done(removed + more.removed, sealed + more.sealed);
        }
    }

    /** What a portion came to. */
    private record Portion(Done done, boolean told, boolean isMore) {

        static final Portion LAST = new Portion(Done.NOTHING, false, false);
    }

    /** Does what there is to do, and waits until it is done. */
    Done run() {
        moveHorizon();
        var done = Done.NOTHING;
        boolean isMore = true;
        while (isMore) {
            long begun = System.nanoTime();
            var portion = database.inTransaction(this::portion);
            if (portion.told()) {
                feed.raise();
            }
            done = done.plus(portion.done());
            isMore = portion.isMore();
            if (isMore) {
                LockSupport.parkNanos(System.nanoTime() - begun);
            }
        }
        return done;
    }

    /** Whoever appends has a share in the lock: all that was taken in by the horizon before is committed. */
    private void moveHorizon() {
        database.inTransaction(transaction -> {
            if (next(ClockStore.read(transaction)).isPresent()) {
                transaction.lock(List.of(ClockStore.LOCK));
                next(ClockStore.read(transaction)).ifPresent(to -> RetentionStore.moveHorizon(transaction, to));
            }
            return null;
        });
    }

    private Optional<Instant> next(ClockReading clock) {
        return clock.now()
                .map(now -> now.minus(keep).truncatedTo(ChronoUnit.MICROS))
                .filter(to -> clock.horizon()
                        .filter(horizon -> horizon.plus(keep.dividedBy(STEPS)).isAfter(to))
                        .isEmpty());
    }

    private Portion portion(Transaction transaction) {
        var horizon = ClockStore.read(transaction).horizon();
        if (horizon.isEmpty() || !RetentionStore.takeTurn(transaction)) {
            return Portion.LAST;
        }
        var listed = RetentionStore.listed(transaction);
        if (listed.isPresent()) {
            list(transaction, listed.get());
            return new Portion(Done.NOTHING, false, true);
        }
        var due = RemovalDue.due(transaction, horizon.get(), CUSTOMERS);
        return due.isEmpty() ? Portion.LAST : remove(transaction, due);
    }

    /** Puts the next of the customers from before there was a horizon on the list. */
    private static void list(Transaction transaction, UUID listed) {
        var customers = RetentionStore.customers(transaction, listed, CUSTOMERS);
        CustomerLocks.take(transaction, customers);
        RemovalDue.note(transaction, RetentionStore.oldest(transaction, customers));
        RetentionStore.listTo(
                transaction, customers.size() < CUSTOMERS ? Optional.empty() : Optional.of(customers.getLast()));
    }

    private Portion remove(Transaction transaction, List<UUID> due) {
        CustomerLocks.take(transaction, due);
        // With the locks comes a share in the clock: no definition is applied from here on, and the horizon stays.
        if (RetentionStore.isUnsettled(transaction)) {
            return Portion.LAST;
        }
        var clock = ClockStore.read(transaction);
        var horizon = clock.horizon().orElseThrow();
        var rules = rulebook.read(transaction);
        // What waited for its time and has come to it is folded before it may go.
        boolean told = folding.fold(transaction, rules, clock.now(), FoldingWork.due(due, Set.of()));

        var histories = new ArrayList<OldHistory>();
        var customers = new ArrayList<UUID>();
        var keys = new HashSet<JourneyKey>();
        int looked = 0;
        long bytes = 0;
        while (looked < most && bytes < InteractionPage.MOST_BYTES && customers.size() < due.size()) {
            var customer = due.get(customers.size());
            var oldest = InteractionStore.oldest(transaction, customer, horizon, most);
            var history = new OldHistory(rules, oldest, horizon);
            keys.addAll(history.keys());
            histories.add(history);
            customers.add(customer);
            looked += oldest.interactions().size();
            bytes += oldest.bytes();
        }
        var seals = SealStore.of(transaction, keys);
        var going = new ArrayList<OwnedInteraction>();
        var sealed = new ArrayList<Seal>();
        var finished = new ArrayList<UUID>();
        for (int i = 0; i < histories.size(); i++) {
            var outcome = histories.get(i).remove(rules, seals);
            going.addAll(outcome.going());
            sealed.addAll(outcome.sealed());
            if (outcome.isDone()) {
                finished.add(customers.get(i));
            }
        }
        SealStore.put(transaction, sealed);
        InteractionStore.remove(transaction, going);
        RetentionStore.forgetKeys(transaction, going.stream().map(owned -> owned.interaction().id()).toList());
        RemovalDue.looked(transaction, finished, horizon.plus(keep.dividedBy(LOOKS)));
        return new Portion(new Done(going.size(), sealed.size()), told, true);
    }
}
