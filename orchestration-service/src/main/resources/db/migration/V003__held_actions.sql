-- How old its transition may be to be acted on still, in ISO 8601, as the policy said when the action was made: asked again when
-- a held action is released. Null when a version that did not keep it made the action.
alter table action add column fresh_for text;

-- Those that are held, by age: the oldest are released first, some at a time.
create index action_held_since on action (made_at) where held;
drop index action_held;

-- What the version before held is offered by it after a time of its own; from here on nothing but a release has it offered.
update action set offer_from = 'infinity' where held;
