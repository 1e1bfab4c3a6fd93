-- How many journeys of a definition a customer has in a state, and what they add up to: what a decision reads instead of the
-- journeys themselves, of which a customer may have any number. A row stays when its last journey has left.
create table customer_journeys (
    customer       uuid   not null,
    definition     text   not null,
    state          text   not null,
    journeys       bigint not null,
    interactions   bigint not null,
    handovers      bigint not null,
    nps_promoters  bigint not null,
    nps_passives   bigint not null,
    nps_detractors bigint not null,
    csat_answers   bigint not null,
    csat_sum       bigint not null,
    ces_answers    bigint not null,
    ces_sum        bigint not null,
    primary key (customer, definition, state)
) with (fillfactor = 70);

-- Counted by the table and not by who writes it: a replica of the version before, which knows nothing of the counts, may
-- write on while this migration is being rolled out.
create function count_journeys_told() returns trigger language plpgsql as $$
begin
    insert into customer_journeys as c
    select customer, definition, state, count(*), sum(interactions), sum(handovers), sum(nps_promoters), sum(nps_passives),
        sum(nps_detractors), sum(csat_answers), sum(csat_sum), sum(ces_answers), sum(ces_sum)
    from after
    where not withdrawn
    group by customer, definition, state
    order by customer, definition, state
    on conflict (customer, definition, state) do update
    set journeys = c.journeys + excluded.journeys, interactions = c.interactions + excluded.interactions,
        handovers = c.handovers + excluded.handovers, nps_promoters = c.nps_promoters + excluded.nps_promoters,
        nps_passives = c.nps_passives + excluded.nps_passives, nps_detractors = c.nps_detractors + excluded.nps_detractors,
        csat_answers = c.csat_answers + excluded.csat_answers, csat_sum = c.csat_sum + excluded.csat_sum,
        ces_answers = c.ces_answers + excluded.ces_answers, ces_sum = c.ces_sum + excluded.ces_sum;
    return null;
end
$$;

-- By the difference between what the journeys were and what they are.
create function count_journeys_changed() returns trigger language plpgsql as $$
begin
    insert into customer_journeys as c
    select customer, definition, state, sum(sign), sum(sign * interactions), sum(sign * handovers),
        sum(sign * nps_promoters), sum(sign * nps_passives), sum(sign * nps_detractors), sum(sign * csat_answers),
        sum(sign * csat_sum), sum(sign * ces_answers), sum(sign * ces_sum)
    from (select -1 as sign, * from before union all select 1, * from after) changed
    where not withdrawn
    group by customer, definition, state
    order by customer, definition, state
    on conflict (customer, definition, state) do update
    set journeys = c.journeys + excluded.journeys, interactions = c.interactions + excluded.interactions,
        handovers = c.handovers + excluded.handovers, nps_promoters = c.nps_promoters + excluded.nps_promoters,
        nps_passives = c.nps_passives + excluded.nps_passives, nps_detractors = c.nps_detractors + excluded.nps_detractors,
        csat_answers = c.csat_answers + excluded.csat_answers, csat_sum = c.csat_sum + excluded.csat_sum,
        ces_answers = c.ces_answers + excluded.ces_answers, ces_sum = c.ces_sum + excluded.ces_sum;
    return null;
end
$$;

-- Making the triggers keeps writers out until the end of this migration, so that none comes between them and the filling.
create trigger journeys_told after insert on journey
    referencing new table as after
    for each statement execute function count_journeys_told();
create trigger journeys_changed after update on journey
    referencing old table as before new table as after
    for each statement execute function count_journeys_changed();

insert into customer_journeys
select customer, definition, state, count(*), sum(interactions), sum(handovers), sum(nps_promoters), sum(nps_passives),
    sum(nps_detractors), sum(csat_answers), sum(csat_sum), sum(ces_answers), sum(ces_sum)
from journey
where not withdrawn
group by customer, definition, state;

-- The last of a customer's journeys, which no count can tell.
create index journey_last_of_customer on journey (customer, last_interaction_at desc, id) where not withdrawn;
drop index journey_of_customer;
