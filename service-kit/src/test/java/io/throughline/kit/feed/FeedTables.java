package io.throughline.kit.feed;

/** The tables that a service with a feed, or a reader of one, creates in its migrations. */
final class FeedTables {

    static final String FEED = """
            create table feed (
                slot           smallint    not null,
                transaction_id bigint      not null default (pg_current_xact_id()::text::bigint),
                sequence       bigint      not null generated always as identity,
                customer       uuid        not null,
                subject        uuid        not null,
                revision       bigint      not null,
                traceparent    text,
                recorded_at    timestamptz not null default now(),
                since          timestamptz,
                backfill       boolean     not null default false,
                primary key (slot, transaction_id, sequence)
            )
            """;

    static final String TRUNCATION = """
            create table feed_truncation (
                slot           smallint not null primary key,
                transaction_id bigint   not null,
                sequence       bigint   not null
            )
            """;

    static final String UPKEEP = """
            create table feed_upkeep (
                slot         smallint    not null primary key,
                compacted_to bigint      not null default 0,
                rows_left    bigint      not null default 0,
                marked       bigint,
                marked_at    timestamptz,
                holder       uuid,
                held_until   timestamptz
            )
            """;

    static final String POSITION = """
            create table feed_position (
                feed     text     not null,
                slot     smallint not null,
                position text     not null,
                snapshot text,
                primary key (feed, slot)
            )
            """;

    static final String FOLLOWER = """
            create table feed_follower (
                feed       text        not null,
                follower   uuid        not null,
                expires_at timestamptz not null,
                primary key (feed, follower)
            )
            """;

    static final String LEASE = """
            create table feed_lease (
                feed   text     not null,
                slot   smallint not null,
                holder uuid     not null,
                primary key (feed, slot)
            )
            """;

    private FeedTables() {}
}
