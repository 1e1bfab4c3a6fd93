package io.throughline.kit.feed;

import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.feed.FeedUpkeep.Done;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** One pass through a slot, from its end to its beginning, that deletes what is superseded. */
final class FeedCompaction {

    private static final String BACKWARDS = """
            select transaction_id, sequence, customer, subject
            from feed
            where slot = $1 and (transaction_id, sequence) < ($2, $3)
            order by transaction_id desc, sequence desc
            limit $4
            """;

    private static final String DELETE = """
            delete from feed f using unnest($2::bigint[], $3::bigint[]) as d(transaction_id, sequence)
            where f.slot = $1 and f.transaction_id = d.transaction_id and f.sequence = d.sequence
            """;

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
        var rows = new ArrayList<FeedPosition>();
        int looked = 0;
        for (Row row : database.run(
                BACKWARDS, Tuple.of((short) slot, before.transaction(), before.sequence(), portion))) {
            looked++;
            before = new FeedPosition(row.getLong(0), row.getLong(1));
            boolean isSuperseded = superseded.isSuperseded(row.getUUID(2), row.getUUID(3));
            if (before.sequence() <= upTo) {
                if (isSuperseded) {
                    rows.add(before);
                } else {
                    left++;
                }
            }
        }
        boolean isHeld = database.inTransaction(transaction -> held.test(transaction) && delete(transaction, rows));
        done = isHeld && looked < portion;
        return new Done(isHeld ? rows.size() : 0, isHeld && !done);
    }

    private boolean delete(Transaction transaction, List<FeedPosition> rows) {
        if (!rows.isEmpty()) {
            transaction.run(
                    DELETE,
                    Tuple.of(
                            (short) slot,
                            rows.stream().map(FeedPosition::transaction).toArray(Long[]::new),
                            rows.stream().map(FeedPosition::sequence).toArray(Long[]::new)));
        }
        return true;
    }
}
