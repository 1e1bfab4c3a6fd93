-- Erasing a customer deletes the identifiers that it holds and their links; all else is kept. A number that stands somewhere and
-- names no identifier any more names an erased one: numbers are never given out twice, so nothing comes to stand for it again.
comment on column customer.founder is
    'The identifier that the id was given out for. When that was erased, so was the id: it stays given out, and leads nowhere.';
comment on column departure.identifier_id is
    'The identifier that left; an erased one when there is none of this number, and nothing but the number is known of it.';

-- Who once held what is erased now is told so.
create index departure_of_identifier on departure (identifier_id);
