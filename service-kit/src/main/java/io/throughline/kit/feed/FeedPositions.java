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
import java.util.List;
import java.util.Map;
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

    private static final String LOAD = "select slot, position from feed_position where feed = $1 order by slot";

    // Shared: replicas deal with different slots at the same time. One of a version that knew no locks of slots takes the lock of
    // the whole feed for itself alone.
    private static final String LOCK_FEED = "select pg_advisory_xact_lock_shared($1)";

    private static final String ADVANCE = """
            update feed_position f
            set position = p.next
            from unnest($2::smallint[], $3::text[], $4::text[]) as p(slot, before, next)
            where f.feed = $1 and f.slot = p.slot and f.position = p.before
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

    /** The positions of {@code slots}, as {@link #load()}. */
    List<SlotPosition> load(Set<Integer> slots) {
        return load().stream().filter(position -> slots.contains(position.getSlot())).toList();
    }

    /** The position of every slot; the beginning where nothing was read yet. */
    public List<SlotPosition> load() {
        var positions = select(arguments -> database.run(LOAD, arguments));
        if (positions.size() < Slots.COUNT) {
            database.run(PREPARE, Tuple.of(feed, Slots.COUNT));
            positions = select(arguments -> database.run(LOAD, arguments));
        }
        return positions;
    }

    private List<SlotPosition> select(Function<Tuple, RowSet<Row>> load) {
        var positions = new ArrayList<SlotPosition>(Slots.COUNT);
        for (Row row : load.apply(Tuple.of(feed))) {
            positions.add(SlotPosition.newBuilder()
                    .setSlot(row.getShort(0))
                    .setPosition(row.getString(1))
                    .build());
        }
        return positions;
    }

    /**
     * Claims the changes of {@code headers} for this transaction, which writes nothing yet.
     *
     * @return whether their slots still stand where {@code before} has them; if not, another replica has dealt with them
     */
    boolean claim(Transaction transaction, List<SlotPosition> before, List<ChangeHeader> headers) {
        var slots = headers.stream().map(ChangeHeader::getSlot).collect(Collectors.toSet());
        transaction.run(LOCK_FEED, Tuple.of(lock));
        transaction.lock(slots.stream().map(slot -> slotLocks[slot]).toList());
        return select(arguments -> transaction.run(LOAD, arguments)).stream()
                .filter(position -> slots.contains(position.getSlot()))
                .allMatch(Set.copyOf(before)::contains);
    }

    /** Moves the slots of {@code headers}, which were claimed where {@code before} has them, on. */
    void advance(Transaction transaction, List<SlotPosition> before, List<ChangeHeader> headers) {
        Map<Integer, String> next = new TreeMap<>();
        headers.forEach(header -> next.put(header.getSlot(), header.getPosition()));
        var from = before.stream().collect(Collectors.toMap(SlotPosition::getSlot, SlotPosition::getPosition));
        var moved = transaction.run(
                ADVANCE,
                Tuple.of(
                        feed,
                        next.keySet().stream().map(Integer::shortValue).toArray(Short[]::new),
                        next.keySet().stream().map(from::get).toArray(String[]::new),
                        next.values().toArray(String[]::new)));
        if (moved.rowCount() < next.size()) {
            throw new IllegalStateException("positions of feed " + feed + " were moved by somebody who had not claimed them");
        }
    }
}
