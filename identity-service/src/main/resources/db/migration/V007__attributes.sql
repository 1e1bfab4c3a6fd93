-- What sources say of customers: of an identifier, and so of whoever holds it. Written under the holder's lock, as all evidence.
create table attribute (
    identifier_id bigint      not null,
    name          text        not null collate "C",
    source        text        not null collate "C",
    -- Half a SHA-256 of the value, which may be too long for an index.
    value_key     uuid        not null,
    -- A text in quotation marks; a number or a truth value as it is.
    value         text        not null collate "C",
    -- When the source said so last, in event time.
    observed_at   timestamptz not null,
    primary key (identifier_id, name, source, value_key)
) with (fillfactor = 80);
