-- By which values of a namespace join nobody; null before there was any. Those stored have been held against it.
alter table namespace add column blocked text[];
