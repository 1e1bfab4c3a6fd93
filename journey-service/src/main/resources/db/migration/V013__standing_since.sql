-- The revision with which a journey came back after another had taken its place, for readers of the feed: it tells newest states,
-- and so never tells one who comes late that it was withdrawn in between.
alter table journey add column standing_since bigint not null default 1;
-- As it was before the journey was withdrawn.
alter table journey_tombstone add column standing_since bigint not null default 1;
