package io.throughline.standalone.replay;

import com.google.type.Money;
import io.throughline.journey.v1.Interaction;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** What the accepted interactions add up to, each counted once however often it is sent. May be used by several threads. */
final class Totals {

    private final Optional<SeenIds> seen;
    private final Set<UUID> customers = new HashSet<>();
    private final Map<String, Long> touchpoints = new TreeMap<>();
    private final Map<String, BigDecimal> revenue = new TreeMap<>();
    private long interactions;
    private long alreadyKnown;
    private Optional<Instant> last = Optional.empty();

    /** @param seen the ids that the log gives; empty when each line is an interaction of its own */
    Totals(Optional<SeenIds> seen) {
        this.seen = seen;
    }

    /** @param known whether the service says that it had the interaction before */
    synchronized void accepted(Interaction interaction, UUID customer, boolean known) {
        if (seen.isPresent() && !seen.get().accept(LogIds.key(interaction))) {
            return;
        }
        interactions++;
        alreadyKnown += known ? 1 : 0;
        customers.add(customer);
        touchpoints.merge(interaction.getTouchpoint(), 1L, Long::sum);
        if (interaction.hasRevenue()) {
            revenue.merge(
                    interaction.getRevenue().getCurrencyCode(), decimal(interaction.getRevenue()), BigDecimal::add);
        }
        var occurredAt = Batch.occurredAt(interaction);
        last = last.filter(before -> !before.isBefore(occurredAt)).or(() -> Optional.of(occurredAt));
    }

    synchronized long interactions() {
        return interactions;
    }

    /** How many of them had been recorded before, by an earlier replay or by a batch whose acknowledgement was lost. */
    synchronized long alreadyKnown() {
        return alreadyKnown;
    }

    /** As they were called when they were answered; some may have become one since. */
    synchronized Set<UUID> customers() {
        return Set.copyOf(customers);
    }

    synchronized Map<String, Long> touchpoints() {
        return new TreeMap<>(touchpoints);
    }

    synchronized Map<String, BigDecimal> revenue() {
        return new TreeMap<>(revenue);
    }

    /** When the last of them occurred. */
    synchronized Optional<Instant> last() {
        return last;
    }

    private static BigDecimal decimal(Money money) {
        return BigDecimal.valueOf(money.getUnits()).add(BigDecimal.valueOf(money.getNanos(), 9));
    }
}
