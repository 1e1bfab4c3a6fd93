-- Customers of whom something stays though a redirect leads it away: identity-service's news has come in part only, and the
-- way goes in a circle. The next news looks at them again. Empty but for such moments.
create table redirect_astray (
    customer uuid not null primary key
);

-- Whoever may be one. With the next news, those who are none are taken out.
insert into redirect_astray (customer)
select distinct r.customer from redirect r
where exists (select from interaction i where i.customer = r.customer);

drop index redirect_by_target;
