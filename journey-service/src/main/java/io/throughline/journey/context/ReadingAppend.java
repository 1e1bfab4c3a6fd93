package io.throughline.journey.context;

import io.throughline.journey.clock.ClockStore;
import io.throughline.journey.fold.Position;
import io.throughline.journey.interaction.CustomerLocks;
import io.throughline.journey.interaction.NewReading;
import io.throughline.journey.interaction.ReadingStore;
import io.throughline.journey.interaction.RemovalDue;
import io.throughline.journey.journey.FoldingWork;
import io.throughline.journey.journey.JourneyFolding;
import io.throughline.journey.journey.RulebookSource;
import io.throughline.journey.redirect.RedirectStore;
import io.throughline.journey.redirect.Redirects;
import io.throughline.journey.redirect.UnfinishedStore;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The transaction in which readings of contexts become durable. One that is in order touches no journey: the handover that comes
 * after it will find it. One that is late has the journeys folded again that were under way at its time.
 */
@ApplicationScoped
public class ReadingAppend {

    private final Database database;
    private final RulebookSource rulebook;
    private final JourneyFolding folding;

    @Inject
    public ReadingAppend(Database database, RulebookSource rulebook, JourneyFolding folding) {
        this.database = database;
        this.rulebook = rulebook;
        this.folding = folding;
    }

    /**
     * Records {@code readings}; those that tell nothing new leave nothing behind.
     *
     * @return whether readers of the feed have something to read
     */
    public boolean append(Collection<NewReading> readings) {
        Set<UUID> customers = readings.stream().map(NewReading::customer).collect(Collectors.toCollection(HashSet::new));
        while (true) {
            try {
                return database.inTransaction(transaction -> append(transaction, readings, customers));
            } catch (GoneElsewhere elsewhere) {
                customers.addAll(elsewhere.customers);
            }
        }
    }

    private boolean append(Transaction transaction, Collection<NewReading> readings, Set<UUID> customers) {
        CustomerLocks.take(transaction, customers);
        var redirects = RedirectStore.of(transaction, customers);
        // What is of somebody erased tells nobody anything.
        var owned = readings.stream()
                .flatMap(reading -> redirects.follow(reading.customer(), reading.anchor()).map(reading::ownedBy).stream())
                .toList();
        requireLocks(owned, customers);
        var clock = ClockStore.read(transaction);
        // The clock may have leapt since the reading.
        var stored = ReadingStore.insert(
                transaction, owned.stream().filter(reading -> !clock.isTooOld(reading.at())).toList());
        if (clock.horizon().isPresent()) {
            RemovalDue.note(transaction, oldest(stored));
        }
        UnfinishedStore.goInCircle(transaction, inCircles(owned, stored.keySet(), redirects));
        var keys = JourneyFolding.around(transaction, stored);
        if (keys.isEmpty()) {
            return false;
        }
        var work = FoldingWork.afresh(redirects.withoutErased(customers), keys, Map.of());
        return folding.fold(transaction, rulebook.read(transaction), clock.now(), work);
    }

    private static Map<UUID, Instant> oldest(Map<UUID, List<Position>> stored) {
        var oldest = new HashMap<UUID, Instant>();
        stored.forEach((customer, positions) -> oldest.put(customer, Collections.min(positions).occurredAt()));
        return oldest;
    }

    private static void requireLocks(List<NewReading> owned, Set<UUID> locked) {
        var elsewhere = owned.stream().map(NewReading::customer).collect(Collectors.toCollection(HashSet::new));
        elsewhere.removeAll(locked);
        if (!elsewhere.isEmpty()) {
            throw new GoneElsewhere(elsewhere);
        }
    }

    /** Who keeps something only because the ways from there go in a circle. */
    private static Set<UUID> inCircles(List<NewReading> owned, Set<UUID> stored, Redirects redirects) {
        return owned.stream()
                .filter(reading -> redirects.leadOn(reading.customer(), reading.anchor()))
                .map(NewReading::customer)
                .filter(stored::contains)
                .collect(Collectors.toSet());
    }

    /** Rolls the transaction back: readings have gone to customers whose locks it does not hold yet. */
    private static final class GoneElsewhere extends RuntimeException {

        private final transient Set<UUID> customers;

        GoneElsewhere(Set<UUID> customers) {
            super("gone to other customers", null, false, false);
            this.customers = customers;
        }
    }
}
