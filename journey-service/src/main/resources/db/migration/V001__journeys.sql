-- What the clock shows. LIVE goes by the server's time of day; REPLAY stands still at replay_time, but for AdvanceClock.
create table clock (
    single      boolean     primary key default true check (single),
    mode        text        not null check (mode in ('LIVE', 'REPLAY')),
    -- Null in REPLAY before the clock was first advanced.
    replay_time timestamptz
);
insert into clock (mode) values ('LIVE');

-- Which interactions are known, and by what content. Narrow, because every arrival asks it.
create table interaction_key (
    id     uuid not null primary key,
    digest uuid not null
) with (autovacuum_vacuum_insert_scale_factor = 0.5);

-- What happened. The primary key is the fold's order within a customer; the customer leads, so that it can spread the table.
-- A row is written once; it moves to another customer by delete and insert.
create table interaction (
    customer         uuid        not null,
    occurred_at      timestamptz not null,
    source_sequence  bigint      not null,
    id               uuid        not null,
    nps              smallint,
    csat             smallint,
    ces              smallint,
    -- Occurs after what the clock showed when it was last looked at: stored, not folded yet.
    waiting          boolean     not null default false,
    source           text        not null,
    channel          text        not null,
    touchpoint       text        not null,
    -- Whoever holds it owns the interaction.
    anchor_namespace text        not null,
    anchor_value     text        not null,
    -- As sent; null when the anchor was the only one.
    identifiers      jsonb,
    attributes       jsonb,
    comment          text,
    revenue          numeric,
    revenue_currency text,
    cost             numeric,
    cost_currency    text,
    primary key (customer, occurred_at, source_sequence, id)
) with (autovacuum_vacuum_insert_scale_factor = 0.5);
create index interaction_waiting on interaction (occurred_at) where waiting;

-- One customer's runs through definitions. An in-order interaction changes revision and state only, and so touches no index:
-- the free space of each page keeps the new version beside the old.
create table journey (
    customer    uuid    not null,
    id          uuid    not null,
    -- When time alone may change it. Only ever moved earlier by interactions: a timer that fires early looks and re-arms.
    due_at      timestamptz,
    revision    bigint  not null,
    -- Its place among the journeys of its key, from 0; the latest one's state holds what the key's fold goes on from.
    ordinal     integer not null,
    definition  text    not null,
    correlation text    not null,
    -- throughline.journey.store.v1.StoredJourney
    state       bytea   not null,
    primary key (customer, id)
) with (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.1, autovacuum_analyze_scale_factor = 0.2);
alter table journey alter column state set storage main;
create index journey_of_key on journey (customer, definition, correlation, ordinal);
create index journey_by_id on journey (id);
create index journey_due on journey (due_at) where due_at is not null;

-- The first steps of long journeys, 128 to a row, so that a further interaction does not cost more the longer its journey is.
create table journey_steps (
    customer uuid    not null,
    journey  uuid    not null,
    ordinal  integer not null,
    -- throughline.journey.store.v1.StoredSteps
    steps    bytea   not null,
    primary key (customer, journey, ordinal)
);

-- Journeys that are no longer this customer's, or no longer are. Kept for ever: old ids answer, revisions go on rising.
create table journey_tombstone (
    customer    uuid   not null,
    id          uuid   not null,
    revision    bigint not null,
    -- The journey that took its place: its own id when it goes on under another customer; null when none did.
    replaced_by uuid,
    primary key (customer, id)
);
create index journey_tombstone_by_id on journey_tombstone (id);

create table feed (
    slot           smallint    not null,
    transaction_id bigint      not null default (pg_current_xact_id()::text::bigint),
    sequence       bigint      not null generated always as identity,
    customer       uuid        not null,
    subject        uuid        not null,
    revision       bigint      not null,
    traceparent    text,
    recorded_at    timestamptz not null default now(),
    primary key (slot, transaction_id, sequence)
);

-- What identity-service has told of customers that became others, and of identifiers that moved.
create table redirect (
    customer         uuid not null,
    -- Both empty: everything of this customer.
    anchor_namespace text not null,
    anchor_value     text not null,
    target           uuid not null,
    primary key (customer, anchor_namespace, anchor_value)
);
create index redirect_by_target on redirect (target);

create table feed_position (
    feed     text     not null,
    slot     smallint not null,
    position text     not null,
    primary key (feed, slot)
);
