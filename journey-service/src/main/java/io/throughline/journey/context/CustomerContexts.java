package io.throughline.journey.context;

import io.throughline.identity.v1.Identifier;
import io.throughline.journey.clock.ClockStore;
import io.throughline.journey.identity.IdentityPeer;
import io.throughline.journey.interaction.Anchor;
import io.throughline.journey.interaction.NewReading;
import io.throughline.journey.interaction.RecentInteraction;
import io.throughline.journey.journey.JourneyQueries;
import io.throughline.journey.journey.RulebookSource;
import io.throughline.journey.redirect.PresentCustomer;
import io.throughline.kit.database.Database;
import io.throughline.kit.error.Refusal;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Optional;
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
            select id, source, occurred_at, channel, touchpoint, anchor_namespace, anchor_value, anchor_key
            from interaction
            where customer = $1 and touchpoint <> ''
            order by occurred_at desc, source_sequence desc, id desc
            limit $2
            """;

    private final Database database;
    private final IdentityPeer identity;
    private final JourneyQueries journeys;
    private final ReadingRecorder readings;
    private final ContextStatement statement;

    @Inject
    public CustomerContexts(
            Database database,
            IdentityPeer identity,
            JourneyQueries journeys,
            RulebookSource rulebook,
            ReadingRecorder readings) {
        this.database = database;
        this.identity = identity;
        this.journeys = journeys;
        this.readings = readings;
        this.statement = new ContextStatement(rulebook);
    }

    /** Of whoever holds {@code identifier} now; that {@code reader} has read it is recorded, unless that is nobody by name. */
    public CustomerContext of(Identifier identifier, int interactions, String reader) {
        var customer = UUID.fromString(identity.find(identifier).getId());
        return read(gather(customer, interactions), reader);
    }

    /** Of a customer, or of the one that it became; {@code reader} as for an identifier. */
    public CustomerContext of(UUID customer, int interactions, String reader) {
        var context = gather(customer, interactions);
        if (context.interactions().isEmpty() && context.journeys().isEmpty()) {
            throw Refusal.notFound("customer", customer.toString(), "nothing was recorded of a customer of this id");
        }
        return read(context, reader);
    }

    /** Where there is nothing to read yet, or the clock shows no time, there is nothing to record. */
    private CustomerContext read(CustomerContext context, String reader) {
        if (!reader.isEmpty() && context.anchor().isPresent() && context.asOf().isPresent()) {
            readings.record(NewReading.of(
                    context.customer(), context.anchor().get(), reader, context.asOf().get()));
        }
        return context;
    }

    private CustomerContext gather(UUID asked, int interactions) {
        return statement
                .read(database, asked, interactions, MOST_JOURNEYS, MOST_BYTES)
                .orElseGet(() -> gatherStepByStep(asked, interactions));
    }

    private CustomerContext gatherStepByStep(UUID asked, int interactions) {
        return database.inSnapshot(transaction -> {
            var customer = PresentCustomer.of(transaction, asked);
            var told = journeys.of(transaction, customer, MOST_JOURNEYS, MOST_BYTES);
            var recent = new ArrayList<RecentInteraction>();
            var anchor = Optional.<Anchor>empty();
            for (Row row : transaction.run(RECENT, Tuple.of(customer, interactions))) {
                recent.add(recent(row));
                anchor = anchor.or(() -> Optional.of(Anchor.of(row.getString(5), row.getString(6), row.getLong(7))));
            }
            return new CustomerContext(
                    customer, told, recent, anchor, ClockStore.read(transaction).now());
        });
    }

    private static RecentInteraction recent(Row row) {
        return new RecentInteraction(
                row.getUUID(0),
                row.getString(1),
                row.getOffsetDateTime(2).toInstant(),
                row.getString(3),
                row.getString(4));
    }
}
