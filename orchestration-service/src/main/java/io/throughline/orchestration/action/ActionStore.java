package io.throughline.orchestration.action;

import io.throughline.kit.database.Columns;
import io.throughline.kit.database.Transaction;
import io.throughline.orchestration.decision.core.ActionState;
import io.throughline.orchestration.decision.core.KnownAction;
import io.throughline.orchestration.decision.core.NewAction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Makes actions and takes them back, within the transaction of the decisions that call for it. */
public final class ActionStore {

    private static final String LOCK = """
            select id, state, called_for, journey, customer
            from action
            where id = any($1::uuid[])
            order by id
            for update
            """;

    private static final String CHANGE = """
            update action a
            set state = n.state, called_for = n.called_for, journey = n.journey, customer = n.customer,
                held = a.held and n.state <> 'CANCELLED',
                settled_at = case when n.state = 'CANCELLED' then coalesce(a.settled_at, now()) else a.settled_at end
            from unnest($1::uuid[], $2::text[], $3::boolean[], $4::uuid[], $5::uuid[])
                as n(id, state, called_for, journey, customer)
            where a.id = n.id
            """;

    // One that was cancelled is made again under its id; any other that is there already was made by the same cause.
    private static final String MAKE = """
            insert into action as a (
                id, decision, policy, customer, journey, channel, name, parameters, simulated, state, called_for,
                offer_from, held, offers, note, traceparent, fresh_for)
            select id, decision, policy, customer, journey, channel, name, parameters::jsonb, simulated, 'WAITING', true,
                'infinity', true, 0, '', traceparent, fresh_for
            from unnest(
                $1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[],
                $9::boolean[], $10::text[], $11::text[])
                as n(id, decision, policy, customer, journey, channel, name, parameters, simulated, traceparent, fresh_for)
            on conflict (id) do update
            set customer = excluded.customer, journey = excluded.journey, channel = excluded.channel, name = excluded.name,
                parameters = excluded.parameters, simulated = excluded.simulated, state = 'WAITING', called_for = true,
                offer_from = excluded.offer_from, held = excluded.held, offers = 0, stream = null, note = '',
                traceparent = excluded.traceparent, fresh_for = excluded.fresh_for, made_at = excluded.made_at,
                settled_at = null
            where a.state = 'CANCELLED'
            """;

    private ActionStore() {}

    /** The actions named by {@code ids}, kept from being offered or acknowledged until the end of the transaction. */
    public static List<KnownAction> lock(Transaction transaction, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var actions = new ArrayList<KnownAction>();
        for (Row row : transaction.run(LOCK, Tuple.of((Object) ids.toArray(UUID[]::new)))) {
            actions.add(new KnownAction(
                    row.getUUID(0),
                    ActionState.valueOf(row.getString(1)),
                    row.getBoolean(2),
                    row.getUUID(3),
                    row.getUUID(4)));
        }
        return actions;
    }

    /** Keeps {@code actions} as they are to be. */
    public static void change(Transaction transaction, Collection<KnownAction> actions) {
        if (!actions.isEmpty()) {
            transaction.run(
                    CHANGE,
                    Columns.of(actions)
                            .uuid(KnownAction::id)
                            .text(action -> action.state().name())
                            .flag(KnownAction::calledFor)
                            .uuid(KnownAction::journey)
                            .uuid(KnownAction::customer)
                            .tuple());
        }
    }

    /** Makes {@code actions}, which are held until {@link HeldActions} releases them. */
    public static void make(Transaction transaction, Collection<NewAction> actions) {
        if (!actions.isEmpty()) {
            transaction.run(
                    MAKE,
                    Columns.of(actions)
                            .uuid(NewAction::id)
                            .uuid(NewAction::decision)
                            .text(NewAction::policy)
                            .uuid(NewAction::customer)
                            .uuid(NewAction::journey)
                            .text(action -> action.ask().channel())
                            .text(action -> action.ask().name())
                            .text(action -> action.ask().parameters())
                            .flag(NewAction::simulated)
                            .text(NewAction::traceparent)
                            .text(action -> action.freshFor().toString())
                            .tuple());
        }
    }
}
