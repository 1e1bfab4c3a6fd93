-- How far the feed of journey-service has been read; kept in the transaction that holds what was made of it.
create table feed_position (
    feed     text     not null,
    slot     smallint not null,
    position text     not null,
    primary key (feed, slot)
);

-- Every version of every policy; the highest of a name is in force.
create table policy (
    id         bigint      generated always as identity primary key,
    name       text        not null,
    version    integer     not null,
    title      text        not null,
    yaml       text        not null,
    applied_at timestamptz not null default now(),
    unique (name, version)
);

-- The newest known state of each journey, without anything personal. A withdrawn journey stays: its revision keeps an older
-- change from bringing it back, and what took its place counts what was sent for it.
create table journey (
    id                  uuid    primary key,
    customer            uuid    not null,
    revision            bigint  not null,
    withdrawn           boolean not null,
    replaced_by         uuid,
    definition          text,
    state               text,
    last_interaction_at timestamptz,
    last_channel        text,
    interactions        bigint  not null,
    handovers           bigint  not null,
    nps_promoters       bigint  not null,
    nps_passives        bigint  not null,
    nps_detractors      bigint  not null,
    csat_answers        bigint  not null,
    csat_sum            bigint  not null,
    ces_answers         bigint  not null,
    ces_sum             bigint  not null
) with (fillfactor = 85);

create index journey_of_customer on journey (customer) where not withdrawn;
create index journey_replacing on journey (replaced_by) where replaced_by is not null;

-- Every transition that was ever told of a journey. One that no longer stands was withdrawn by a correction of the past.
create table transition (
    journey     uuid        not null,
    id          uuid        not null,
    kind        text        not null,
    moment      text        not null,
    occurred_at timestamptz not null,
    standing    boolean     not null,
    primary key (journey, id)
);

create index transition_anywhere on transition (id);

-- What one policy made of one transition: at most one row for the two.
create table decision (
    id                uuid        primary key,
    sequence          bigint      generated always as identity unique,
    policy            text        not null,
    policy_version    integer     not null,
    customer          uuid        not null,
    journey           uuid        not null,
    transition_id     uuid        not null,
    transition_kind   text        not null,
    transition_moment text        not null,
    transition_at     timestamptz not null,
    decided_at        timestamptz not null,
    outcome           text        not null,
    reasons           jsonb       not null,
    action            uuid
);

create unique index decision_of_cause on decision (transition_id, policy);
create index decision_of_customer on decision (customer, sequence);
create index decision_of_policy on decision (policy, sequence);

-- What a channel is asked to do: at most one for each cause, because its id is derived from the cause.
create table action (
    id            uuid        primary key,
    decision      uuid        not null,
    policy        text        not null,
    customer      uuid        not null,
    journey       uuid        not null,
    channel       text        not null,
    name          text        not null,
    parameters    jsonb       not null,
    simulated     boolean     not null,
    -- WAITING: for its first offer, or to be offered again. OFFERED: to a channel that has not acknowledged it.
    -- DONE, REFUSED: as the channel said. CANCELLED: withdrawn before it was sent.
    state         text        not null,
    -- False when a correction of the past withdrew its cause: not to be offered any more.
    called_for    boolean     not null,
    -- When it may be offered next: of an offered one, when its lease ends.
    offer_from    timestamptz not null,
    -- Waits until the feed has been caught up with, or for offer_from.
    held          boolean     not null,
    offers        integer     not null,
    -- The stream that holds the lease.
    stream        uuid,
    note          text        not null,
    traceparent   text        not null,
    made_at       timestamptz not null default now(),
    settled_at    timestamptz
);

-- What may be offered: small, however many actions there have been.
create index action_to_offer on action (channel, simulated, offer_from)
    where state in ('WAITING', 'OFFERED') and called_for;
create index action_held on action (id) where held;
