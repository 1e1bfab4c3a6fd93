package io.throughline.journey.context;

import io.throughline.identity.v1.Identifier;
import io.throughline.journey.identity.IdentityPeer;
import io.throughline.journey.interaction.RecentInteraction;
import io.throughline.journey.journey.JourneyQueries;
import io.throughline.journey.redirect.PresentCustomer;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.throughline.kit.error.Refusal;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Gathers what is known of one customer. */
@ApplicationScoped
public class CustomerContexts {

    /** Told when the caller does not say how many. */
    public static final int USUAL_INTERACTIONS = 20;

    private static final int MOST_JOURNEYS = 100;

    /** Of journeys as stored; a journey takes a multiple of them in memory and on the wire. */
    private static final long MOST_BYTES = 2 << 20;

    private static final String RECENT = """
            select id, source, occurred_at, channel, touchpoint
            from interaction
            where customer = $1
            order by occurred_at desc, source_sequence desc, id desc
            limit $2
            """;

    private final Database database;
    private final IdentityPeer identity;
    private final JourneyQueries journeys;

    @Inject
    public CustomerContexts(Database database, IdentityPeer identity, JourneyQueries journeys) {
        this.database = database;
        this.identity = identity;
        this.journeys = journeys;
    }

    /** Of whoever holds {@code identifier} now. */
    public CustomerContext of(Identifier identifier, int interactions) {
        var customer = UUID.fromString(identity.find(identifier).getId());
        return gather(customer, interactions);
    }

    /** Of a customer, or of the one that it became. */
    public CustomerContext of(UUID customer, int interactions) {
        var context = gather(customer, interactions);
        if (context.interactions().isEmpty() && context.journeys().isEmpty()) {
            throw Refusal.notFound("customer", customer.toString(), "nothing was recorded of a customer of this id");
        }
        return context;
    }

    private CustomerContext gather(UUID asked, int interactions) {
        return database.inSnapshot(transaction -> {
            var customer = PresentCustomer.of(transaction, asked);
            return new CustomerContext(
                    customer,
                    journeys.of(transaction, customer, MOST_JOURNEYS, MOST_BYTES),
                    recent(transaction, customer, interactions));
        });
    }

    private static List<RecentInteraction> recent(Transaction transaction, UUID customer, int most) {
        var recent = new ArrayList<RecentInteraction>();
        for (Row row : transaction.run(RECENT, Tuple.of(customer, most))) {
            recent.add(new RecentInteraction(
                    row.getUUID(0),
                    row.getString(1),
                    row.getOffsetDateTime(2).toInstant(),
                    row.getString(3),
                    row.getString(4)));
        }
        return recent;
    }
}
