-- Which transitions an action counts for, or has counted for: of several only one that stands may keep it.
create index decision_of_action on decision (action) where action is not null;
