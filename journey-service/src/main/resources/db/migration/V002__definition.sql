-- What was applied, version by version. A row is never changed.
create table definition (
    -- Rises with every version of whatever definition, in the order of the commits: who has seen the highest has seen all.
    id             bigint      not null generated always as identity primary key,
    name           text        not null,
    version        integer     not null,
    yaml           text        not null,
    -- Null on the first version, which covers all the past.
    effective_from timestamptz,
    applied_at     timestamptz not null default now(),
    unique (name, version)
);

-- Definitions through which interactions that were recorded before are still to be folded, customer by customer.
create table definition_folding (
    definition text    not null primary key,
    -- The newest version that asks for it.
    version    integer not null,
    -- Customers without an interaction at or after it are not concerned; null when all are.
    since      timestamptz,
    -- Customers up to this one are done.
    customer   uuid    not null default '00000000-0000-0000-0000-000000000000'
);
