-- What is one person's among all that a customer holds: a customer may hold any number of cookies.
create index identifier_of_customer_by_namespace on identifier (customer, namespace);
drop index identifier_of_customer;
