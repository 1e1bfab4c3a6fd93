package io.throughline.journey.journey;

import io.throughline.journey.clock.ClockStore;
import io.throughline.journey.erasure.ErasedCustomers;
import io.throughline.journey.interaction.CustomerLocks;
import io.throughline.journey.interaction.InteractionStore;
import io.throughline.kit.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Folds all that is stored of customers through one definition again. */
@ApplicationScoped
public class Refolding {

    private final RulebookSource rulebook;
    private final JourneyFolding folding;

    @Inject
    public Refolding(RulebookSource rulebook, JourneyFolding folding) {
        this.rulebook = rulebook;
        this.folding = folding;
    }

    /**
     * Takes the locks of the customers {@code concerned}, and folds again what {@code definition} makes of those not erased.
     *
     * @param askedAt what the clock showed when that was asked for: what comes of what occurred by then is told as backfill; nothing
     *     is when it is empty
     * @return whether readers of the feed have something to read once this is committed
     */
    public boolean refold(Transaction transaction, Set<UUID> concerned, String definition, Optional<Instant> askedAt) {
        if (concerned.isEmpty()) {
            return false;
        }
        CustomerLocks.take(transaction, concerned);
        var customers = ErasedCustomers.leaveOut(transaction, concerned);
        var now = ClockStore.read(transaction).now();
        var rules = rulebook.read(transaction);
        var keys = new HashSet<>(
                JourneyStore.ofCustomers(transaction, customers, definition).keySet());
        var touchpoints = rules.named(definition).touchpoints();
        InteractionStore.read(transaction, customers, touchpoints, owned -> rules.named(definition)
                .correlation(owned.interaction())
                .ifPresent(correlation -> keys.add(new JourneyKey(owned.customer(), definition, correlation))));
        return folding.fold(transaction, rules, now, FoldingWork.backfill(customers, keys, askedAt));
    }
}
