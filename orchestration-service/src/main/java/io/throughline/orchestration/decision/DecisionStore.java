package io.throughline.orchestration.decision;

import io.throughline.kit.database.Columns;
import io.throughline.kit.database.Transaction;
import io.throughline.orchestration.decision.core.Decision;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Keeps decisions within the transaction that makes them. */
public final class DecisionStore {

    // "offset 0" keeps each look a look by key, however large the planner thinks the page is.
    private static final String SHARING = """
            with own as (
                select d.*
                from unnest($1::uuid[]) as asked(transition_id)
                cross join lateral (select * from decision d where d.transition_id = asked.transition_id offset 0) d
            )
            select %1$s from own
            union all
            select %1$s
            from (select distinct action as id from own where action is not null) shared
            cross join lateral (select * from decision d where d.action = shared.id offset 0) d
            where d.transition_id not in (select transition_id from own)
            """.formatted(DecisionRow.COLUMNS);

    private static final String WRITE = """
            insert into decision as d (
                id, policy, policy_version, customer, journey, transition_id, transition_kind, transition_moment,
                transition_at, decided_at, outcome, reasons, action)
            select id, policy, policy_version, customer, journey, transition_id, transition_kind, transition_moment,
                transition_at, decided_at, outcome, reasons::jsonb, action
            from unnest(
                $1::uuid[], $2::text[], $3::integer[], $4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::text[],
                $9::timestamptz[], $10::timestamptz[], $11::text[], $12::text[], $13::uuid[])
                as n(id, policy, policy_version, customer, journey, transition_id, transition_kind, transition_moment,
                    transition_at, decided_at, outcome, reasons, action)
            on conflict (id) do update
            set policy_version = excluded.policy_version, customer = excluded.customer, journey = excluded.journey,
                decided_at = excluded.decided_at, outcome = excluded.outcome, reasons = excluded.reasons,
                action = excluded.action
            """;

    private static final String BY_ID = "select " + DecisionRow.COLUMNS + " from decision where id = any($1::uuid[])";

    private DecisionStore() {}

    /** What any policy made of {@code transitions}, and of those that share an action with one of them. */
    static List<Decision> sharing(Transaction transaction, Collection<UUID> transitions) {
        return read(transaction, SHARING, transitions);
    }

    /** The decisions named by {@code ids}. */
    static List<Decision> byId(Transaction transaction, Collection<UUID> ids) {
        return read(transaction, BY_ID, ids);
    }

    private static List<Decision> read(Transaction transaction, String sql, Collection<UUID> ids) {
        var decisions = new ArrayList<Decision>();
        for (Row row : transaction.run(sql, Tuple.of((Object) ids.toArray(UUID[]::new)))) {
            decisions.add(DecisionRow.of(row));
        }
        return decisions;
    }

    /** Keeps {@code decisions}, in the place of earlier ones on the same cause. */
    public static void write(Transaction transaction, Collection<Decision> decisions) {
        if (!decisions.isEmpty()) {
            transaction.run(
                    WRITE,
                    Columns.of(decisions)
                            .uuid(decision -> decision.cause().decisionId())
                            .text(Decision::policy)
                            .integer(Decision::policyVersion)
                            .uuid(Decision::customer)
                            .uuid(Decision::journey)
                            .uuid(decision -> decision.transition().id())
                            .text(decision -> decision.transition().kind().name())
                            .text(decision -> decision.transition().moment())
                            .time(decision -> decision.transition().occurredAt())
                            .time(Decision::decidedAt)
                            .text(decision -> decision.outcome().name())
                            .text(DecisionRow::reasons)
                            .uuid(decision -> decision.action().orElse(null))
                            .tuple());
        }
    }
}
