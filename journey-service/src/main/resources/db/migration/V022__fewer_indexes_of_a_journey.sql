-- One index where there were two: by id, and under its customer. Snapshots go by id from now on; a replica of the release before reads
-- them slowly as long as it runs beside this one.
create unique index journey_by_id_under_customer on journey (id, customer);
alter table journey drop constraint journey_pkey;
alter table journey add constraint journey_pkey primary key using index journey_by_id_under_customer;
drop index journey_by_id;

-- What was sent beside the anchor, which nobody read, and which an erasure would have had to look through. The column comes back empty
-- for replicas of the release before, which fill it; to be dropped by a later release.
alter table interaction drop column identifiers;
alter table interaction add column identifiers jsonb;
comment on column interaction.identifiers is 'Of an earlier release; neither written nor read.';
