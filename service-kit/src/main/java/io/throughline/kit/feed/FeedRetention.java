package io.throughline.kit.feed;

import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.feed.FeedUpkeep.Done;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Deletes the oldest rows of slots, and keeps in mind up to where. */
final class FeedRetention {

    private static final String WITH_EXPIRED = """
            select s.slot
            from generate_series(0, $1 - 1) as s(slot)
            cross join lateral (
                select f.recorded_at from feed f where f.slot = s.slot::smallint
                order by f.transaction_id, f.sequence limit 1
            ) oldest
            where oldest.recorded_at < clock_timestamp() - $2::bigint * interval '1 millisecond'
            """;

    // Nothing that a running transaction may still precede: what is deleted has been there for every reader to see.
    private static final String OLDEST = """
            select transaction_id, sequence
            from (
                select transaction_id, sequence, recorded_at from feed
                where slot = $1 and transaction_id < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
                order by transaction_id, sequence limit $3
            ) f
            where recorded_at < clock_timestamp() - $2::bigint * interval '1 millisecond'
            order by transaction_id, sequence
            """;

    private static final String TRUNCATE = """
            insert into feed_truncation as t (slot, transaction_id, sequence) values ($1, $2, $3)
            on conflict (slot) do update set transaction_id = excluded.transaction_id, sequence = excluded.sequence
            where (t.transaction_id, t.sequence) < (excluded.transaction_id, excluded.sequence)
            """;

    private static final String DELETE = """
            delete from feed f using unnest($2::bigint[], $3::bigint[]) as d(transaction_id, sequence)
            where f.slot = $1 and f.transaction_id = d.transaction_id and f.sequence = d.sequence
            """;

    private final Database database;
    private final Duration keep;

    FeedRetention(Database database, Duration keep) {
        this.database = database;
        this.keep = keep;
    }

    /** Those whose oldest row has been kept long enough. */
    List<Integer> slots() {
        var slots = new ArrayList<Integer>();
        for (Row row : database.run(WITH_EXPIRED, Tuple.of(Slots.COUNT, keep.toMillis()))) {
            slots.add(row.getInteger(0));
        }
        return slots;
    }

    /** The next portion of {@code slot}. */
    Done expire(Predicate<Transaction> held, int slot) {
        return database.inTransaction(transaction -> {
            if (!held.test(transaction)) {
                return new Done(0, false);
            }
            var expired = new ArrayList<FeedPosition>();
            for (Row row : transaction.run(OLDEST, Tuple.of((short) slot, keep.toMillis(), FeedUpkeep.PORTION))) {
                expired.add(new FeedPosition(row.getLong(0), row.getLong(1)));
            }
            if (!expired.isEmpty()) {
                delete(transaction, slot, expired);
            }
            return new Done(expired.size(), expired.size() == FeedUpkeep.PORTION);
        });
    }

    private static void delete(Transaction transaction, int slot, List<FeedPosition> expired) {
        var last = expired.getLast();
        transaction.run(TRUNCATE, Tuple.of((short) slot, last.transaction(), last.sequence()));
        transaction.run(
                DELETE,
                Tuple.of(
                        (short) slot,
                        expired.stream().map(FeedPosition::transaction).toArray(Long[]::new),
                        expired.stream().map(FeedPosition::sequence).toArray(Long[]::new)));
    }
}
