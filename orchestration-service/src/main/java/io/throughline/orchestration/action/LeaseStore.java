package io.throughline.orchestration.action;

import io.throughline.kit.database.Columns;
import io.throughline.kit.database.Database;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Gives actions out to one stream at a time. A lease is a time in the row, by the database's clock; it outlives connections and
 * processes, and ends by itself.
 */
@ApplicationScoped
public class LeaseStore {

    private static final String RESERVE = """
            update action a
            set stream = $4, offer_from = now() + make_interval(secs => $5)
            from (
                select id
                from action
                where channel = $1 and simulated = $2 and state in ('WAITING', 'OFFERED') and called_for
                  and offer_from <= now() and not held
                order by offer_from
                limit $3
                for update skip locked
            ) due
            where a.id = due.id
            returning a.id, a.decision, a.policy, a.customer, a.journey, a.channel, a.name, a.parameters::text, a.simulated,
                a.traceparent
            """;

    // A correction of the past may have taken it back while it was being addressed.
    private static final String OFFER = """
            update action
            set state = 'OFFERED', offers = offers + 1, offer_from = now() + make_interval(secs => $3)
            where id = any($1::uuid[]) and stream = $2 and state in ('WAITING', 'OFFERED') and called_for
            returning id, offer_from
            """;

    private static final String GIVE_BACK = """
            update action
            set stream = null, offer_from = now() + make_interval(secs => $3)
            where id = any($1::uuid[]) and stream = $2 and state in ('WAITING', 'OFFERED')
            """;

    // Ever more rarely: it rests as long again as it is old.
    private static final String PUT_OFF = """
            update action
            set stream = null,
                offer_from = now() + greatest(make_interval(secs => $3), least(now() - made_at, interval '1 hour'))
            where id = $1 and stream = $2 and state in ('WAITING', 'OFFERED')
            """;

    // What was settled stays so. Only the holder of the lease may have it offered again.
    private static final String SETTLE = """
            with known as (
                select id from action where id = any($1::uuid[]) and channel = $4 and offers > 0
            ), settled as (
                update action a
                set state = case n.result when 'RETRY' then 'WAITING' else n.result end,
                    note = n.note,
                    stream = null,
                    offer_from = case n.result when 'RETRY' then now() + make_interval(secs => $6) else a.offer_from end,
                    settled_at = case n.result when 'RETRY' then null else now() end
                from unnest($1::uuid[], $2::text[], $3::text[]) as n(id, result, note)
                where a.id = n.id and a.channel = $4 and a.offers > 0 and a.state in ('WAITING', 'OFFERED')
                  and (n.result <> 'RETRY' or a.stream = $5)
            )
            select id from known
            """;

    private final Database database;
    private final ActionConfiguration configuration;

    @Inject
    public LeaseStore(Database database, ActionConfiguration configuration) {
        configuration.check();
        this.database = database;
        this.configuration = configuration;
    }

    /** At most {@code count} actions for {@code channel}, kept from all other streams for the length of a lease. */
    List<OfferedAction> reserve(String channel, boolean simulated, int count, UUID stream) {
        var reserved = new ArrayList<OfferedAction>();
        for (Row row : database.run(RESERVE, Tuple.of(channel, simulated, count, stream, seconds(configuration.lease())))) {
            reserved.add(new OfferedAction(
                    row.getUUID(0),
                    row.getUUID(1),
                    row.getString(2),
                    row.getUUID(3),
                    row.getUUID(4),
                    row.getString(5),
                    row.getString(6),
                    row.getString(7),
                    row.getBoolean(8),
                    row.getString(9)));
        }
        return reserved;
    }

    /**
     * Begins the leases of {@code actions}, which count as sent from here on.
     *
     * @return when each lease ends; those that were taken back meanwhile are left out
     */
    Map<UUID, Instant> offer(Collection<UUID> actions, UUID stream) {
        Map<UUID, Instant> leases = new HashMap<>();
        for (Row row : database.run(
                OFFER, Tuple.of(actions.toArray(UUID[]::new), stream, seconds(configuration.lease())))) {
            leases.put(row.getUUID(0), row.getOffsetDateTime(1).toInstant());
        }
        return leases;
    }

    /** Lets {@code actions}, which could not be sent, be offered by any stream after a pause. */
    void giveBack(Collection<UUID> actions, UUID stream) {
        database.run(
                GIVE_BACK, Tuple.of(actions.toArray(UUID[]::new), stream, seconds(configuration.retryAfter())));
    }

    /**
     * Lets {@code action}, which could not be addressed for a reason that trying again hardly cures, be offered by any stream
     * after a pause that grows with its age, to an hour.
     */
    void putOff(UUID action, UUID stream) {
        database.run(PUT_OFF, Tuple.of(action, stream, seconds(configuration.retryAfter())));
    }

    /**
     * Keeps what {@code channel} says on {@code stream}: all at once, and each by itself if that fails, so that what is wrong
     * with one costs no other. Durable when this returns; saying it again changes nothing.
     */
    Settled settle(List<Acknowledgement> acknowledgements, String channel, UUID stream) {
        Map<UUID, Acknowledgement> byAction = new LinkedHashMap<>();
        acknowledgements.forEach(said -> byAction.merge(
                said.action(), said, (first, second) -> first.isFinal() || !second.isFinal() ? first : second));
        return Settled.of(List.copyOf(byAction.values()), together -> keep(together, channel, stream));
    }

    /** Those that are known; the others were never offered to the channel. */
    private Set<UUID> keep(List<Acknowledgement> acknowledgements, String channel, UUID stream) {
        var arguments = Columns.of(acknowledgements)
                .uuid(Acknowledgement::action)
                .text(said -> said.result().name())
                .text(Acknowledgement::note)
                .tuple()
                .addString(channel)
                .addUUID(stream)
                .addDouble(seconds(configuration.retryAfter()));
        Set<UUID> known = new HashSet<>();
        for (Row row : database.run(SETTLE, arguments)) {
            known.add(row.getUUID(0));
        }
        return known;
    }

    /** How long a channel has to acknowledge an action. */
    Duration lease() {
        return configuration.lease();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
