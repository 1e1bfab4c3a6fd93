package io.throughline.kit.feed;

import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Keeps a feed from growing with all that ever happened, slot by slot:
 *
 * <ul>
 *   <li><i>Compaction</i> deletes rows of which a later one tells: a reader gets the newest state with either. It loses nothing,
 *       whoever reads and from where.
 *   <li><i>Retention</i> deletes the oldest rows, and keeps in mind up to where, so that a reader that would miss them is told
 *       ({@link FeedTruncation}).
 * </ul>
 *
 * <p>Both go in portions, each a transaction of some tens of milliseconds, and pause after it for as long as it took. Replicas
 * divide the slots by rows that expire.
 *
 * <p>A service that has a feed creates, beside those of {@link FeedTable}, this table in its migrations:
 *
 * <pre>
 * create table feed_upkeep (
 *     slot         smallint    not null primary key,
 *     compacted_to bigint      not null default 0,
 *     rows_left    bigint      not null default 0,
 *     marked       bigint,
 *     marked_at    timestamptz,
 *     holder       uuid,
 *     held_until   timestamptz
 * );
 * </pre>
 */
public final class FeedUpkeep {

    static final int PORTION = 5_000;

    private static final Duration HELD_FOR = Duration.ofMinutes(1);

    private static final String PREPARE = """
            insert into feed_upkeep (slot) select slot from generate_series(0, $1 - 1) as slot on conflict do nothing
            """;

    private static final String LOOK = """
            select u.slot, coalesce(latest.sequence, 0), u.compacted_to, u.rows_left, u.marked,
                   coalesce(u.marked_at <= clock_timestamp() - $1::bigint * interval '1 millisecond', false)
            from feed_upkeep u
            left join lateral (
                select f.sequence from feed f where f.slot = u.slot
                order by f.transaction_id desc, f.sequence desc limit 1
            ) latest on true
            order by u.slot
            """;

    private static final String MARK = """
            update feed_upkeep u set marked = m.latest, marked_at = clock_timestamp()
            from unnest($1::smallint[], $2::bigint[]) as m(slot, latest)
            where u.slot = m.slot
            """;

    private static final String HOLD = """
            update feed_upkeep
            set holder = $2, held_until = clock_timestamp() + $3::bigint * interval '1 millisecond'
            where slot = $1 and (holder = $2 or holder is null or held_until <= clock_timestamp())
            """;

    private static final String GIVE_BACK = "update feed_upkeep set holder = null where slot = $1 and holder = $2";

    private static final String COMPACTED = "update feed_upkeep set compacted_to = $2, rows_left = $3 where slot = $1";

    private final Database database;
    private final Duration compactAfter;
    private final Optional<Duration> keep;
    private final UUID self = UUID.randomUUID();

    /**
     * @param compactAfter how old a row is at least before it may be found superseded, so that readers that keep up see each
     *     change in its own trace
     * @param keep how long rows are kept; for ever when empty
     */
    public FeedUpkeep(Database database, Duration compactAfter, Optional<Duration> keep) {
        this.database = database;
        this.compactAfter = compactAfter;
        this.keep = keep;
    }

    /**
     * Does what there is to do, and waits until it is done. What a failure interrupts is found to do again.
     *
     * @return how many rows were deleted
     */
    public long run() {
        var slots = look();
        mark(slots.stream().filter(slot -> slot.isToBeMarked() && !slot.isDue()).toList());
        long deleted = 0;
        for (var slot : slots.stream().filter(SlotUpkeep::isDue).toList()) {
            deleted += whileHeld(slot.slot(), () -> compact(slot));
        }
        if (keep.isPresent()) {
            var retention = new FeedRetention(database, keep.get());
            for (int slot : retention.slots()) {
                deleted += whileHeld(slot, () -> paced(held -> retention.expire(held, slot), slot));
            }
        }
        return deleted;
    }

    private List<SlotUpkeep> look() {
        var slots = new ArrayList<SlotUpkeep>(Slots.COUNT);
        for (Row row : database.run(LOOK, Tuple.of(compactAfter.toMillis()))) {
            slots.add(new SlotUpkeep(
                    row.getShort(0),
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    Optional.ofNullable(row.getLong(4)),
                    row.getBoolean(5)));
        }
        if (slots.isEmpty()) {
            database.run(PREPARE, Tuple.of(Slots.COUNT));
            return look();
        }
        return slots;
    }

    private void mark(List<SlotUpkeep> slots) {
        if (!slots.isEmpty()) {
            database.run(
                    MARK,
                    Tuple.of(
                            slots.stream().map(slot -> (short) slot.slot()).toArray(Short[]::new),
                            slots.stream().map(SlotUpkeep::latest).toArray(Long[]::new)));
        }
    }

    private long compact(SlotUpkeep slot) {
        var compaction = new FeedCompaction(database, slot.slot(), slot.marked().orElseThrow());
        long deleted = paced(compaction::step, slot.slot());
        if (compaction.isDone()) {
            database.run(COMPACTED, Tuple.of((short) slot.slot(), slot.marked().orElseThrow(), compaction.left()));
            mark(List.of(slot));
        }
        return deleted;
    }

    /** What {@code work} answers; 0 when another replica is at it. */
    private long whileHeld(int slot, Supplier<Long> work) {
        if (!database.inTransaction(transaction -> hold(transaction, slot))) {
            return 0;
        }
        try {
            return work.get();
        } finally {
            database.run(GIVE_BACK, Tuple.of((short) slot, self));
        }
    }

    private boolean hold(Transaction transaction, int slot) {
        return transaction.run(HOLD, Tuple.of((short) slot, self, HELD_FOR.toMillis())).rowCount() == 1;
    }

    /** Goes on with {@code portion} until there is nothing left, or the slot has come to be held by another. */
    private long paced(Portion portion, int slot) {
        long deleted = 0;
        while (true) {
            long begun = System.nanoTime();
            var done = portion.delete(transaction -> hold(transaction, slot));
            deleted += done.deleted();
            if (!done.isMore()) {
                return deleted;
            }
            LockSupport.parkNanos(System.nanoTime() - begun);
        }
    }

    /** A part of the work that is one transaction. */
    interface Portion {

        /** @param held whether the slot is held still; to be asked in the transaction, which else deletes nothing */
        Done delete(Predicate<Transaction> held);
    }

    /** What a portion came to. */
    record Done(long deleted, boolean isMore) {}
}
