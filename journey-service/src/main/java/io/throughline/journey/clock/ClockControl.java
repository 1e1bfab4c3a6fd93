package io.throughline.journey.clock;

import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.error.Refusal;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Moves the clock.
 *
 * <pre>
 *  LIVE ── start replay, while nothing is recorded ──▶ REPLAY ⟲ advance
 *   ▲                                                    │
 *   └────────────── go live, for good ───────────────────┘
 * </pre>
 */
@ApplicationScoped
public class ClockControl {

    private static final String IS_EMPTY =
            "select not exists (select from interaction_key) and (select horizon is null from retention)";

    private static final String ADVANCE = """
            update clock set replay_time = greatest(replay_time, $1)
            where mode = 'REPLAY' and replay_time is not null
            """;

    private static final String LATEST = "select max(occurred_at) from interaction";

    private final Database database;
    private final Event<ClockMoved> moved;

    @Inject
    public ClockControl(Database database, Event<ClockMoved> moved) {
        this.database = database;
        this.moved = moved;
    }

    /** From LIVE to REPLAY, while nothing was recorded. */
    public void startReplay() {
        database.inTransaction(transaction -> {
            if (lockedReading(transaction).mode() == ClockMode.LIVE) {
                boolean isEmpty = transaction.run(IS_EMPTY, Tuple.tuple()).iterator().next().getBoolean(0);
                if (!isEmpty) {
                    throw Refusal.failedPrecondition(
                            "INTERACTIONS_RECORDED", "interactions were recorded by the time of day; a replay needs a database of its own");
                }
                ClockStore.write(transaction, ClockMode.REPLAY, Optional.empty());
            }
            return null;
        });
        moved.fire(new ClockMoved());
    }

    /** Moves a clock in REPLAY forward to {@code to}; one that is there already stays. */
    public void advance(Instant to) {
        var time = to.truncatedTo(ChronoUnit.MICROS);
        boolean done =
                database.run(ADVANCE, Tuple.of(time.atOffset(ZoneOffset.UTC))).rowCount() == 1;
        if (!done) {
            database.inTransaction(transaction -> {
                advanceForTheFirstTime(transaction, time);
                return null;
            });
        }
        moved.fire(new ClockMoved());
    }

    private static void advanceForTheFirstTime(Transaction transaction, Instant to) {
        var reading = lockedReading(transaction);
        switch (reading.mode()) {
            case LIVE ->
                throw Refusal.failedPrecondition("CLOCK_IS_LIVE", "the clock is live; only a clock in replay can be advanced");
            case REPLAY -> {
                // What was folded while the clock showed nothing has happened: the clock cannot be before it.
                var latest = Optional.ofNullable(transaction
                                .run(LATEST, Tuple.tuple())
                                .iterator()
                                .next()
                                .getOffsetDateTime(0))
                        .map(OffsetDateTime::toInstant);
                var least = reading.now().or(() -> latest).filter(to::isBefore).orElse(to);
                ClockStore.write(transaction, ClockMode.REPLAY, Optional.of(least));
            }
        }
    }

    /** From REPLAY to LIVE, for good. */
    public void goLive() {
        database.inTransaction(transaction -> {
            var reading = lockedReading(transaction);
            if (reading.mode() == ClockMode.REPLAY) {
                if (reading.now().filter(reading.timeOfDay()::isBefore).isPresent()) {
                    throw Refusal.failedPrecondition(
                            "CLOCK_IS_AHEAD", "the clock is ahead of the time of day; it can go live once that has caught up");
                }
                ClockStore.write(transaction, ClockMode.LIVE, Optional.empty());
            }
            return null;
        });
        moved.fire(new ClockMoved());
    }

    /** Whoever goes by the clock's mode holds a share in the lock, and has committed by now. */
    private static ClockReading lockedReading(Transaction transaction) {
        transaction.lock(List.of(ClockStore.LOCK));
        return ClockStore.hold(transaction);
    }
}
