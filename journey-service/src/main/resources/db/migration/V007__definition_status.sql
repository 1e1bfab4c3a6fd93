-- A draft is kept and told, and never in force; from the time of a retired version on no journey begins. What was applied
-- before there was a status is live.
alter table definition
    add column status text not null default 'live' check (status in ('draft', 'live', 'retired'));
