-- A channel's reading of a customer's context stands among the interactions, without a touchpoint. They are few beside the others, and
-- whoever folds a handover asks for those of its customer since the interaction before.
create index interaction_reading on interaction (customer, occurred_at) where touchpoint = '';

-- Journeys tell whether context was passed at handovers: those that stand are folded again in the background.
insert into definition_folding (definition, version)
select name, max(version) from definition where status <> 'draft' group by name
on conflict (definition) do update set version = excluded.version, since = null, customer = default;
