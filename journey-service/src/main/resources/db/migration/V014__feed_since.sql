-- When the oldest of the changes was recorded that a row tells of in the place of deleted ones; null while it tells of its own.
alter table feed add column since timestamptz;
