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
            kinds (definition, standing) as (
                select d.definition, j.standing
                from (select definition from known where definition is not null and $1::text[] is null
                      union all select unnest($1::text[])) d
                cross join lateral (
                    select standing from journey j
                    where j.definition = d.definition and j.standing is not null
                    order by standing limit 1
                ) j
                union all
                select k.definition, j.standing
                from kinds k
                cross join lateral (
                    select standing from journey j
                    where j.definition = k.definition and j.standing > k.standing
                    order by standing limit 1
                ) j
            )
            select j.customer, j.id, j.started_at, $3 = 0 or j.signals & $3 <> 0
            from kinds k
            cross join lateral (
                select customer, id, started_at, signals from journey j
                where j.definition = k.definition and j.standing = k.standing
                  and ($4::timestamptz is null or (j.started_at, j.id) < ($4, $5))
                order by started_at desc, id desc limit $6
            ) j
            where k.standing = any($2)
            order by j.started_at desc, j.id desc limit $6
            """;

    private static final String OF_CUSTOMER = """
            select j.customer, j.id, j.started_at, $3 = 0 or j.signals & $3 <> 0
            from journey j
            where j.customer = $7 and j.standing = any($2) and ($1::text[] is null or j.definition = any($1))
              and ($4::timestamptz is null or (j.started_at, j.id) < ($4, $5))
            order by j.started_at desc, j.id desc limit $6
            """;

    /**
     * A journey that may be one of those that are wanted.
     *
     * @param at where it is stored
     * @param place in the list
     * @param hasSignals as far as its columns tell, one of the wanted signals was noticed
     */
    record Candidate(JourneyQueries.Place at, Place place, boolean hasSignals) {}

    private ListingStore() {}

    /**
     * The first {@code limit} journeys after {@code after}, whatever their signals and their stages.
     *
     * @param definitions null for all
     */
    static List<Candidate> candidates(
            Transaction transaction, Wanted wanted, List<String> definitions, Optional<Place> after, int limit) {
        var arguments = Tuple.tuple()
                .addValue(definitions == null ? null : definitions.toArray(String[]::new))
                .addValue(ListedColumns.standings(wanted.states()))
                .addValue(ListedColumns.signals(wanted.signals()))
                .addValue(after.map(Place::startedAt).map(time -> time.atOffset(ZoneOffset.UTC)).orElse(null))
                .addValue(after.map(Place::id).orElse(null))
                .addValue(limit);
        wanted.customer().ifPresent(arguments::addValue);
        var candidates = new ArrayList<Candidate>();
        for (Row row : transaction.run(wanted.customer().isPresent() ? OF_CUSTOMER : AMONG_ALL, arguments)) {
            candidates.add(new Candidate(
                    new JourneyQueries.Place(row.getUUID(0), row.getUUID(1)),
                    new Place(row.getOffsetDateTime(2).toInstant(), row.getUUID(1)),
                    row.getBoolean(3)));
        }
        return candidates;
    }
}
