-- What journey-service's definitions say, as last asked of it.
create table definition (
    id             integer generated always as identity primary key,
    -- In the order of bytes, as page tokens and Java compare them.
    name           text collate "C" not null unique,
    version        integer not null,
    title          text    not null,
    goal           text    not null,
    owner          text    not null,
    -- How long the journey may take to its goal, in microseconds; null without a target.
    target_time_us bigint check (target_time_us > 0),
    -- While the facts are being scored against a new target: the last journey done; null when all are.
    rescored_up_to uuid
);

-- The names of touchpoints, so that a fact can keep its steps as an array of small numbers.
create table touchpoint (
    id   integer generated always as identity primary key,
    name text collate "C" not null unique
);

create type journey_state as enum ('ACTIVE', 'STALLED', 'ACHIEVED', 'ABANDONED', 'EXITED');

-- One row for each journey: everything that is measured of it.
create table journey_fact (
    journey_id          uuid          not null primary key,
    revision            bigint        not null,
    definition_id       integer       not null references definition,
    version             integer       not null,
    customer_id         uuid          not null,
    state               journey_state not null,
    started_at          timestamptz   not null,
    last_interaction_at timestamptz   not null,
    ended_at            timestamptz,
    -- When the goal was reached first; null unless ACHIEVED.
    achieved_at         timestamptz,
    -- In seconds.
    duration            float8 generated always as (extract(epoch from last_interaction_at - started_at)) stored,
    time_to_goal        float8 generated always as (extract(epoch from achieved_at - started_at)) stored,
    ever_stalled        boolean       not null,
    -- The touchpoints of its interactions, in order of time.
    steps               integer[]     not null,
    -- Interactions beyond the first of their touchpoint.
    repeats             bigint        not null,
    handovers           bigint        not null,
    nps_promoters       bigint        not null,
    nps_passives        bigint        not null,
    nps_detractors      bigint        not null,
    csat_answers        bigint        not null,
    csat_sum            bigint        not null,
    ces_answers         bigint        not null,
    ces_sum             bigint        not null,
    -- Exact decimals by currency.
    revenue             jsonb         not null,
    cost                jsonb         not null,
    -- The success score and its parts; null without an outcome, a part's value also when it cannot be known.
    score               float8,
    score_target_us     bigint,
    outcome_value       float8,
    outcome_weight      float8,
    time_value          float8,
    time_weight         float8,
    effort_value        float8,
    effort_weight       float8,
    sentiment_value     float8,
    sentiment_weight    float8
);

create index journey_fact_by_definition on journey_fact (definition_id, journey_id);

-- How far the feeds of other services were read; written in the transaction that holds what was made of the changes.
create table feed_position (
    feed     text     not null,
    slot     smallint not null,
    position text     not null,
    primary key (feed, slot)
);
