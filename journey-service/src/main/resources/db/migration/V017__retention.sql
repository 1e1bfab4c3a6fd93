-- How far back interactions are kept (docs/adr/0006).
create table retention (
    single  boolean     primary key default true check (single),
    -- What occurred before it is no longer taken in. Only ever moves forward, under the lock in which all appends have a share;
    -- null while all is kept.
    horizon timestamptz,
    -- Customers up to this one, of those with interactions from before there was a horizon, stand in removal_due; null when all do.
    listed  uuid        default '00000000-0000-0000-0000-000000000000'
);
insert into retention default values;

-- When the horizon comes to something of a customer that may go: never after the oldest of its interactions that were not looked
-- at yet. Kept from when there is a horizon.
create table removal_due (
    customer uuid        not null primary key,
    due_at   timestamptz not null
);
create index removal_due_at on removal_due (due_at);

-- Journeys whose interactions are no longer kept, as they stood after the last of these: what later interactions of their keys go
-- on from. In the order of their entries, which is that of interactions, so that both move to other customers in one go.
create table journey_seal (
    customer         uuid        not null,
    entry_at         timestamptz not null,
    entry_sequence   bigint      not null,
    entry            uuid        not null,
    definition       text        not null,
    correlation      text        not null,
    journey          uuid        not null,
    -- Of the entry: whoever holds it owns the journey.
    anchor_namespace text        not null,
    anchor_value     text        not null,
    -- throughline.journey.store.v1.StoredJourney, with all its steps and without a tail.
    state            bytea       not null,
    primary key (customer, entry_at, entry_sequence, entry, definition)
);
create index journey_seal_of_key on journey_seal (customer, definition, correlation);
