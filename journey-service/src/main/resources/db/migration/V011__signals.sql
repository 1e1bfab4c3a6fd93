-- Journeys tell what was noticed in them: those that stand are folded again in the background.
insert into definition_folding (definition, version)
select name, max(version) from definition where status <> 'draft' group by name
on conflict (definition) do update set version = excluded.version, since = null, customer = default;
