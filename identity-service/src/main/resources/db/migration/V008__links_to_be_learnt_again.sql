-- What an erasure leaves to be looked at, in portions. Both are empty, as a rule.

-- Values that join nobody, and were seen with somebody who is erased by now: they may be shared no more.
create table doubted_value (
    id            bigint not null generated always as identity primary key,
    identifier_id bigint not null
);

-- Links that were taken out of the table of links, to be learnt again. They join nobody until then.
create table unlearnt_link (
    id                bigint      not null generated always as identity primary key,
    left_id           bigint      not null,
    right_id          bigint      not null,
    source            text        not null collate "C",
    first_observed_at timestamptz not null
);
