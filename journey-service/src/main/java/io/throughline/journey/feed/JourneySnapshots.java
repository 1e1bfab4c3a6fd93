package io.throughline.journey.feed;

import io.throughline.kit.database.Database;
import io.throughline.kit.feed.FeedPosition;
import io.throughline.kit.feed.FeedRow;
import io.throughline.kit.feed.FeedTable;
import io.throughline.kit.feed.Slots;
import io.throughline.kit.page.PageToken;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Set;

/**
 * Tells what all changes of journeys have come to, for readers whose changes are no longer kept. Tombstones are kept for ever; so
 * whatever such a reader has of a journey, it is told of it here, as it stands or that it was withdrawn.
 *
 * <p>Journeys are stored by id and not by slot, for whose sake a further index would cost each interaction. A reader of all
 * slots reads each row once; one of some of them has the others' keys skipped.
 */
@ApplicationScoped
public class JourneySnapshots {

    /** For one answer, however few of the slots it is of. */
    private static final int MOST_LOOKED_AT = 5_000;

    // Each branch goes along an index.
    private static final String NEXT = """
            select customer, id, revision
            from (
                (select customer, id, revision from journey where (id, customer) > ($1, $2)
                 order by id, customer limit $3)
                union all
                (select customer, id, revision from journey_tombstone where (id, customer) > ($1, $2)
                 order by id, customer limit $3)
            ) known
            order by id, customer
            limit $3
            """;

    private final Database database;
    private final FeedTable table;
    private final JourneyStates states;

    @Inject
    public JourneySnapshots(Database database, JourneyStates states) {
        this.database = database;
        this.table = new FeedTable(database);
        this.states = states;
    }

    /** The page of {@code slots} that {@code token} leads to, the first when it is empty, with at most {@code limit} journeys. */
    public SnapshotPage read(Set<Integer> slots, String token, int limit) {
        // Before the first look at journeys: what is not seen then is told by the feed from there on.
        var from = PageToken.read(token).map(SnapshotPlace::parse).orElseGet(() -> SnapshotPlace.first(table.end()));
        var rows = new ArrayList<FeedRow>();
        var next = from;
        int most = Math.min(MOST_LOOKED_AT, limit * Slots.COUNT / slots.size() + 1);
        int looked = 0;
        for (Row row : database.run(NEXT, Tuple.of(from.journey(), from.customer(), most))) {
            if (rows.size() == limit) {
                break;
            }
            looked++;
            next = next.after(row.getUUID(1), row.getUUID(0));
            int slot = Slots.of(row.getUUID(0));
            if (slots.contains(slot)) {
                rows.add(new FeedRow(slot, FeedPosition.START, row.getUUID(0), row.getUUID(1), row.getLong(2), "", false));
            }
        }
        var news = states.of(rows);
        boolean isCut = news.size() < rows.size();
        if (isCut) {
            var last = news.getLast().row();
            next = next.after(last.subject(), last.customer());
        }
        return new SnapshotPage(news, from.end(), !isCut && rows.size() < limit && looked < most, next);
    }
}
