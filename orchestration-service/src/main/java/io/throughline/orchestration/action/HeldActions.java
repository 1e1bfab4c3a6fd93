package io.throughline.orchestration.action;

import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Actions that wait until the feed has been caught up with. Far back in the feed a change already tells the newest state, while
 * what that state replaces is withdrawn only pages later; an action that was sent in between would be sent twice.
 */
@ApplicationScoped
public class HeldActions {

    private static final String RELEASE = "update action set held = false, offer_from = least(offer_from, now()) where held";

    private final Database database;
    /** True at first: an earlier run may have left some. */
    private volatile boolean mayBeAny = true;

    @Inject
    public HeldActions(Database database) {
        this.database = database;
    }

    /** Whether this process may have held any since the last release. */
    public boolean mayBeAny() {
        return mayBeAny;
    }

    /** Remembers that what is made next will be held. */
    public void expect() {
        mayBeAny = true;
    }

    /** Has all that are held offered from now on. */
    public void release() {
        database.run(RELEASE);
        mayBeAny = false;
    }

    /** The same, within {@code transaction}; does nothing when none is held. */
    public void release(Transaction transaction) {
        if (mayBeAny) {
            // Stays expected until a release by itself: this transaction may yet be rolled back.
            transaction.run(RELEASE, Tuple.tuple());
        }
    }
}
