package io.throughline.kit.feed;

import io.throughline.feed.v1.SlotPosition;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.telemetry.Trace;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The table behind a feed, and the two statements that matter: appending inside the writer's transaction, and reading only
 * what no running transaction can still precede.
 *
 * <p>A service that has a feed creates this table in its migrations:
 *
 * <pre>
 * create table feed (
 *     slot           smallint    not null,
 *     transaction_id bigint      not null default (pg_current_xact_id()::text::bigint),
 *     sequence       bigint      not null generated always as identity,
 *     customer       uuid        not null,
 *     subject        uuid        not null,
 *     revision       bigint      not null,
 *     traceparent    text,
 *     recorded_at    timestamptz not null default now(),
 *     since          timestamptz,
 *     backfill       boolean     not null default false,
 *     primary key (slot, transaction_id, sequence)
 * );
 * create table feed_truncation (
 *     slot           smallint not null primary key,
 *     transaction_id bigint   not null,
 *     sequence       bigint   not null
 * );
 * </pre>
 *
 * <p>{@code since} is when the oldest of the changes was recorded that a row tells of in the place of deleted ones; null while it
 * tells of its own. {@code backfill} holds when none of the changes that it tells of was news. The second table says up to and
 * including which position changes may be missing.
 */
public final class FeedTable {

    private static final String APPEND = """
            insert into feed (slot, customer, subject, revision, backfill, traceparent)
            select unnest($1::smallint[]), unnest($2::uuid[]), unnest($3::uuid[]), unnest($4::bigint[]), unnest($5::boolean[]), $6
            """;

    // A transaction that began to write earlier may commit later, and its rows stand before those already visible; so
    // nothing at or above the oldest running writer is read yet.
    private static final String BEYOND = """
            from unnest($1::smallint[], $2::bigint[], $3::bigint[]) as p(slot, transaction_id, sequence)
            cross join lateral (
                select f.*
                from feed f
                where f.slot = p.slot
                  and (f.transaction_id, f.sequence) > (p.transaction_id, p.sequence)
            """;

    private static final String PAGE = """
            select f.slot, f.transaction_id, f.sequence, f.customer, f.subject, f.revision, f.traceparent, f.backfill
            """ + BEYOND + """
                  and f.transaction_id < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
                order by f.transaction_id, f.sequence
                limit $5
            ) f
            order by f.transaction_id, f.sequence
            limit $4
            """;

    private static final String TRUNCATED = """
            select t.slot, t.transaction_id, t.sequence, null, null, null, null, null
            from unnest($1::smallint[], $2::bigint[], $3::bigint[]) as p(slot, transaction_id, sequence)
            cross join lateral (
                select * from feed_truncation t where t.slot = p.slot offset 0
            ) t
            where (t.transaction_id, t.sequence) > (p.transaction_id, p.sequence)
            """;

    // In one statement, so that what is missing is not deleted between the two looks.
    private static final String READ = "select * from ((" + PAGE + ") union all (" + TRUNCATED + """
            )) f(slot, transaction_id, sequence, customer, subject, revision, traceparent, backfill)
            order by transaction_id, sequence
            """;

    private static final String LAG = """
            select count(*), coalesce(extract(epoch from now() - min(coalesce(f.since, f.recorded_at))), 0)::float8,
                   (select count(*) from (""" + TRUNCATED + """
            ) t)
            """ + BEYOND + """
                order by f.transaction_id, f.sequence
                limit nullif($4, 0)
            ) f
            """;

    private static final String OLDEST_RUNNING = "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint";

    private final Database database;

    public FeedTable(Database database) {
        this.database = database;
    }

    /** Appends {@code entries} in their order, as one statement, with the trace of the present call. */
    public void append(Transaction transaction, List<FeedEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        int size = entries.size();
        var slots = new Short[size];
        var customers = new UUID[size];
        var subjects = new UUID[size];
        var revisions = new Long[size];
        var backfills = new Boolean[size];
        for (int i = 0; i < size; i++) {
            var entry = entries.get(i);
            slots[i] = Slots.of(entry.customer());
            customers[i] = entry.customer();
            subjects[i] = entry.subject();
            revisions[i] = entry.revision();
            backfills[i] = entry.backfill();
        }
        transaction.run(
                APPEND,
                Tuple.of(
                        slots,
                        customers,
                        subjects,
                        revisions,
                        backfills,
                        Trace.current().orElse(null)));
    }

    /**
     * At most {@code limit} changes beyond {@code positions}, in order within each slot. Refuses with
     * {@link FeedTruncation#REASON} when some are no longer kept.
     */
    public List<FeedRow> read(List<SlotPosition> positions, int limit) {
        var rows = new ArrayList<FeedRow>();
        var truncated = new TreeSet<Integer>();
        var arguments = arguments(positions).addInteger(limit).addInteger(share(limit, positions.size()));
        for (Row row : database.run(READ, arguments)) {
            if (row.getUUID(4) == null) {
                truncated.add((int) row.getShort(0));
                continue;
            }
            rows.add(new FeedRow(
                    row.getShort(0),
                    new FeedPosition(row.getLong(1), row.getLong(2)),
                    row.getUUID(3),
                    row.getUUID(4),
                    row.getLong(5),
                    row.getString(6) == null ? "" : row.getString(6),
                    row.getBoolean(7)));
        }
        if (!truncated.isEmpty()) {
            throw FeedTruncation.refusal(truncated);
        }
        return rows;
    }

    /**
     * Whether there may be more than {@code rows}, which {@link #read} found for {@code limit} and as many {@code slots}.
     */
    public static boolean mayBeMore(List<FeedRow> rows, int limit, int slots) {
        var bySlot = new int[Slots.COUNT];
        rows.forEach(row -> bySlot[row.slot()]++);
        return rows.size() >= limit || Arrays.stream(bySlot).anyMatch(count -> count >= share(limit, slots));
    }

    /** From each slot only several times its share: a whole page from each would be read and thrown away. */
    private static int share(int limit, int slots) {
        return Math.max(32, 4 * limit / Math.max(1, slots));
    }

    /**
     * Before the first change that is not committed yet, in every slot: whatever is looked at after this answer shows all that
     * stands before the position, and all that it does not show is told behind it.
     */
    public FeedPosition end() {
        long oldestRunning = database.run(OLDEST_RUNNING).iterator().next().getLong(0);
        return new FeedPosition(oldestRunning - 1, Long.MAX_VALUE);
    }

    /**
     * How much lies beyond {@code positions}, what is not readable yet included.
     *
     * @param countUpTo in each slot, counting ends after this many; 0 counts all
     */
    public FeedLag lag(List<SlotPosition> positions, int countUpTo) {
        var row = database.run(LAG, arguments(positions).addInteger(countUpTo)).iterator().next();
        long truncated = row.getLong(2);
        return new FeedLag(
                row.getLong(0) + truncated, Duration.ofMillis((long) (row.getDouble(1) * 1000)), truncated > 0);
    }

    private static Tuple arguments(List<SlotPosition> positions) {
        int size = positions.size();
        var slots = new Short[size];
        var transactions = new Long[size];
        var sequences = new Long[size];
        for (int i = 0; i < size; i++) {
            var position = FeedPosition.parse(positions.get(i).getPosition());
            slots[i] = (short) positions.get(i).getSlot();
            transactions[i] = position.transaction();
            sequences[i] = position.sequence();
        }
        return Tuple.of(slots, transactions, sequences);
    }
}
