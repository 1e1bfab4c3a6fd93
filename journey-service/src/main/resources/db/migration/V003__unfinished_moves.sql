-- Customers whose interactions are still to be looked at, because news told that they may have gone to others. As a rule the
-- transaction that hears the news moves them all; of a customer of many thousands it moves the first, and others the rest.
create table move_unfinished (
    customer        uuid        not null primary key,
    -- The last one looked at, in the fold's order.
    occurred_at     timestamptz not null,
    source_sequence bigint      not null,
    id              uuid        not null,
    -- Something stays where it is: the news of several customers has come in part only, and the way goes in a circle.
    circle          boolean     not null,
    -- All was looked at; only more news can bring it on.
    waits           boolean     not null
);

-- Whoever may have something in a circle; with the next news the others are taken out.
insert into move_unfinished
select distinct r.customer, '0001-01-01Z'::timestamptz, 0, '00000000-0000-0000-0000-000000000000'::uuid, true, true
from redirect r
where exists (select from interaction i where i.customer = r.customer);

drop index redirect_by_target;
