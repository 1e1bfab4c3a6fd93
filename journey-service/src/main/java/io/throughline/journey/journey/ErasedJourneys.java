package io.throughline.journey.journey;

import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.feed.FeedEntry;
import io.throughline.kit.feed.FeedTable;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Withdraws the journeys of customers who are erased: nothing is folded, and no other journey takes their place. */
@ApplicationScoped
public class ErasedJourneys {

    private static final String SOME = """
            select customer, id from journey where customer = any($1) limit $2
            """;

    private static final String WITHDRAW = """
            with gone as (
                delete from journey j using unnest($1::uuid[], $2::uuid[]) as w(customer, id)
                where j.customer = w.customer and j.id = w.id
                returning j.customer, j.id, j.revision, j.standing_since
            ), steps as (
                delete from journey_steps s using unnest($1::uuid[], $2::uuid[]) as w(customer, id)
                where s.customer = w.customer and s.journey = w.id
            )
            insert into journey_tombstone as t (customer, id, revision, replaced_by, standing_since)
            select customer, id, revision + 1, null, standing_since from gone
            on conflict (customer, id) do update set revision = excluded.revision, replaced_by = null,
                standing_since = excluded.standing_since
            returning customer, id, revision
            """;

    private final FeedTable feed;

    @Inject
    public ErasedJourneys(Database database) {
        this.feed = new FeedTable(database);
    }

    /** A journey and whose it is. */
    public record JourneyPlace(UUID customer, UUID id) {}

    /** At most {@code most} journeys of {@code customers}, whichever are found first. */
    public static List<JourneyPlace> some(Transaction transaction, Collection<UUID> customers, int most) {
        var some = new ArrayList<JourneyPlace>();
        if (!customers.isEmpty()) {
            for (Row row : transaction.run(SOME, Tuple.of(customers.toArray(UUID[]::new), most))) {
                some.add(new JourneyPlace(row.getUUID(0), row.getUUID(1)));
            }
        }
        return some;
    }

    /** Withdraws {@code journeys}, whose customers are locked, and tells the feed. */
    public void withdraw(Transaction transaction, List<JourneyPlace> journeys) {
        if (journeys.isEmpty()) {
            return;
        }
        var told = new ArrayList<FeedEntry>(journeys.size());
        var rows = transaction.run(
                WITHDRAW,
                Tuple.of(
                        journeys.stream().map(JourneyPlace::customer).toArray(UUID[]::new),
                        journeys.stream().map(JourneyPlace::id).toArray(UUID[]::new)));
        for (Row row : rows) {
            told.add(new FeedEntry(row.getUUID(0), row.getUUID(1), row.getLong(2)));
        }
        feed.append(transaction, told);
    }
}
