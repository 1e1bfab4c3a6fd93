-- Journeys are pinned to their version, and the past is folded through it again: a version that changed would change them without
-- anybody having asked for it.
create function refuse_change_of_version() returns trigger language plpgsql as $$
begin
    raise exception 'version % of the definition % stays as it was applied; apply a further one', old.version, old.name
        using errcode = 'integrity_constraint_violation';
end
$$;
create trigger version_stays before update or delete on definition
    for each row execute function refuse_change_of_version();
