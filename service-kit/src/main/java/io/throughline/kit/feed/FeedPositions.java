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

    private static final String ADVANCE = """
            update feed_position f
            set position = p.next
            from unnest($2::smallint[], $3::text[]) as p(slot, next)
            where f.feed = $1 and f.slot = p.slot
            """;

    private final Database database;
    private final String feed;

    /** Whoever holds this advisory lock deals with the feed: unlike a row's lock it can be taken without writing. */
    private final long lock;

    public FeedPositions(Database database, String feed) {
        this.database = database;
        this.feed = feed;
        this.lock = UUID.nameUUIDFromBytes(("feed " + feed).getBytes(StandardCharsets.UTF_8))
                .getMostSignificantBits();
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
        transaction.lock(List.of(lock));
        var slots = headers.stream().map(ChangeHeader::getSlot).collect(Collectors.toSet());
        return select(arguments -> transaction.run(LOAD, arguments)).stream()
                .filter(position -> slots.contains(position.getSlot()))
                .allMatch(Set.copyOf(before)::contains);
    }

    /** Moves the slots of {@code headers}, which were claimed, on. */
    void advance(Transaction transaction, List<ChangeHeader> headers) {
        Map<Integer, String> next = new TreeMap<>();
        headers.forEach(header -> next.put(header.getSlot(), header.getPosition()));
        transaction.run(
                ADVANCE,
                Tuple.of(
                        feed,
                        next.keySet().stream().map(Integer::shortValue).toArray(Short[]::new),
                        next.values().toArray(String[]::new)));
    }
}
