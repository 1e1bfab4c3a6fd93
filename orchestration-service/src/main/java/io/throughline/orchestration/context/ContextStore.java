package io.throughline.orchestration.context;

import io.throughline.kit.database.Columns;
import io.throughline.kit.database.Transaction;
import io.throughline.orchestration.decision.core.Change;
import io.throughline.orchestration.decision.core.Customer;
import io.throughline.orchestration.decision.core.JourneyState;
import io.throughline.orchestration.decision.core.KnownJourney;
import io.throughline.orchestration.decision.core.Tally;
import io.throughline.orchestration.decision.core.ToldTransition;
import io.throughline.orchestration.decision.core.Transition;
import io.throughline.orchestration.decision.core.TransitionKind;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps what is known of each customer's journeys: one row for each journey, one for each of its transitions, and what the
 * journeys of a customer add up to.
 */
public final class ContextStore {

    // Over any number of steps, in both directions; "union" ends it, should two ever replace each other. "offset 0" keeps
    // each look a look by key, however large the planner thinks the page is.
    private static final String KNOWN = """
            with recursive related(id) as (
                select unnest($1::uuid[])
                union
                select next.id
                from related r
                cross join lateral (
                    select j.replaced_by as id from journey j where j.id = r.id and j.replaced_by is not null
                    union all
                    select j.id from journey j where j.replaced_by = r.id
                    offset 0
                ) next
            )
            select j.id, j.customer, j.revision, j.withdrawn, j.replaced_by
            from related
            cross join lateral (select * from journey j where j.id = related.id offset 0) j
            """;

    private static final String WRITE = """
            insert into journey as j (
                id, customer, revision, withdrawn, replaced_by, definition, state, last_interaction_at, last_channel,
                interactions, handovers, nps_promoters, nps_passives, nps_detractors,
                csat_answers, csat_sum, ces_answers, ces_sum)
            select *
            from unnest(
                $1::uuid[], $2::uuid[], $3::bigint[], $4::boolean[], $5::uuid[], $6::text[], $7::text[],
                $8::timestamptz[], $9::text[], $10::bigint[], $11::bigint[], $12::bigint[], $13::bigint[], $14::bigint[],
                $15::bigint[], $16::bigint[], $17::bigint[], $18::bigint[])
            on conflict (id) do update
            set customer = excluded.customer, revision = excluded.revision, withdrawn = excluded.withdrawn,
                replaced_by = excluded.replaced_by, definition = excluded.definition, state = excluded.state,
                last_interaction_at = excluded.last_interaction_at, last_channel = excluded.last_channel,
                interactions = excluded.interactions, handovers = excluded.handovers,
                nps_promoters = excluded.nps_promoters, nps_passives = excluded.nps_passives,
                nps_detractors = excluded.nps_detractors, csat_answers = excluded.csat_answers,
                csat_sum = excluded.csat_sum, ces_answers = excluded.ces_answers, ces_sum = excluded.ces_sum
            """;

    // A transition that leaves one journey may stand in another that is not otherwise concerned.
    private static final String TOLD = """
            select t.journey, t.id, t.kind, t.occurred_at, t.moment, t.standing
            from (
                select own.id
                from unnest($1::uuid[]) as k(journey)
                cross join lateral (select t.id from transition t where t.journey = k.journey offset 0) own
                union
                select unnest($2::uuid[])
            ) concerned
            cross join lateral (select * from transition t where t.id = concerned.id offset 0) t
            """;

    private static final String WRITE_TOLD = """
            insert into transition as t (journey, id, kind, occurred_at, moment, standing)
            select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[], $5::text[], $6::boolean[])
            on conflict (journey, id) do update set standing = excluded.standing
            """;

    // The table's triggers count (V002), so that a customer's journeys are not read, however many they are; but for the last.
    private static final String CUSTOMERS = """
            select c.customer, c.definition, c.state, c.journeys, c.interactions, c.handovers, c.nps_promoters,
                c.nps_passives, c.nps_detractors, c.csat_answers, c.csat_sum, c.ces_answers, c.ces_sum, last.last_channel
            from unnest($1::uuid[]) as asked(customer)
            cross join lateral (
                select j.last_channel
                from journey j
                where j.customer = asked.customer and not j.withdrawn
                order by j.last_interaction_at desc, j.id
                limit 1
            ) last
            cross join lateral (
                select * from customer_journeys c where c.customer = asked.customer and c.journeys > 0 offset 0
            ) c
            """;

    private ContextStore() {}

    /** What is known of {@code journeys}, of those that replaced them and of those that they replaced. */
    public static List<KnownJourney> known(Transaction transaction, Collection<UUID> journeys) {
        var known = new ArrayList<KnownJourney>();
        for (Row row : transaction.run(KNOWN, Tuple.of(journeys.toArray(UUID[]::new)))) {
            known.add(new KnownJourney(
                    row.getUUID(0),
                    row.getUUID(1),
                    row.getLong(2),
                    row.getBoolean(3),
                    Optional.ofNullable(row.getUUID(4))));
        }
        return known;
    }

    /** Keeps {@code changes}, at most one for each journey, as the newest state. */
    public static void write(Transaction transaction, Collection<Change> changes) {
        if (!changes.isEmpty()) {
            transaction.run(WRITE, JourneyRow.columns(changes.stream().map(JourneyRow::of).toList()));
        }
    }

    /** Every transition told of {@code journeys}, and {@code transitions}: wherever each was told. */
    public static List<ToldTransition> told(
            Transaction transaction, Collection<UUID> journeys, Collection<UUID> transitions) {
        var told = new ArrayList<ToldTransition>();
        for (Row row : transaction.run(
                TOLD, Tuple.of(journeys.toArray(UUID[]::new), transitions.toArray(UUID[]::new)))) {
            told.add(new ToldTransition(
                    row.getUUID(0),
                    new Transition(
                            row.getUUID(1),
                            TransitionKind.valueOf(row.getString(2)),
                            row.getOffsetDateTime(3).toInstant(),
                            row.getString(4)),
                    row.getBoolean(5)));
        }
        return told;
    }

    /** Keeps that {@code transitions} were told, and whether they stand. */
    public static void writeTold(Transaction transaction, Collection<ToldTransition> transitions) {
        if (!transitions.isEmpty()) {
            var columns = Columns.of(transitions);
            transaction.run(
                    WRITE_TOLD,
                    columns.uuid(ToldTransition::journey)
                            .uuid(told -> told.transition().id())
                            .text(told -> told.transition().kind().name())
                            .time(told -> told.transition().occurredAt())
                            .text(told -> told.transition().moment())
                            .flag(ToldTransition::standing)
                            .tuple());
        }
    }

    /** What is known of {@code customers} as a whole; one without a journey is known by an empty context. */
    public static Map<UUID, Customer> customers(Transaction transaction, Collection<UUID> customers) {
        Map<UUID, CustomerSum> sums = new HashMap<>();
        customers.forEach(customer -> sums.put(customer, new CustomerSum()));
        for (Row row : transaction.run(CUSTOMERS, Tuple.of((Object) customers.toArray(UUID[]::new)))) {
            sums.get(row.getUUID(0))
                    .add(
                            row.getString(1),
                            JourneyState.valueOf(row.getString(2)),
                            row.getLong(3),
                            tally(row),
                            row.getString(13));
        }
        Map<UUID, Customer> found = new HashMap<>();
        sums.forEach((customer, sum) -> found.put(customer, sum.customer(customer)));
        return found;
    }

    private static Tally tally(Row row) {
        return new Tally(
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                row.getLong(12));
    }
}
