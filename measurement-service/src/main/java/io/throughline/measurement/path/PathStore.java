package io.throughline.measurement.path;

import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.throughline.measurement.path.Paths.Follows;
import io.throughline.measurement.path.Paths.Touchpoint;
import io.throughline.measurement.path.Paths.Variant;
import io.throughline.measurement.scorecard.Durations;
import io.throughline.measurement.scorecard.Scorecard.States;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Finds the paths in the facts, in two statements over one snapshot of them. */
@ApplicationScoped
public class PathStore {

    private static final String SNAPSHOT = "set transaction isolation level repeatable read, read only";

    private static final String DEFINITIONS = "select id, name from definition where $1 or name = any($2::text[])";

    private static final String TOTALS = """
            select
                count(*) filter (where state = 'ACTIVE') as active,
                count(*) filter (where state = 'STALLED') as stalled,
                count(*) filter (where state = 'ACHIEVED') as achieved,
                count(*) filter (where state = 'ABANDONED') as abandoned,
                count(*) filter (where state = 'EXITED') as exited,
                count(*) as journeys,
                count(distinct customer_id) as customers,
                count(*) filter (where repeats > 0) as rework_journeys,
                coalesce(sum(repeats), 0)::bigint as rework_interactions,
                percentile_cont(array[0.5, 0.9]) within group (order by duration) as percentiles,
                avg(duration::numeric)::float8 as mean_duration
            from journey_fact
            where definition_id = any($1::integer[])
            """;

    // Journeys that took the same way are counted once for all that follows: there are far fewer ways than journeys. Only
    // what is told is turned from numbers into names. Pairs can be many; they are put in order here rather than there, where
    // that takes longer than all the rest.
    private static final String WAYS = """
            with variant as materialized (
                select steps, count(*) as journeys
                from journey_fact
                where definition_id = any($1::integer[])
                group by steps
            ), contender as (
                select steps, journeys from variant order by journeys desc fetch first $2 rows with ties
            ), named as (
                select journeys, touchpoints
                from (
                    select journeys, array(
                        select t.name
                        from unnest(steps) with ordinality as step (id, place)
                        join touchpoint t using (id)
                        order by place) as touchpoints
                    from contender) as readable
                order by journeys desc, touchpoints
                limit $2
            ), follows as (
                select pair.first, pair.second, sum(journeys)::bigint as times
                from variant, unnest(steps[:cardinality(steps) - 1], steps[2:]) as pair (first, second)
                group by pair.first, pair.second
            ), frequency as (
                select step, sum(journeys)::bigint as times from variant, unnest(steps) as step group by step
            )
            select 'variants' as section, null::text[] as touchpoints, count(*) as times from variant
            union all
            select 'variant', touchpoints, journeys from named
            union all
            select 'follows', array[first.name, second.name], times
            from follows
            join touchpoint first on first.id = follows.first
            join touchpoint second on second.id = follows.second
            union all
            select 'touchpoint', array[touchpoint.name], times from frequency join touchpoint on touchpoint.id = step
            """;

    private final Database database;

    @Inject
    public PathStore(Database database) {
        this.database = database;
    }

    /** The names among {@code definitions} that are not known. */
    public List<String> unknown(List<String> definitions) {
        var known = new HashSet<String>();
        for (Row row : database.run(DEFINITIONS, Tuple.of(false, definitions.toArray(String[]::new)))) {
            known.add(row.getString("name"));
        }
        return definitions.stream().filter(name -> !known.contains(name)).toList();
    }

    /** The paths of all journeys of {@code definitions} together, or of all definitions when none is named. */
    public Paths find(List<String> definitions, int topVariants) {
        return database.inTransaction(transaction -> {
            transaction.run(SNAPSHOT, Tuple.tuple());
            var ids = ids(transaction, definitions);
            var totals = transaction.run(TOTALS, Tuple.of((Object) ids)).iterator().next();
            var sections = new Sections();
            transaction.run(WAYS, Tuple.of(ids, topVariants)).forEach(sections::add);
            return sections.with(totals);
        });
    }

    private static Integer[] ids(Transaction transaction, List<String> definitions) {
        var ids = new ArrayList<Integer>();
        transaction
                .run(DEFINITIONS, Tuple.of(definitions.isEmpty(), definitions.toArray(String[]::new)))
                .forEach(row -> ids.add(row.getInteger("id")));
        return ids.toArray(Integer[]::new);
    }

    /** The rows of {@link #WAYS}, sorted into what they tell. */
    private static final class Sections {

        private static final Comparator<Variant> WIDEST_FIRST = Comparator.comparingLong(Variant::journeys)
                .reversed()
                .thenComparing(variant -> variant.touchpoints().toArray(String[]::new), Arrays::compare);

        private static final Comparator<Follows> MOST_FREQUENT_FIRST = Comparator.comparingLong(Follows::count)
                .reversed()
                .thenComparing(Follows::from)
                .thenComparing(Follows::to);

        private final List<Variant> topVariants = new ArrayList<>();
        private final List<Follows> follows = new ArrayList<>();
        private final List<Touchpoint> touchpoints = new ArrayList<>();
        private long variants;

        void add(Row row) {
            long times = row.getLong("times");
            var names = row.getArrayOfStrings("touchpoints");
            var section = row.getString("section");
            switch (section) {
                case "variants" -> variants = times;
                case "variant" -> topVariants.add(new Variant(List.of(names), times));
                case "follows" -> follows.add(new Follows(names[0], names[1], times));
                case "touchpoint" -> touchpoints.add(new Touchpoint(names[0], times));
                default -> throw new IllegalStateException("no such section: " + section);
            }
        }

        Paths with(Row totals) {
            var percentiles = totals.getArrayOfDoubles("percentiles");
            return new Paths(
                    new States(
                            totals.getLong("active"),
                            totals.getLong("stalled"),
                            totals.getLong("achieved"),
                            totals.getLong("abandoned"),
                            totals.getLong("exited")),
                    totals.getLong("customers"),
                    variants,
                    topVariants.stream().sorted(WIDEST_FIRST).toList(),
                    follows.stream().sorted(MOST_FREQUENT_FIRST).toList(),
                    touchpoints.stream().sorted(Comparator.comparing(Touchpoint::name)).toList(),
                    totals.getLong("rework_journeys"),
                    totals.getLong("rework_interactions"),
                    percentiles == null
                            ? Optional.empty()
                            : Durations.ofSeconds(
                                    totals.getLong("journeys"),
                                    List.of(percentiles),
                                    totals.getDouble("mean_duration")));
        }
    }
}
