-- Most interactions early in a journey bring the first signal of a kind. While an index held that, each of them had to touch every
-- index of the journey; now the row alone. Lists by signal look through those that this index leads to. A replica of the release
-- before lists slowly as long as it runs beside this one.
create index journey_listed_by_start on journey (definition, standing, started_at, id);

drop index journey_listed;
