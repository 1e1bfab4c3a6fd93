-- Whether none of the changes that a row tells of was news: they came of folding, in the background, what was recorded before. An
-- earlier release, which still writes while this one begins, says so of nothing.
alter table feed add column backfill boolean not null default false;

-- What the clock showed when it was asked for, the first time when it was asked for again meanwhile: what comes of what occurs
-- later is news. Null when it showed nothing, or when an earlier release asked; then everything is.
alter table definition_folding add column asked_at timestamptz;
