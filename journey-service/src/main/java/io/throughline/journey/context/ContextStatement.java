package io.throughline.journey.context;

import io.throughline.journey.interaction.Anchor;
import io.throughline.journey.interaction.RecentInteraction;
import io.throughline.journey.journey.JourneyQueries;
import io.throughline.journey.journey.RulebookSource;
import io.throughline.journey.journey.WholeJourney;
import io.throughline.kit.database.Database;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads the context of a customer by one statement: one way to the database and back, and all of it as of one moment. That is for
 * customers as they almost always are; of one who became another, or has more journeys than are told, it tells nothing.
 */
final class ContextStatement {

    // One row with what the others are read by, then the journeys, then the latest interactions.
    private static final String READ = """
            select null::uuid, null::text, null::text, null::uuid,
                   (select case mode when 'LIVE' then clock_timestamp() else replay_time end from clock),
                   """ + RulebookSource.LATEST + """
                   , null::integer, null::bytea, null::bigint, null::bytea[],
                   null::text, exists (select from redirect r
                                       where r.customer = $1 and r.anchor_namespace = '' and r.anchor_value = ''),
                   1, null::text, null::text, null::bigint
            union all
            select j.customer, j.definition, j.correlation, j.id, j.due_at, j.revision, j.ordinal,
                   case when not j.beyond then j.state end, j.standing_since,
                   case when not j.beyond then
                       (select array_agg(s.steps order by s.ordinal) from journey_steps s
                        where s.customer = j.customer and s.journey = j.id)
                   end,
                   null, j.beyond, 2, null, null, null
            from (
                select j.*, count(*) over () > $3 or sum(octet_length(j.state) + s.bytes) over () > $4 as beyond
                from (select * from journey where customer = $1 limit $3 + 1) j
                cross join lateral (
                    select coalesce(sum(octet_length(s.steps)), 0) as bytes from journey_steps s
                    where s.customer = j.customer and s.journey = j.id
                ) s
            ) j
            union all
            (select null, i.source, i.channel, i.id, i.occurred_at, i.source_sequence, null, null, null, null, i.touchpoint,
                    null, 3, i.anchor_namespace, i.anchor_value, i.anchor_key
             from interaction i
             where i.customer = $1 and i.touchpoint <> ''
             order by i.occurred_at desc, i.source_sequence desc, i.id desc
             limit $2)
            order by 13, 5 desc, 6 desc, 4 desc
            """;

    private static final int RUNS = 9;
    private static final int BEYOND = 11;

    private final RulebookSource rulebook;

    ContextStatement(RulebookSource rulebook) {
        this.rulebook = rulebook;
    }

    /**
     * The context of {@code customer}.
     *
     * @param interactions how many of the latest
     * @param journeys how many are told at most
     * @param bytes to which journeys, as stored, come at most
     * @return empty when one statement is not enough
     */
    Optional<CustomerContext> read(Database database, UUID customer, int interactions, int journeys, long bytes) {
        var rows = database.run(READ, Tuple.of(customer, interactions, journeys, bytes)).iterator();
        var head = rows.next();
        var rules = rulebook.known(head.getLong(5));
        if (rules.isEmpty() || head.getBoolean(BEYOND)) {
            return Optional.empty();
        }
        var told = new ArrayList<WholeJourney>();
        var recent = new ArrayList<RecentInteraction>(interactions);
        var anchor = Optional.<Anchor>empty();
        while (rows.hasNext()) {
            var row = rows.next();
            if (row.getUUID(0) == null) {
                recent.add(recent(row));
                anchor = anchor.or(() -> Optional.of(Anchor.of(row.getString(13), row.getString(14), row.getLong(15))));
            } else if (row.getBoolean(BEYOND)) {
                return Optional.empty();
            } else {
                told.add(JourneyQueries.whole(rules.get(), row, row.getDelegate().getArrayOfBuffers(RUNS)));
            }
        }
        told.sort(Comparator.comparing(WholeJourney::journey, JourneyQueries.UNDER_WAY_THEN_LATEST));
        var now = Optional.ofNullable(head.getOffsetDateTime(4)).map(OffsetDateTime::toInstant);
        return Optional.of(new CustomerContext(customer, List.copyOf(told), List.copyOf(recent), anchor, now));
    }

    private static RecentInteraction recent(Row row) {
        return new RecentInteraction(
                row.getUUID(3),
                row.getString(1),
                row.getOffsetDateTime(4).toInstant(),
                row.getString(2),
                row.getString(10));
    }
}
