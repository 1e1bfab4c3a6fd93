-- The kinds of customers for whom a definition was thought out, as journey-service told: [{"name", "title", "when"}].
alter table definition add column personas jsonb not null default '[]';
-- Raised when they change.
alter table definition add column persona_rules integer not null default 0;
-- While the customers of journeys are being enrolled for changed personas: the last journey done; null when all are.
alter table definition add column enrolled_up_to uuid;
-- Raised whenever it was worked out which personas some customers are.
alter table definition add column evaluations bigint not null default 0;

-- Which personas of a definition a customer with such a journey is. Of what is known of the customer nothing else is kept.
create table customer_persona (
    customer_id   uuid    not null,
    definition_id integer not null references definition,
    -- Their names, in the order of the definition.
    personas      text[]  not null default '{}',
    -- For which of the definition's persona_rules.
    rules         integer not null,
    -- To be worked out.
    due           boolean not null default true,
    -- Raised by whatever makes it due: what was worked out upon older news does not count.
    news          bigint  not null default 0,
    primary key (customer_id, definition_id)
);
create index customer_persona_due on customer_persona (customer_id, definition_id) where due;
