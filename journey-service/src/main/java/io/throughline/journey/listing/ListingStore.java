package io.throughline.journey.listing;

import io.throughline.journey.journey.JourneyQueries;
import io.throughline.journey.journey.ListedColumns;
import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds where listed journeys stand, by what is kept of each beside its state. */
final class ListingStore {

    // Each combination that there is, found by going from one to the next through the index; then the head of each.
    private static final String AMONG_ALL = """
            with recursive known (definition) as (
                (select min(definition) from journey where standing is not null)
                union all
                select (select min(j.definition) from journey j where j.definition > k.definition and j.standing is not null)
                from known k where k.definition is not null
            ),
            kinds (definition, standing, signals) as (
                select d.definition, j.standing, j.signals
                from (select definition from known where definition is not null and $1::text[] is null
                      union all select unnest($1::text[])) d
                cross join lateral (
                    select standing, signals from journey j
                    where j.definition = d.definition and j.standing is not null
                    order by standing, signals limit 1
                ) j
                union all
                select k.definition, j.standing, j.signals
                from kinds k
                cross join lateral (
                    select standing, signals from journey j
                    where j.definition = k.definition and (j.standing, j.signals) > (k.standing, k.signals)
                    order by standing, signals limit 1
                ) j
            )
            select j.customer, j.id
            from kinds k
            cross join lateral (
                select customer, id, started_at from journey j
                where j.definition = k.definition and j.standing = k.standing and j.signals = k.signals
                  and ($4::timestamptz is null or (j.started_at, j.id) < ($4, $5))
                order by started_at desc, id desc limit $6
            ) j
            where k.standing = any($2) and ($3 = 0 or k.signals & $3 <> 0)
            order by j.started_at desc, j.id desc limit $6
            """;

    private static final String OF_CUSTOMER = """
            select j.customer, j.id
            from journey j
            where j.customer = $7 and j.standing = any($2) and ($1::text[] is null or j.definition = any($1))
              and ($3 = 0 or j.signals & $3 <> 0)
              and ($4::timestamptz is null or (j.started_at, j.id) < ($4, $5))
            order by j.started_at desc, j.id desc limit $6
            """;

    private ListingStore() {}

    /**
     * The first {@code limit} journeys after {@code after}.
     *
     * @param definitions null for all
     */
    static List<JourneyQueries.Place> places(
            Transaction transaction, Wanted wanted, List<String> definitions, Optional<Place> after, int limit) {
        var arguments = Tuple.tuple()
                .addValue(definitions == null ? null : definitions.toArray(String[]::new))
                .addValue(ListedColumns.standings(wanted.states()))
                .addValue(ListedColumns.signals(wanted.signals()))
                .addValue(after.map(Place::startedAt).map(time -> time.atOffset(ZoneOffset.UTC)).orElse(null))
                .addValue(after.map(Place::id).orElse(null))
                .addValue(limit);
        wanted.customer().ifPresent(arguments::addValue);
        var places = new ArrayList<JourneyQueries.Place>(limit);
        for (Row row : transaction.run(wanted.customer().isPresent() ? OF_CUSTOMER : AMONG_ALL, arguments)) {
            places.add(new JourneyQueries.Place(row.getUUID(0), row.getUUID(1)));
        }
        return places;
    }
}
