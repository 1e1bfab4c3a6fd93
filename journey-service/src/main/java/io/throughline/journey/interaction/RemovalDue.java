package io.throughline.journey.interaction;

import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Knows of each customer when the horizon comes to something that may go, so that nobody has to look at all of them. */
public final class RemovalDue {

    // As a rule the customer stands there with an earlier time, and nothing is written.
    private static final String NOTE = """
            insert into removal_due as r (customer, due_at)
            select n.customer, n.due_at from unnest($1::uuid[], $2::timestamptz[]) as n(customer, due_at)
            where not exists (select from removal_due d where d.customer = n.customer and d.due_at <= n.due_at)
            on conflict (customer) do update set due_at = excluded.due_at where r.due_at > excluded.due_at
            """;

    private static final String DUE = "select customer from removal_due where due_at < $1 order by due_at limit $2";

    private static final String LOOKED = """
            with looked (customer, oldest) as (
                select c.customer,
                       (select i.occurred_at from interaction i where i.customer = c.customer order by i.occurred_at limit 1)
                from unnest($1::uuid[]) as c(customer)
            ), gone as (
                delete from removal_due r using looked l where r.customer = l.customer and l.oldest is null
            )
            update removal_due r set due_at = greatest(l.oldest, $2)
            from looked l
            where r.customer = l.customer and l.oldest is not null
            """;

    private RemovalDue() {}

    /** The customers of whom the horizon has come to something, those first of whom it did first. */
    public static List<UUID> due(Transaction transaction, Instant horizon, int most) {
        var due = new ArrayList<UUID>();
        for (Row row : transaction.run(DUE, Tuple.of(horizon.atOffset(ZoneOffset.UTC), most))) {
            due.add(row.getUUID(0));
        }
        return due;
    }

    /**
     * All that {@code customers} had from before the horizon was looked at: they are due again when it comes to the oldest that is
     * kept now, not before {@code earliest}.
     */
    public static void looked(Transaction transaction, Collection<UUID> customers, Instant earliest) {
        if (!customers.isEmpty()) {
            transaction.run(
                    LOOKED, Tuple.of(customers.toArray(UUID[]::new), earliest.atOffset(ZoneOffset.UTC)));
        }
    }

    /** To be called with the locks of the customers of {@code arrivals}, once there is a horizon. */
    public static void note(Transaction transaction, Collection<NewInteraction> arrivals) {
        var oldest = HashMap.<UUID, Instant>newHashMap(arrivals.size());
        arrivals.forEach(arrival -> oldest.merge(
                arrival.customer(), arrival.interaction().occurredAt(), RemovalDue::earlier));
        note(transaction, oldest);
    }

    /** As the other, for customers to whom something as old as that has come. */
    public static void note(Transaction transaction, Map<UUID, Instant> oldest) {
        if (!oldest.isEmpty()) {
            transaction.run(
                    NOTE,
                    Tuple.of(
                            oldest.keySet().toArray(UUID[]::new),
                            oldest.values().stream().map(time -> time.atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new)));
        }
    }

    static Instant earlier(Instant left, Instant right) {
        return right.isBefore(left) ? right : left;
    }
}
