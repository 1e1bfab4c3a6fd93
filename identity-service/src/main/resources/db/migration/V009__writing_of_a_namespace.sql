-- How values are written that are no plain texts; null of those that are.
alter table namespace add column writing text;
