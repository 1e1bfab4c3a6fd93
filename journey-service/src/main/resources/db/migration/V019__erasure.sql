-- Names the anchor as identity-service does, without telling it: an identifier that is observed again after it was erased has another
-- key. Null where an earlier release recorded.
alter table interaction add column anchor_key bigint;
alter table journey_seal add column anchor_key bigint;

-- What identity-service has told to be erased, by names that say nothing: of a customer all but what had departed from it to others,
-- when anchor_key is 0; else what stands under this anchor of it. Kept for ever, as redirects are: an answer of old leads to it.
create table erasure (
    customer   uuid        not null,
    anchor_key bigint      not null,
    told_at    timestamptz not null default now(),
    primary key (customer, anchor_key)
);
create index erasure_told on erasure (told_at);

-- Interactions that were erased, while their senders may send them again. Their keys stay, with a digest of zeros.
create table erased_interaction (
    id        uuid        not null primary key,
    erased_at timestamptz not null default now()
);
create index erased_interaction_at on erased_interaction (erased_at);

comment on column interaction_key.id is 'Of source and id a hash, from which neither can be told.';
comment on column interaction_key.digest is 'Of the content; all zeros when the interaction was erased, and nothing but its id is known.';
comment on table journey_tombstone is
    'Journeys that are no longer this customer''s, or no longer are. Kept for ever, also those of who was erased: ids and numbers.';
