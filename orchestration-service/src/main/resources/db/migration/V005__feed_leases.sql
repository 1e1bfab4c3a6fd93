-- Which replicas follow a feed. One that does not come back before expires_at, by the clock of this database, is gone.
create table feed_follower (
    feed       text        not null,
    follower   uuid        not null,
    expires_at timestamptz not null,
    primary key (feed, follower)
);

-- Who reads which slot. Nothing but who does the work rests on it: positions are checked by whoever moves them.
create table feed_lease (
    feed   text     not null,
    slot   smallint not null,
    holder uuid     not null,
    primary key (feed, slot)
);
