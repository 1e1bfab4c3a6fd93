package io.throughline.measurement.persona;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.throughline.measurement.definition.Portions;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Enrols the customers of a definition's journeys when its personas have changed: in the background, in short transactions, each of
 * which keeps how far it came.
 */
@ApplicationScoped
public class Enrolling {

    private static final int JOURNEYS = 2_000;

    private static final String NEXT_DEFINITION = """
            select id, persona_rules, enrolled_up_to
            from definition
            where enrolled_up_to is not null
            order by id
            limit 1
            for update skip locked
            """;

    private static final String ENROL = """
            with next as (
                select journey_id, customer_id from journey_fact
                where definition_id = $1 and journey_id > $2
                order by journey_id
                limit $3
            ), enrolled as (
                insert into customer_persona as p (customer_id, definition_id, rules)
                select distinct customer_id, $1, $4::integer from next order by customer_id
                on conflict (customer_id, definition_id) do update
                set rules = excluded.rules, due = true, news = p.news + 1
                where p.rules <> excluded.rules
            )
            select journey_id from next order by journey_id desc
            """;

    private static final String PROGRESS = "update definition set enrolled_up_to = $2 where id = $1";

    private final Database database;

    @Inject
    public Enrolling(Database database) {
        this.database = database;
    }

    /** Looks whether there is something to do, and does it all. */
    @Scheduled(every = "${throughline.personas.evaluate-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    public void finish() {
        Portions.finish(database, "customers are enrolled", this::step);
    }

    /** Enrols the next customers; whether there was a definition to go on with. */
    private boolean step(Transaction transaction) {
        var definitions = transaction.run(NEXT_DEFINITION, Tuple.tuple()).iterator();
        if (!definitions.hasNext()) {
            return false;
        }
        var definition = definitions.next();
        int id = definition.getInteger("id");
        var done = transaction.run(
                ENROL,
                Tuple.of(id, definition.getUUID("enrolled_up_to"), JOURNEYS, definition.getInteger("persona_rules")));
        transaction.run(
                PROGRESS, Tuple.of(id, done.size() < JOURNEYS ? null : done.iterator().next().getUUID("journey_id")));
        return true;
    }
}
