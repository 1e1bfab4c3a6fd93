package io.throughline.orchestration.action;

import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.throughline.orchestration.decision.core.HeldAction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Actions that nobody is offered yet. A change already tells the newest state of a journey, while the withdrawal of what that
 * state replaces may stand pages further on in the feed; an action that was sent in between would be sent twice. So every action
 * is made held, and released when the feed has been read to where it stood then. That it is held is kept in its row alone, so
 * that any replica can release it.
 */
public final class HeldActions {

    private static final String TIME_IF_ANY = "select clock_timestamp() where exists (select from action where held)";

    private static final String DUE = """
            select a.id, a.decision, a.simulated, d.transition_at, a.fresh_for
            from (select * from action where held and made_at <= $1 order by made_at limit $2) a
            cross join lateral (select d.transition_at from decision d where d.id = a.decision offset 0) d
            """;

    private static final String RELEASE = "update action set held = false, offer_from = now() where id = any($1::uuid[]) and held";

    private static final String HOLD_ON = "update action set made_at = clock_timestamp() where held";

    private static final String HOLD_AGAIN =
            "update action set held = true, made_at = clock_timestamp() where id = any($1::uuid[]) and state = 'WAITING'";

    private static final String CANCEL = """
            update action
            set held = false, state = 'CANCELLED', called_for = false, settled_at = now()
            where id = any($1::uuid[]) and state = 'WAITING'
            """;

    private HeldActions() {}

    /** What the clock of the database shows, if any action is held. */
    public static Optional<Instant> timeIfAny(Database database) {
        for (Row row : database.run(TIME_IF_ANY)) {
            return Optional.of(row.getOffsetDateTime(0).toInstant());
        }
        return Optional.empty();
    }

    /** The oldest of those that were made no later than {@code time}, by the clock of the database; at most {@code count}. */
    public static List<HeldAction> madeBy(Transaction transaction, Instant time, int count) {
        var held = new ArrayList<HeldAction>();
        for (Row row : transaction.run(DUE, Tuple.of(time.atOffset(ZoneOffset.UTC), count))) {
            held.add(new HeldAction(
                    row.getUUID(0),
                    row.getUUID(1),
                    row.getBoolean(2),
                    row.getOffsetDateTime(3).toInstant(),
                    Optional.ofNullable(row.getString(4)).map(Duration::parse)));
        }
        return held;
    }

    /** Has {@code actions} offered from now on. */
    public static void release(Transaction transaction, Collection<UUID> actions) {
        transaction.run(RELEASE, ids(actions));
    }

    /** Has those of {@code actions} that wait be held as if they were made now. */
    public static void holdAgain(Transaction transaction, Collection<UUID> actions) {
        if (!actions.isEmpty()) {
            transaction.run(HOLD_AGAIN, ids(actions));
        }
    }

    /** Has all that are held be held as if they were made now: until all is read that was recorded up to now. */
    public static void holdOn(Transaction transaction) {
        transaction.run(HOLD_ON, Tuple.tuple());
    }

    /** Has {@code actions} never be offered. */
    public static void cancel(Transaction transaction, Collection<UUID> actions) {
        if (!actions.isEmpty()) {
            transaction.run(CANCEL, ids(actions));
        }
    }

    private static Tuple ids(Collection<UUID> actions) {
        return Tuple.of((Object) actions.toArray(UUID[]::new));
    }
}
