package io.throughline.identity.resolution;

import io.throughline.identity.customer.CustomerFeed;
import io.throughline.identity.identifier.Namespaces;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.error.Refusal;
import io.throughline.kit.feed.FeedEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes evidence out: all that names an identifier of one customer, in one transaction under the locks that {@link Learning}
 * takes, so that customers are those of the evidence that is left.
 *
 * <p>Nobody else falls apart by it, as nobody else was joined by what is erased. But a shared value may have been seen with one
 * other person only: then it is shared no more, which is left to {@link Relearning}.
 */
@ApplicationScoped
public class Erasing {

    private final CustomerFeed feed;
    private final Namespaces namespaces;

    @Inject
    public Erasing(CustomerFeed feed, Namespaces namespaces) {
        this.feed = feed;
        this.namespaces = namespaces;
    }

    /**
     * Erases the customer that {@code id} leads to. Refuses an id that was never given out.
     *
     * @return whether there was anything to erase
     * @throws OvertakenException when another call changes meanwhile what is to be erased, or whom it touches
     */
    boolean erase(Transaction transaction, UUID id) {
        var holder = holder(transaction, id);
        if (holder.isEmpty()) {
            return false;
        }
        var customer = holder.get();
        var concerned = ErasureStore.traces(transaction, customer).concerned();
        transaction.lock(concerned.stream().map(Learning::lockKey).toList());
        // Who held the locks may have parted whom the id leads to from whom it led to.
        if (!holder(transaction, id).equals(holder)) {
            throw new OvertakenException();
        }
        var traces = ErasureStore.traces(transaction, customer);
        if (traces.identifiers().isEmpty() || !concerned.containsAll(traces.concerned())) {
            throw new OvertakenException();
        }
        erase(transaction, traces);
        return true;
    }

    /** The customer that {@code id} leads to now; empty when it is erased. */
    private static Optional<UUID> holder(Transaction transaction, UUID id) {
        return ErasureStore.holderOfFounder(transaction, id)
                .orElseThrow(() -> Refusal.notFound("customer", id.toString(), "this customer id was never given out"))
                .customer();
    }

    private void erase(Transaction transaction, Traces traces) {
        ErasureStore.doubt(transaction, traces.identifiers(), namespaces);
        ErasureStore.delete(transaction, traces.identifiers());
        var revisions = EvidenceWrites.raiseRevisions(transaction, traces.told());
        feed.tell(
                transaction,
                traces.told().stream()
                        .sorted()
                        .map(each -> new FeedEntry(each, each, revisions.get(each)))
                        .toList());
    }
}
