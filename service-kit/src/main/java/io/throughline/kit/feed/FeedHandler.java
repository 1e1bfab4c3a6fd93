package io.throughline.kit.feed;

import io.throughline.kit.database.Transaction;
import java.util.List;

/**
 * What a reader makes of changes.
 *
 * @param <C> one change
 */
@FunctionalInterface
public interface FeedHandler<C> {

    /**
     * Deals with {@code changes}, in order within each slot, in the transaction that also keeps the positions: either both
     * are committed or neither. May be called again with the same changes after a failure. Other replicas may deal with
     * changes of other slots at the same time.
     */
    void handle(Transaction transaction, List<C> changes);

    /** Called after the commit, for hints to others; what must not be lost belongs in {@link #handle}. */
    default void committed() {}
}
