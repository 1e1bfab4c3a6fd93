package io.throughline.measurement.scorecard;

/** The one statement behind every request for scorecards. */
final class ScorecardSql {

    /**
     * $1: only this name, or null for all; $2: only names after this one, or null; $3: at most so many; $4: only journeys of
     * customers who are this persona, or null for all. One row for each definition, with or without journeys.
     *
     * <p>Scores are summed as decimals: a sum of doubles depends on the order in which rows are read, and the same facts
     * shall give the same number each time.
     */
    static final String SCORECARDS = """
            with chosen as (
                select *
                from definition
                where ($1::text is null or name = $1) and ($2::text is null or name > $2)
                order by name
                limit $3
            ), fact as not materialized (
                select f.*
                from journey_fact f
                join chosen c on c.id = f.definition_id
                where $4::text is null or exists (
                    select from customer_persona p
                    where p.customer_id = f.customer_id and p.definition_id = f.definition_id and $4 = any(p.personas))
            ), measured as (
                select
                    f.definition_id,
                    count(*) filter (where state = 'ACTIVE') as active,
                    count(*) filter (where state = 'STALLED') as stalled,
                    count(*) filter (where state = 'ACHIEVED') as achieved,
                    count(*) filter (where state = 'ABANDONED') as abandoned,
                    count(*) filter (where state = 'EXITED') as exited,
                    count(distinct customer_id) as customers,
                    count(*) filter (where ever_stalled) as ever_stalled,
                    count(time_to_goal) as timed,
                    percentile_cont(array[0.5, 0.9]) within group (order by time_to_goal) as percentiles,
                    avg(time_to_goal::numeric)::float8 as mean_time,
                    count(*) filter (
                        where achieved_at - started_at <= c.target_time_us * interval '1 microsecond') as within_target,
                    sum(handovers)::bigint as handovers,
                    sum(nps_promoters)::bigint as promoters,
                    sum(nps_passives)::bigint as passives,
                    sum(nps_detractors)::bigint as detractors,
                    sum(csat_answers)::bigint as csat_answers,
                    sum(csat_sum)::bigint as csat_sum,
                    sum(ces_answers)::bigint as ces_answers,
                    sum(ces_sum)::bigint as ces_sum,
                    max(last_interaction_at) as last_interaction_at,
                    count(score) as scored,
                    sum(score::numeric)::float8 as score,
                    count(outcome_value) as outcome_known,
                    sum(outcome_weight::numeric)::float8 as outcome_weights,
                    sum((outcome_weight * outcome_value)::numeric)::float8 as outcome_weighted,
                    count(time_value) as time_known,
                    sum(time_weight::numeric)::float8 as time_weights,
                    sum((time_weight * time_value)::numeric)::float8 as time_weighted,
                    count(effort_value) as effort_known,
                    sum(effort_weight::numeric)::float8 as effort_weights,
                    sum((effort_weight * effort_value)::numeric)::float8 as effort_weighted,
                    count(sentiment_value) as sentiment_known,
                    sum(sentiment_weight::numeric)::float8 as sentiment_weights,
                    sum((sentiment_weight * sentiment_value)::numeric)::float8 as sentiment_weighted,
                    count(score) filter (where score_target_us is distinct from c.target_time_us) as outdated,
                    sum(handovers) filter (where score is not null)::bigint as scored_handovers,
                    sum(repeats) filter (where score is not null)::bigint as scored_repeats,
                    sum(nps_promoters) filter (where score is not null)::bigint as scored_promoters,
                    sum(nps_passives) filter (where score is not null)::bigint as scored_passives,
                    sum(nps_detractors) filter (where score is not null)::bigint as scored_detractors,
                    sum(csat_answers) filter (where score is not null)::bigint as scored_csat_answers,
                    sum(csat_sum) filter (where score is not null)::bigint as scored_csat_sum,
                    sum(ces_answers) filter (where score is not null)::bigint as scored_ces_answers,
                    sum(ces_sum) filter (where score is not null)::bigint as scored_ces_sum
                from fact f
                join chosen c on c.id = f.definition_id
                group by f.definition_id
            ), persona as (
                select definition_id, json_object_agg(persona, json_build_array(journeys, customers)) as personas
                from (
                    select f.definition_id, persona, count(*) as journeys, count(distinct f.customer_id) as customers
                    from fact f
                    join chosen c on c.id = f.definition_id and c.personas <> '[]'
                    join customer_persona p on p.customer_id = f.customer_id and p.definition_id = f.definition_id
                    cross join lateral unnest(p.personas) as persona
                    group by f.definition_id, persona
                ) counts
                group by definition_id
            ), money as (
                select
                    definition_id,
                    jsonb_object_agg(currency, amount::text) filter (where kind = 'revenue') as revenue,
                    jsonb_object_agg(currency, amount::text) filter (where kind = 'cost') as cost
                from (
                    select f.definition_id, amounts.kind, single.currency, sum(single.amount::numeric) as amount
                    from fact f
                    cross join lateral (values ('revenue', f.revenue), ('cost', f.cost)) as amounts (kind, by_currency)
                    cross join lateral jsonb_each_text(amounts.by_currency) as single (currency, amount)
                    group by f.definition_id, amounts.kind, single.currency
                ) sums
                group by definition_id
            )
            select c.name, c.version, c.title, c.goal, c.owner, c.target_time_us, c.personas::text as all_personas, m.*,
                persona.personas::text as personas, money.revenue::text, money.cost::text
            from chosen c
            left join measured m on m.definition_id = c.id
            left join persona on persona.definition_id = c.id
            left join money on money.definition_id = c.id
            order by c.name
            """;

    private ScorecardSql() {}
}
