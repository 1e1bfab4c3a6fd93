package io.throughline.journey.redirect;

import io.throughline.journey.interaction.Anchor;
import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The redirects that were read from identity's feed. */
public final class RedirectStore {

    private static final String OF_CUSTOMERS = """
            select r.customer, r.anchor_namespace, r.anchor_value, r.target
            from redirect r
            where r.customer = any($1)
            """;

    private static final String REPLACE = """
            with old as (
                delete from redirect r
                where r.customer = any($1)
                  and (r.customer, r.anchor_namespace, r.anchor_value) not in (
                      select * from unnest($2::uuid[], $3::text[], $4::text[]))
            )
            insert into redirect (customer, anchor_namespace, anchor_value, target)
            select * from unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[])
            on conflict (customer, anchor_namespace, anchor_value) do update set target = excluded.target
            """;

    private static final String REACHED_FROM = """
            with recursive downstream (customer) as (
                select unnest($1::uuid[])
                union
                select r.target from downstream f join redirect r on r.customer = f.customer
            )
            select r.customer, r.anchor_namespace, r.anchor_value, r.target
            from downstream f join redirect r on r.customer = f.customer
            """;

    private RedirectStore() {}

    /** Those of {@code customers}. */
    public static Redirects of(Transaction transaction, Collection<UUID> customers) {
        return redirects(transaction.run(OF_CUSTOMERS, Tuple.of(customers.toArray(UUID[]::new))));
    }

    /** Those of {@code customers}, and all to which they lead on. */
    static Redirects from(Transaction transaction, Collection<UUID> customers) {
        return redirects(transaction.run(REACHED_FROM, Tuple.of(customers.toArray(UUID[]::new))));
    }

    /** From now on the customers of {@code news} have these redirects and no others. */
    static void replace(Transaction transaction, Map<UUID, List<Redirect>> news) {
        if (news.isEmpty()) {
            return;
        }
        var redirects = news.values().stream().flatMap(List::stream).toList();
        transaction.run(
                REPLACE,
                Tuple.of(
                        news.keySet().toArray(UUID[]::new),
                        redirects.stream().map(Redirect::customer).toArray(UUID[]::new),
                        redirects.stream().map(redirect -> redirect.anchor().namespace()).toArray(String[]::new),
                        redirects.stream().map(redirect -> redirect.anchor().value()).toArray(String[]::new),
                        redirects.stream().map(Redirect::target).toArray(UUID[]::new)));
    }

    private static Redirects redirects(RowSet<Row> rows) {
        var redirects = new Redirects();
        for (Row row : rows) {
            redirects.add(row.getUUID(0), new Anchor(row.getString(1), row.getString(2)), row.getUUID(3));
        }
        return redirects;
    }
}
