-- Up to and including which change of a slot some may be missing, because they were kept long enough.
create table feed_truncation (
    slot           smallint not null primary key,
    transaction_id bigint   not null,
    sequence       bigint   not null
);

-- When to compact a slot next, and which replica is at it.
create table feed_upkeep (
    slot         smallint    not null primary key,
    -- Rows up to this sequence were looked at in the last pass, and so many of them were left.
    compacted_to bigint      not null default 0,
    rows_left    bigint      not null default 0,
    -- The latest sequence some time ago: what came before is old enough once that time is long enough ago.
    marked       bigint,
    marked_at    timestamptz,
    holder       uuid,
    held_until   timestamptz
);

-- The next page of the snapshot that is read instead of changes that are no longer kept; null while the slot is followed.
alter table feed_position add column snapshot text;
