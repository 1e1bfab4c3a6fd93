-- Every arrival asks whether something of its customers waits. As a rule nothing does: then this index is empty.
create index interaction_waiting_of_customer on interaction (customer, occurred_at) where waiting;
