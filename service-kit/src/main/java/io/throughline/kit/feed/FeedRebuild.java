package io.throughline.kit.feed;

import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Reads the snapshot of slots whose changes are no longer kept, page by page, until their feed can be followed again. How far it
 * has come is kept with the positions: any replica goes on with it.
 *
 * @param <C> one change
 */
final class FeedRebuild<C> {

    private static final Logger LOG = Logger.getLogger(FeedRebuild.class);

    private final String name;
    private final Database database;
    private final FeedPositions kept;
    private final SnapshotSource<C> source;
    private final FeedHandler<C> handler;
    private final int pageSize;

    FeedRebuild(
            String name,
            Database database,
            FeedPositions kept,
            SnapshotSource<C> source,
            FeedHandler<C> handler,
            int pageSize) {
        this.name = name;
        this.database = database;
        this.kept = kept;
        this.source = source;
        this.handler = handler;
        this.pageSize = pageSize;
    }

    /** Those of {@code before} are read anew of which the feed says that changes are missing; any other failure is thrown on. */
    void begin(List<KeptSlot> before, RuntimeException failure) {
        var truncated = FeedTruncation.slots(failure);
        if (truncated.isEmpty()) {
            throw failure;
        }
        LOG.warnf("following %s was too far behind and reads anew: %d of 64 slots", name, truncated.size());
        kept.beginSnapshot(
                before.stream().filter(slot -> truncated.contains(slot.slot())).toList());
    }

    /** Deals with the next page of those of {@code slots} that are read anew. Whether there was any. */
    boolean goOn(List<KeptSlot> slots) {
        var tokens = slots.stream().flatMap(slot -> slot.snapshot().stream()).sorted().toList();
        if (tokens.isEmpty()) {
            return false;
        }
        var token = tokens.getFirst();
        var together = slots.stream().filter(slot -> slot.snapshot().filter(token::equals).isPresent()).toList();
        var numbers = together.stream().map(KeptSlot::slot).collect(Collectors.toSet());
        var page = source.snapshot(numbers, token, pageSize);
        if (database.inTransaction(transaction ->
                kept.claim(transaction, together, numbers) && deal(transaction, page, numbers, token))) {
            handler.committed();
        }
        return true;
    }

    private boolean deal(Transaction transaction, FeedSnapshot<C> page, Set<Integer> slots, String token) {
        if (!page.changes().isEmpty()) {
            handler.handle(transaction, page.changes());
        }
        if (page.next().isPresent()) {
            kept.continueSnapshot(transaction, slots, token, page.next().get());
        } else {
            kept.endSnapshot(transaction, page.positions(), token);
        }
        return true;
    }
}
