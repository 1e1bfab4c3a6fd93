package io.throughline.kit.feed;

import io.throughline.feed.v1.ChangeHeader;
import io.throughline.feed.v1.SlotPosition;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How far this service has read a feed, kept in its own database.
 *
 * <p>A service that reads feeds creates this table in its migrations:
 *
 * <pre>
 * create table feed_position (
 *     feed     text     not null,
 *     slot     smallint not null,
 *     position text     not null,
 *     snapshot text,
 *     primary key (feed, slot)
 * );
 * </pre>
 */
public final class FeedPositions {

    private static final String PREPARE = """
            insert into feed_position (feed, slot, position)
            select $1, slot, '' from generate_series(0, $2 - 1) as slot
            on conflict do nothing
            """;

    private static final String LOAD = "select slot, position, snapshot from feed_position where feed = $1 order by slot";

    // Shared: replicas deal with different slots at the same time. One of a version that knew no locks of slots takes the lock of
    // the whole feed for itself alone.
    private static final String LOCK_FEED = "select pg_advisory_xact_lock_shared($1)";

    private static final String ADVANCE = """
            update feed_position f
            set position = p.next
            from unnest($2::smallint[], $3::text[], $4::text[]) as p(slot, before, next)
            where f.feed = $1 and f.slot = p.slot and f.position = p.before and f.snapshot is null
            """;

    private static final String BEGIN_SNAPSHOT = """
            update feed_position f
            set snapshot = ''
            from unnest($2::smallint[], $3::text[]) as p(slot, position)
            where f.feed = $1 and f.slot = p.slot and f.position = p.position and f.snapshot is null
            """;

    private static final String CONTINUE_SNAPSHOT = """
            update feed_position f
            set snapshot = $4
            where f.feed = $1 and f.slot = any($2::smallint[]) and f.snapshot = $3
            """;

    private static final String END_SNAPSHOT = """
            update feed_position f
            set snapshot = null, position = p.position
            from unnest($2::smallint[], $4::text[]) as p(slot, position)
            where f.feed = $1 and f.slot = p.slot and f.snapshot = $3
            """;

    private final Database database;
    private final String feed;
    private final long lock;

    /** Whoever holds the advisory lock of a slot deals with it: unlike a row's lock it can be taken without writing. */
    private final long[] slotLocks = new long[Slots.COUNT];

    public FeedPositions(Database database, String feed) {
        this.database = database;
        this.feed = feed;
        this.lock = lock("feed " + feed);
        Arrays.setAll(slotLocks, slot -> lock("slot " + slot + " of feed " + feed));
    }

    private static long lock(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
    }

    /** The position of every slot; the beginning where nothing was read yet. */
    public List<SlotPosition> load() {
        return kept().stream().map(KeptSlot::message).toList();
    }

    /** How far {@code slots} have been read. */
    List<KeptSlot> load(Set<Integer> slots) {
        return kept().stream().filter(kept -> slots.contains(kept.slot())).toList();
    }

    private List<KeptSlot> kept() {
        var kept = select(arguments -> database.run(LOAD, arguments));
        if (kept.size() < Slots.COUNT) {
            database.run(PREPARE, Tuple.of(feed, Slots.COUNT));
            kept = select(arguments -> database.run(LOAD, arguments));
        }
        return kept;
    }

    private List<KeptSlot> select(Function<Tuple, RowSet<Row>> load) {
        var kept = new ArrayList<KeptSlot>(Slots.COUNT);
        for (Row row : load.apply(Tuple.of(feed))) {
            kept.add(new KeptSlot(row.getShort(0), row.getString(1), Optional.ofNullable(row.getString(2))));
        }
        return kept;
    }

    /**
     * Claims {@code slots} for this transaction, which writes nothing yet.
     *
     * @return whether they still stand where {@code before} has them; if not, another replica has moved them
     */
    boolean claim(Transaction transaction, Collection<KeptSlot> before, Set<Integer> slots) {
        transaction.run(LOCK_FEED, Tuple.of(lock));
        transaction.lock(slots.stream().map(slot -> slotLocks[slot]).toList());
        return select(arguments -> transaction.run(LOAD, arguments)).stream()
                .filter(kept -> slots.contains(kept.slot()))
                .allMatch(Set.copyOf(before)::contains);
    }

    /** Moves the slots of {@code headers}, which were claimed where {@code before} has them, on. */
    void advance(Transaction transaction, Collection<KeptSlot> before, List<ChangeHeader> headers) {
        Map<Integer, String> next = new TreeMap<>();
        headers.forEach(header -> next.put(header.getSlot(), header.getPosition()));
        var from = before.stream().collect(Collectors.toMap(KeptSlot::slot, KeptSlot::position));
        var moved = transaction.run(
                ADVANCE,
                Tuple.of(
                        feed,
                        array(next.keySet()),
                        next.keySet().stream().map(from::get).toArray(String[]::new),
                        next.values().toArray(String[]::new)));
        checkMoved(moved, next.size());
    }

    /** From now on the snapshot of {@code slots} is to be read, unless another replica has moved them meanwhile. */
    void beginSnapshot(Collection<KeptSlot> slots) {
        database.run(
                BEGIN_SNAPSHOT,
                Tuple.of(
                        feed,
                        array(slots.stream().map(KeptSlot::slot).toList()),
                        slots.stream().map(KeptSlot::position).toArray(String[]::new)));
    }

    /** The page {@code token} of the snapshot of {@code slots}, which were claimed, is dealt with; {@code next} follows it. */
    void continueSnapshot(Transaction transaction, Set<Integer> slots, String token, String next) {
        checkMoved(transaction.run(CONTINUE_SNAPSHOT, Tuple.of(feed, array(slots), token, next)), slots.size());
    }

    /** The page {@code token} of the snapshot was the last: the slots are followed again from {@code positions}. */
    void endSnapshot(Transaction transaction, List<SlotPosition> positions, String token) {
        var ended = transaction.run(
                END_SNAPSHOT,
                Tuple.of(
                        feed,
                        array(positions.stream().map(SlotPosition::getSlot).toList()),
                        token,
                        positions.stream().map(SlotPosition::getPosition).toArray(String[]::new)));
        checkMoved(ended, positions.size());
    }

    private void checkMoved(RowSet<Row> moved, int slots) {
        if (moved.rowCount() != slots) {
            throw new IllegalStateException("positions of feed " + feed + " were moved by somebody who had not claimed them");
        }
    }

    private static Short[] array(Collection<Integer> slots) {
        return slots.stream().map(Integer::shortValue).toArray(Short[]::new);
    }
}
