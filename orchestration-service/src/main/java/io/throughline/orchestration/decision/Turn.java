package io.throughline.orchestration.decision;

import io.throughline.kit.database.Transaction;
import java.util.List;

/**
 * Replicas decide in turn: what one has withdrawn and another replaces must not pass each other.
 *
 * <p>A lock for each customer would not do. A journey that moves or is replaced is told of two customers, maybe in two pages; a
 * transition may come to stand in a journey of a third; and of either one knows only after having read. To lock all these one
 * would have to read, lock, and read again. So replicas share the feed, its reading and its translation, and take turns here for
 * the few statements of a page, as with whoever finds that a held action has become too late.
 */
final class Turn {

    private static final Long IN_TURN = 0x7468726f7567686cL;

    private Turn() {}

    /** Has no other transaction decide until the end of this one. */
    static void await(Transaction transaction) {
        transaction.lock(List.of(IN_TURN));
    }
}
