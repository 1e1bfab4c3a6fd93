-- From a time on, journeys that are under way then follow another version. A row is a fact that may be withdrawn, and is otherwise
-- never changed.
create table migration (
    id            bigint      not null generated always as identity primary key,
    definition    text        not null,
    at            timestamptz not null,
    version       integer     not null,
    -- The versions whose journeys it takes; empty when it takes all.
    from_versions integer[]   not null,
    recorded_at   timestamptz not null default now(),
    withdrawn_at  timestamptz,
    -- Of the numbers that definition.id is of: rises with whatever changes how journeys run, in the order of the commits.
    changed       bigint      not null
);

create unique index migration_in_force on migration (definition, at) where withdrawn_at is null;

create index migration_changed on migration (changed);
