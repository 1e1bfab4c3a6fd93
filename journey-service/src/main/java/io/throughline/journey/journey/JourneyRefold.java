package io.throughline.journey.journey;

import io.throughline.journey.clock.ClockStore;
import io.throughline.journey.feed.JourneyFeed;
import io.throughline.journey.interaction.CustomerLocks;
import io.throughline.journey.interaction.InteractionStore;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Folds the journeys of one definition anew from all that is stored: after a version was applied. */
@ApplicationScoped
public class JourneyRefold {

    // Jumps from customer to customer in the primary key of interactions.
    private static final String CUSTOMERS_AFTER = """
            with recursive stored (customer) as (
                (select customer from interaction where customer > $1 order by customer limit 1)
                union all
                select (select i.customer from interaction i where i.customer > s.customer order by i.customer limit 1)
                from stored s where s.customer is not null
            )
            select customer from stored where customer is not null limit $2
            """;

    private final Database database;
    private final RulebookSource rulebook;
    private final JourneyFolding folding;
    private final JourneyFeed feed;

    @Inject
    public JourneyRefold(Database database, RulebookSource rulebook, JourneyFolding folding, JourneyFeed feed) {
        this.database = database;
        this.rulebook = rulebook;
        this.folding = folding;
        this.feed = feed;
    }

    /** The next customers after {@code after}, in order, of whom anything is stored; fewer than {@code limit} at the end. */
    public List<UUID> customersAfter(UUID after, int limit) {
        var customers = new ArrayList<UUID>(limit);
        for (Row row : database.run(CUSTOMERS_AFTER, Tuple.of(after, limit))) {
            customers.add(row.getUUID(0));
        }
        return customers;
    }

    /** Folds {@code customers}' journeys of {@code definition} anew, in one transaction. */
    public void refold(String definition, List<UUID> customers) {
        boolean told = database.inTransaction(transaction -> refold(transaction, definition, customers));
        if (told) {
            feed.raise();
        }
    }

    private boolean refold(Transaction transaction, String definition, List<UUID> customers) {
        CustomerLocks.take(transaction, customers);
        var now = ClockStore.read(transaction).now();
        var rules = rulebook.read(transaction);
        var keys = new HashSet<>(
                JourneyStore.ofCustomers(transaction, customers, definition).keySet());
        var touchpoints = rules.named(definition).touchpoints();
        for (var owned : InteractionStore.at(transaction, customers, touchpoints, now)) {
            JourneyFolding.keys(rules, owned.customer(), owned.interaction()).stream()
                    .filter(key -> key.definition().equals(definition))
                    .forEach(keys::add);
        }
        return folding.fold(transaction, rules, now, FoldingWork.afresh(customers, keys, Map.of()));
    }
}
