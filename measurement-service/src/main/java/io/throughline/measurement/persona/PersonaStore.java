package io.throughline.measurement.persona;

import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Which personas customers are. Whoever is enrolled, or of whom there is news, is due; what was worked out meanwhile upon older news
 * does not count. Rows are written in one order everywhere, so that two replicas never wait for each other's.
 */
public final class PersonaStore {

    private static final String ENROL = """
            insert into customer_persona as p (customer_id, definition_id, rules)
            select distinct * from unnest($1::uuid[], $2::integer[], $3::integer[]) as e (customer_id, definition_id, rules)
            order by customer_id, definition_id
            on conflict (customer_id, definition_id) do update
            set rules = excluded.rules, due = true, news = p.news + 1
            where p.rules <> excluded.rules
            """;

    private static final String NEWS = """
            update customer_persona p set due = true, news = p.news + 1
            from (
                select customer_id, definition_id from customer_persona
                where customer_id = any($1) order by customer_id, definition_id for update
            ) n
            where p.customer_id = n.customer_id and p.definition_id = n.definition_id
            """;

    private static final String FORGET = """
            delete from customer_persona p
            using (
                select customer_id, definition_id from customer_persona
                where customer_id = any($1) order by customer_id, definition_id for update
            ) n
            where p.customer_id = n.customer_id and p.definition_id = n.definition_id
            """;

    private static final String DUE = """
            select p.customer_id, p.definition_id, p.news, d.personas::text
            from (
                select customer_id, definition_id, news from customer_persona
                where due order by customer_id, definition_id limit $1
            ) p
            join definition d on d.id = p.definition_id
            order by p.customer_id, p.definition_id
            """;

    private static final String KEEP = """
            update customer_persona p
            set due = false, personas = array(select jsonb_array_elements_text(e.personas::jsonb))
            from (
                select p.customer_id, p.definition_id, u.personas
                from unnest($1::uuid[], $2::integer[], $3::bigint[], $4::text[])
                    as u (customer_id, definition_id, news, personas)
                join customer_persona p
                    on p.customer_id = u.customer_id and p.definition_id = u.definition_id and p.news = u.news
                order by p.customer_id, p.definition_id
                for update of p
            ) e
            where p.customer_id = e.customer_id and p.definition_id = e.definition_id
            """;

    private static final String EVALUATED = """
            update definition d set evaluations = d.evaluations + 1
            from (select id from definition where id = any($1) order by id for update) e
            where d.id = e.id
            """;

    private static final String COUNT_DUE =
            "select count(distinct customer_id) from (select customer_id from customer_persona where due limit $1) due";

    private PersonaStore() {}

    /** A customer has a journey of a definition, whose personas are told by {@code rules}. */
    public record Enrolment(UUID customer, int definition, int rules) {}

    /**
     * It is to be worked out which personas of a definition a customer is.
     *
     * @param news upon which
     * @param personas of the definition, as it keeps them
     */
    record Due(UUID customer, int definition, long news, String personas) {}

    /** Has it worked out which personas these customers are, unless that was done by the same rules. */
    public static void enrol(Transaction transaction, Collection<Enrolment> enrolments) {
        if (!enrolments.isEmpty()) {
            transaction.run(
                    ENROL,
                    Tuple.of(
                            enrolments.stream().map(Enrolment::customer).toArray(UUID[]::new),
                            enrolments.stream().map(Enrolment::definition).toArray(Integer[]::new),
                            enrolments.stream().map(Enrolment::rules).toArray(Integer[]::new)));
        }
    }

    /** Other things are known of {@code customers} than were. */
    static void tell(Transaction transaction, Collection<UUID> customers) {
        if (!customers.isEmpty()) {
            transaction.run(NEWS, Tuple.of((Object) customers.toArray(UUID[]::new)));
        }
    }

    /** Keeps nothing of {@code customers}, who were erased. */
    static void forget(Transaction transaction, Collection<UUID> customers) {
        if (!customers.isEmpty()) {
            transaction.run(FORGET, Tuple.of((Object) customers.toArray(UUID[]::new)));
        }
    }

    static List<Due> due(Database database, int most) {
        var due = new ArrayList<Due>();
        for (Row row : database.run(DUE, Tuple.of(most))) {
            due.add(new Due(row.getUUID(0), row.getInteger(1), row.getLong(2), row.getString(3)));
        }
        return due;
    }

    /** @param personas the names for each of {@code due}; left alone is who has been told of since */
    static void keep(Transaction transaction, List<Due> due, List<List<String>> personas) {
        // First, as whoever enrols: two who take them in other orders would wait for each other.
        transaction.run(
                EVALUATED, Tuple.of((Object) due.stream().map(Due::definition).distinct().toArray(Integer[]::new)));
        transaction.run(
                KEEP,
                Tuple.of(
                        due.stream().map(Due::customer).toArray(UUID[]::new),
                        due.stream().map(Due::definition).toArray(Integer[]::new),
                        due.stream().map(Due::news).toArray(Long[]::new),
                        personas.stream().map(names -> new JsonArray(names).encode()).toArray(String[]::new)));
    }

    /** How many customers are due, counted to {@code most} personas of a definition. */
    public static long countDue(Database database, int most) {
        return database.run(COUNT_DUE, Tuple.of(most)).iterator().next().getLong(0);
    }
}
