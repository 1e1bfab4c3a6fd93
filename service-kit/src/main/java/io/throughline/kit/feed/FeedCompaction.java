package io.throughline.kit.feed;

import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.feed.FeedUpkeep.Done;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** One pass through a slot, from its end to its beginning, that deletes what is superseded. */
final class FeedCompaction {

    private static final String BACKWARDS = """
            select transaction_id, sequence, customer, subject
            from feed
            where slot = $1 and (transaction_id, sequence) < ($2, $3)
            order by transaction_id desc, sequence desc
            limit $4
            """;

    // Who has not read the one that goes has been waiting for the one that stays ever since: whether all is read that was recorded
    // by some time must not depend on what was compacted. And where one of them was news, that is news which the other tells.
    private static final String DELETE = """
            with gone as (
                delete from feed f
                using unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[])
                    as d(transaction_id, sequence, by_transaction, by_sequence)
                where f.slot = $1 and f.transaction_id = d.transaction_id and f.sequence = d.sequence
                returning d.by_transaction, d.by_sequence, coalesce(f.since, f.recorded_at) as since, f.backfill
            )
            update feed f set since = least(f.since, g.since), backfill = f.backfill and g.backfill
            from (
                select by_transaction, by_sequence, min(since) as since, bool_and(backfill) as backfill
                from gone group by by_transaction, by_sequence
            ) g
            where f.slot = $1 and f.transaction_id = g.by_transaction and f.sequence = g.by_sequence
            """;

    /** A row that goes, and the later one that tells of it. */
    private record Superseded(FeedPosition row, FeedPosition by) {}

    private final Database database;
    private final int slot;
    private final long upTo;
    private final int portion;
    private final SupersededRows superseded;

    private FeedPosition before = new FeedPosition(Long.MAX_VALUE, Long.MAX_VALUE);
    private long left;
    private boolean done;

    /** @param upTo the highest sequence of rows that are old enough to be deleted; later ones supersede, no more */
    FeedCompaction(Database database, int slot, long upTo) {
        this(database, slot, upTo, FeedUpkeep.PORTION, SupersededRows.MOST_SUBJECTS);
    }

    FeedCompaction(Database database, int slot, long upTo, int portion, int mostSubjects) {
        this.database = database;
        this.slot = slot;
        this.upTo = upTo;
        this.portion = portion;
        this.superseded = new SupersededRows(mostSubjects);
    }

    /** Whether the pass has come to the slot's beginning. */
    boolean isDone() {
        return done;
    }

    /** How many rows that were old enough stay. */
    long left() {
        return left;
    }

    /** The next portion. */
    Done step(Predicate<Transaction> held) {
        // Read outside of the transaction, which may be run again: a row would then supersede itself.
        var rows = new ArrayList<Superseded>();
        int looked = 0;
        for (Row row : database.run(
                BACKWARDS, Tuple.of((short) slot, before.transaction(), before.sequence(), portion))) {
            looked++;
            before = new FeedPosition(row.getLong(0), row.getLong(1));
            var by = superseded.by(row.getUUID(2), row.getUUID(3), before);
            if (before.sequence() <= upTo) {
                if (by.isPresent()) {
                    rows.add(new Superseded(before, by.get()));
                } else {
                    left++;
                }
            }
        }
        boolean isHeld = database.inTransaction(transaction -> held.test(transaction) && delete(transaction, rows));
        done = isHeld && looked < portion;
        return new Done(isHeld ? rows.size() : 0, isHeld && !done);
    }

    private boolean delete(Transaction transaction, List<Superseded> rows) {
        if (!rows.isEmpty()) {
            transaction.run(
                    DELETE,
                    Tuple.of(
                            (short) slot,
                            numbers(rows, gone -> gone.row().transaction()),
                            numbers(rows, gone -> gone.row().sequence()),
                            numbers(rows, gone -> gone.by().transaction()),
                            numbers(rows, gone -> gone.by().sequence())));
        }
        return true;
    }

    private static Long[] numbers(List<Superseded> rows, ToLongFunction<Superseded> of) {
        return rows.stream().map(of::applyAsLong).toArray(Long[]::new);
    }
}
