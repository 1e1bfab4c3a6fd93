-- What journeys are listed by. The three columns follow from the state; they are null where an earlier release wrote the row
-- last, until it is folded again (V011).
alter table journey
    -- By io.throughline.journey.journey.StoredKinds, as state.
    add column standing   smallint,
    add column started_at timestamptz,
    -- A bit for each kind of signal that was noticed, by its number.
    add column signals    integer;

-- An interaction that brings no other standing and no first signal of a kind touches no index still.
create index journey_listed on journey (definition, standing, signals, started_at, id);
