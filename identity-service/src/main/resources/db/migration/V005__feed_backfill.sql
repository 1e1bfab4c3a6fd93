-- Whether none of the changes that a row tells of was news, as no change here is: whatever has a feed has this column.
alter table feed add column backfill boolean not null default false;
