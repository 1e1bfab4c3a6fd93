-- Who is who: identifiers and their holders, the evidence that joins them, and the feed of what has changed.
--
-- There are no foreign keys: every row is written under the locks that resolution/Learning takes, nothing is ever deleted,
-- and checking them would cost more than all the writing itself.

-- The namespaces as they were when their values were recorded: the customers depend on it.
create table namespace (
    name       text    not null primary key,
    shareable  boolean not null,
    folds_case boolean not null
);

-- An identifier and its holder. Texts compare by bytes, so that every server and every writer has them in one order.
create table identifier (
    id        bigint  not null generated always as identity primary key,
    namespace text    not null collate "C",
    value     text    not null collate "C",
    customer  uuid    not null,
    -- Seen with too many others to join anybody. Follows from the links; kept so that a value shared by thousands need not
    -- have its thousands of links read.
    held_back boolean not null default false,
    -- The value first: two values differ sooner than two namespaces.
    unique (value, namespace)
);

create index identifier_of_customer on identifier (customer);

-- An id that was given out, for ever, with the identifier that it was given out for: whoever holds that identifier now is
-- the customer that the id leads to. The holder of its own founder is a living customer; any other has become the holder.
create table customer (
    id       uuid   not null primary key,
    founder  bigint not null unique,
    revision bigint not null default 1
) with (fillfactor = 80);

-- Two identifiers that were seen together: evidence, whether or not it joins them.
create table link (
    left_id           bigint      not null,
    right_id          bigint      not null,
    source            text        not null collate "C",
    first_observed_at timestamptz not null,
    primary key (left_id, right_id),
    check (left_id < right_id)
);

create index link_by_right on link (right_id);

-- An identifier that left a customer. Who holds it now stands at the identifier; when that is the customer again, the
-- identifier has come back.
create table departure (
    customer      uuid   not null,
    identifier_id bigint not null,
    primary key (customer, identifier_id)
);

create table feed (
    slot           smallint    not null,
    transaction_id bigint      not null default (pg_current_xact_id()::text::bigint),
    sequence       bigint      not null generated always as identity,
    customer       uuid        not null,
    subject        uuid        not null,
    revision       bigint      not null,
    traceparent    text,
    recorded_at    timestamptz not null default now(),
    primary key (slot, transaction_id, sequence)
);
