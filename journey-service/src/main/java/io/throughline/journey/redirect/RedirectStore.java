package io.throughline.journey.redirect;

import io.throughline.journey.interaction.Anchor;
import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The redirects that were read from identity's feed, and what it told to be erased. */
public final class RedirectStore {

    private static final String OF_CUSTOMERS = """
            select r.customer, r.anchor_namespace, r.anchor_value, r.target, null::bigint
            from redirect r
            where r.customer = any($1)
            union all
            select e.customer, null, null, null, e.anchor_key
            from erasure e
            where e.customer = any($1)
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
            select r.customer, r.anchor_namespace, r.anchor_value, r.target, null::bigint
            from downstream f join redirect r on r.customer = f.customer
            union all
            select e.customer, null, null, null, e.anchor_key
            from downstream f join erasure e on e.customer = f.customer
            """;

    // What is erased stays so.
    private static final String ERASE = """
            insert into erasure (customer, anchor_key) select * from unnest($1::uuid[], $2::bigint[]) on conflict do nothing
            """;

    /** As an anchor's key it stands for the customer itself. */
    private static final long ALL = 0;

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
    static void replace(Transaction transaction, Map<UUID, Ways> news) {
        if (news.isEmpty()) {
            return;
        }
        var redirects = new ArrayList<Redirect>();
        var erased = new ArrayList<Erased>();
        news.forEach((customer, ways) -> {
            ways.targets().forEach((anchor, target) -> redirects.add(new Redirect(customer, anchor, target)));
            ways.erasedKeys().forEach(key -> erased.add(new Erased(customer, key)));
            if (ways.erased()) {
                erased.add(new Erased(customer, ALL));
            }
        });
        transaction.run(
                REPLACE,
                Tuple.of(
                        news.keySet().toArray(UUID[]::new),
                        redirects.stream().map(Redirect::customer).toArray(UUID[]::new),
                        redirects.stream().map(redirect -> redirect.anchor().namespace()).toArray(String[]::new),
                        redirects.stream().map(redirect -> redirect.anchor().value()).toArray(String[]::new),
                        redirects.stream().map(Redirect::target).toArray(UUID[]::new)));
        if (!erased.isEmpty()) {
            transaction.run(
                    ERASE,
                    Tuple.of(
                            erased.stream().map(Erased::customer).toArray(UUID[]::new),
                            erased.stream().map(Erased::key).toArray(Long[]::new)));
        }
    }

    private record Redirect(UUID customer, Anchor anchor, UUID target) {}

    private record Erased(UUID customer, Long key) {}

    private static Redirects redirects(RowSet<Row> rows) {
        var redirects = new Redirects();
        for (Row row : rows) {
            var erased = row.getLong(4);
            if (erased == null) {
                redirects.add(row.getUUID(0), new Anchor(row.getString(1), row.getString(2)), row.getUUID(3));
            } else if (erased == ALL) {
                redirects.addErased(row.getUUID(0));
            } else {
                redirects.addErased(row.getUUID(0), erased);
            }
        }
        return redirects;
    }
}
