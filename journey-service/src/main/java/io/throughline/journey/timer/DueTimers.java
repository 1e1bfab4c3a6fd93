package io.throughline.journey.timer;

import io.throughline.journey.clock.Clock;
import io.throughline.journey.clock.ClockReading;
import io.throughline.journey.clock.ClockStore;
import io.throughline.journey.erasure.ErasedCustomers;
import io.throughline.journey.feed.JourneyFeed;
import io.throughline.journey.interaction.CustomerLocks;
import io.throughline.journey.interaction.InteractionStore;
import io.throughline.journey.journey.FoldingWork;
import io.throughline.journey.journey.JourneyFolding;
import io.throughline.journey.journey.JourneyKey;
import io.throughline.journey.journey.RulebookSource;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.stream.Collectors;

/** Lets time pass for journeys whose deadline the clock has reached, and for interactions that waited for their time. */
@ApplicationScoped
public class DueTimers {

    /** Timers fired in one transaction; it takes some tens of milliseconds. */
    private static final int BATCH = 500;

    private record Fired(int customers, boolean told, boolean isMore) {
        static final Fired NOTHING = new Fired(0, false, false);
    }

    private final Database database;
    private final Clock clock;
    private final RulebookSource rulebook;
    private final JourneyFolding folding;
    private final JourneyFeed feed;

    @Inject
    public DueTimers(
            Database database, Clock clock, RulebookSource rulebook, JourneyFolding folding, JourneyFeed feed) {
        this.database = database;
        this.clock = clock;
        this.rulebook = rulebook;
        this.folding = folding;
        this.feed = feed;
    }

    /**
     * Fires a batch of what is due, the longest due first, but for customers who are somebody else's work at the moment, as those
     * are who are being erased.
     *
     * @return for how many customers something was fired
     */
    public int fire() {
        Fired fired;
        int skipped = 0;
        do {
            int from = skipped;
            fired = database.inTransaction(transaction -> fire(transaction, from));
            skipped += BATCH;
        } while (fired.customers() == 0 && fired.isMore());
        if (fired.told()) {
            feed.raise();
        }
        return fired.customers();
    }

    /** @param skipped so many of the longest due are all somebody else's work */
    private Fired fire(Transaction transaction, int skipped) {
        var before = ClockStore.read(transaction).now();
        if (before.isEmpty()) {
            return Fired.NOTHING;
        }
        var due = TimerStore.due(transaction, before.get(), skipped, BATCH);
        var woken = InteractionStore.due(transaction, before.get(), skipped, BATCH);
        var customers = new HashSet<>(woken);
        due.stream().map(JourneyKey::customer).forEach(customers::add);
        if (customers.isEmpty()) {
            return Fired.NOTHING;
        }
        var taken = CustomerLocks.takeIfFree(transaction, customers);
        // With the locks comes a share in the clock; before them it may have been made another, which shows nothing yet.
        var now = ClockStore.read(transaction).now();
        if (now.isEmpty()) {
            return Fired.NOTHING;
        }
        var firing = ErasedCustomers.leaveOut(transaction, taken);
        var keys = due.stream().filter(key -> firing.contains(key.customer())).collect(Collectors.toSet());
        // Folding reads the journeys again, now under their locks: a timer that another has fired does nothing.
        boolean told =
                folding.fold(transaction, rulebook.read(transaction), now, FoldingWork.due(firing, keys));
        return new Fired(firing.size(), told, due.size() == BATCH || woken.size() == BATCH);
    }

    /** What the clock shows, and how many timers are due and have not fired yet. */
    public DueReading read() {
        var reading = clock.read();
        return new DueReading(
                reading, reading.now().map(now -> TimerStore.count(database, now)).orElse(0L));
    }

    /** When the next timer is due, if any is set. */
    Optional<Instant> next() {
        return database.inTransaction(TimerStore::next);
    }

    /** @param due timers that are due and have not fired yet */
    public record DueReading(ClockReading clock, long due) {}
}
