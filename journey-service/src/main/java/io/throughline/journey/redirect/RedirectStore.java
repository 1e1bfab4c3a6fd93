package io.throughline.journey.redirect;

import io.throughline.journey.interaction.Anchor;
import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.UUID;

/** The redirects that were read from identity's feed. */
public final class RedirectStore {

    private static final String OF_CUSTOMERS = """
            select r.customer, r.anchor_namespace, r.anchor_value, r.target
            from redirect r
            where r.customer = any($1)
            """;

    private RedirectStore() {}

    /** Those of {@code customers}. */
    public static Redirects of(Transaction transaction, Collection<UUID> customers) {
        return redirects(transaction.run(OF_CUSTOMERS, Tuple.of(customers.toArray(UUID[]::new))));
    }

    private static Redirects redirects(RowSet<Row> rows) {
        var redirects = new Redirects();
        for (Row row : rows) {
            redirects.add(row.getUUID(0), new Anchor(row.getString(1), row.getString(2)), row.getUUID(3));
        }
        return redirects;
    }
}
