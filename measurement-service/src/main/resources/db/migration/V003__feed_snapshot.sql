-- The next page of the snapshot that is read instead of changes that are no longer kept; null while the slot is followed.
alter table feed_position add column snapshot text;
