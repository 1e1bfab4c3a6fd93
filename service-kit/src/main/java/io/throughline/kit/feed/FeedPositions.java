package io.throughline.kit.feed;

import io.throughline.feed.v1.ChangeHeader;
import io.throughline.feed.v1.SlotPosition;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    private static final String ADVANCE = """
            update feed_position f
            set position = p.next
            from unnest($2::smallint[], $3::text[], $4::text[]) as p(slot, previous, next)
            where f.feed = $1 and f.slot = p.slot and f.position = p.previous
            """;

    private final Database database;
    private final String feed;

    public FeedPositions(Database database, String feed) {
        this.database = database;
        this.feed = feed;
    }

    /** The position of every slot; the beginning where nothing was read yet. */
    public List<SlotPosition> load() {
        var positions = select();
        if (positions.size() < Slots.COUNT) {
            database.run(PREPARE, Tuple.of(feed, Slots.COUNT));
            positions = select();
        }
        return positions;
    }

    private List<SlotPosition> select() {
        var positions = new ArrayList<SlotPosition>(Slots.COUNT);
        for (Row row : database.run(LOAD, Tuple.of(feed))) {
            positions.add(SlotPosition.newBuilder()
                    .setSlot(row.getShort(0))
                    .setPosition(row.getString(1))
                    .build());
        }
        return positions;
    }

    /**
     * Moves the slots of {@code headers} on, from where {@code before} has them.
     *
     * @return whether they still stood there; if not, another replica has dealt with the changes and this transaction must
     *     be rolled back
     */
    boolean advance(Transaction transaction, List<SlotPosition> before, List<ChangeHeader> headers) {
        Map<Integer, String> previous = new HashMap<>();
        before.forEach(position -> previous.put(position.getSlot(), position.getPosition()));
        Map<Integer, String> next = new HashMap<>();
        headers.forEach(header -> next.put(header.getSlot(), header.getPosition()));

        var slots = next.keySet().stream().sorted().toList();
        var moved = transaction.run(
                ADVANCE,
                Tuple.of(
                        feed,
                        slots.stream().map(Integer::shortValue).toArray(Short[]::new),
                        slots.stream().map(previous::get).toArray(String[]::new),
                        slots.stream().map(next::get).toArray(String[]::new)));
        return moved.rowCount() == slots.size();
    }
}
