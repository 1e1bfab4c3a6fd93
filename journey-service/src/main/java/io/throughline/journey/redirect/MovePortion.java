package io.throughline.journey.redirect;

import io.throughline.identity.v1.CustomerChange;
import io.throughline.kit.database.Database;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * As much news as one transaction of about a second can follow: what it costs is the interactions of the customers who lose
 * something and of those who get it. A single customer's are not divided.
 */
final class MovePortion {

    private static final long MOST_INTERACTIONS = 10_000;

    private static final String COUNT = """
            select c.customer, n.interactions
            from unnest($1::uuid[]) as c(customer)
            cross join lateral (
                select count(*) as interactions
                from (select from interaction i where i.customer = c.customer limit $2) as first
            ) n
            """;

    private MovePortion() {}

    /** The first of {@code changes}, one at least if there is any. */
    static List<CustomerChange> of(Database database, List<CustomerChange> changes) {
        return of(database, changes, MOST_INTERACTIONS);
    }

    static List<CustomerChange> of(Database database, List<CustomerChange> changes, long mostInteractions) {
        var concerned = changes.stream().map(MovePortion::concerned).toList();
        var interactions = count(
                database, concerned.stream().flatMap(List::stream).distinct().toList(), mostInteractions);
        var counted = new HashSet<UUID>();
        long sum = 0;
        for (int place = 0; place < changes.size(); place++) {
            for (var customer : concerned.get(place)) {
                sum += counted.add(customer) ? interactions.get(customer) : 0;
            }
            if (sum > mostInteractions && place > 0) {
                return changes.subList(0, place);
            }
        }
        return changes;
    }

    /** Empty for news of a customer who has lost nothing. */
    private static List<UUID> concerned(CustomerChange change) {
        var redirects = Redirect.of(change.getCustomer());
        return redirects.stream()
                .flatMap(redirect -> Stream.of(redirect.customer(), redirect.target()))
                .distinct()
                .toList();
    }

    private static Map<UUID, Long> count(Database database, List<UUID> customers, long most) {
        var interactions = new HashMap<UUID, Long>();
        if (!customers.isEmpty()) {
            for (Row row : database.run(COUNT, Tuple.of(customers.toArray(UUID[]::new), most))) {
                interactions.put(row.getUUID(0), row.getLong(1));
            }
        }
        return interactions;
    }
}
