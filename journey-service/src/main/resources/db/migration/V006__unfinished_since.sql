-- When the news came in: who waits for it to be followed asks how old the oldest of it is.
alter table move_unfinished add column since timestamptz not null default now();
