package io.throughline.identity.customer;

import io.throughline.identity.customer.Customer.Departure;
import io.throughline.identity.graph.Link;
import io.throughline.identity.graph.Sighting;
import io.throughline.identity.identifier.Identifier;
import io.throughline.kit.database.Database;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;

/** Reads customers. A customer is read in one statement, so that its parts are of one moment. */
@ApplicationScoped
public class CustomerStore {

    /** A device in a shop may have been seen with a hundred thousand others; nobody reads so many. */
    private static final int LINKS = 1_000;

    /** Read, in order to know whether there are more than are told. */
    private static final int ENOUGH = Customer.MOST + 1;

    // The customer is c; f is the identifier that it was founded for, whose holder the customer has become, or which was erased.
    private static final String STATE = """
            select c.id, c.revision, nullif(f.customer, c.id),
                held.namespaces, held.values,
                gone.namespaces, gone.values, gone.holders, gone.keys, f.id is null
            from %s
            left join lateral (
                select array_agg(i.namespace order by i.id) as namespaces, array_agg(i.value order by i.id) as values
                from (select * from identifier i where i.customer = c.id order by i.id limit %s) i
            ) held on true
            left join lateral (
                select array_agg(d.namespace order by d.key) as namespaces, array_agg(d.value order by d.key) as values,
                    array_agg(d.holder order by d.key) as holders, array_agg(d.key order by d.key) as keys
                from (
                    select d.identifier_id as key, i.namespace, i.value, i.customer as holder
                    from departure d
                    left join identifier i on i.id = d.identifier_id
                    where d.customer = c.id and i.customer is distinct from c.id
                    order by d.identifier_id
                    limit ##
                ) d
            ) gone on true
            """.replace("##", Integer.toString(ENOUGH));

    private static final String DEPARTURES = """
            select d.identifier_id, i.namespace, i.value, i.customer
            from departure d
            left join identifier i on i.id = d.identifier_id
            where d.customer = $1 and d.identifier_id > $2 and i.customer is distinct from d.customer
            order by d.identifier_id
            limit $3
            """;

    private static final String AS_THEY_ARE = STATE.formatted("""
            unnest($1::uuid[]) as asked(id)
            join customer c on c.id = asked.id
            left join identifier f on f.id = c.founder
            """, 0);

    private static final String LIVING = STATE.formatted("""
            customer asked
            left join identifier f on f.id = asked.founder
            join customer c on c.id = coalesce(f.customer, asked.id)
            """, ENOUGH) + "where asked.id = $1";

    private static final String HOLDER = STATE.formatted("""
            identifier f
            join customer c on c.id = f.customer
            """, ENOUGH) + "where f.namespace = $1 and f.value = $2";

    private static final String LINKS_OF = """
            with member as (
                select i.id
                from unnest($1::text[], $2::text[]) as w(namespace, value)
                join identifier i on i.namespace = w.namespace and i.value = w.value
            )
            select one.namespace, one.value, other.namespace, other.value, l.source, l.first_observed_at,
                one.held_back or other.held_back
            from (
                select l.* from member m join link l on l.left_id = m.id
                union
                select l.* from member m join link l on l.right_id = m.id
            ) l
            join identifier one on one.id = l.left_id
            join identifier other on other.id = l.right_id
            order by one.held_back or other.held_back, l.first_observed_at, l.left_id, l.right_id
            limit $3
            """;

    private final Database database;

    @Inject
    public CustomerStore(Database database) {
        this.database = database;
    }

    /**
     * Those of {@code ids} that were ever given out, each as it is, also if it has become another; without the identifiers that
     * it holds.
     */
    public Map<UUID, Customer> asTheyAre(Collection<UUID> ids) {
        Map<UUID, Customer> customers = new HashMap<>();
        for (Row row : database.run(AS_THEY_ARE, Tuple.of((Object) ids.stream().distinct().toArray(UUID[]::new)))) {
            var customer = customer(row);
            customers.put(customer.id(), customer);
        }
        return customers;
    }

    /** The living customer that {@code id} leads to, or the erased one that it is; empty when it was never given out. */
    public Optional<Customer> living(UUID id) {
        return first(LIVING, Tuple.of(id));
    }

    /**
     * A part of what {@code customer} once held.
     *
     * @param next where the next part begins; empty when this is the last
     */
    public record Departures(List<Departure> departures, OptionalLong next) {}

    /** At most {@code limit} departures of {@code customer}, from where an earlier part said that the next begins, or 0. */
    public Departures departures(UUID customer, long from, int limit) {
        var departures = new ArrayList<Departure>();
        long last = 0;
        for (Row row : database.run(DEPARTURES, Tuple.of(customer, from, limit + 1))) {
            if (departures.size() == limit) {
                return new Departures(departures, OptionalLong.of(last));
            }
            last = row.getLong(0);
            departures.add(departure(last, row.getString(1), row.getString(2), row.getUUID(3)));
        }
        return new Departures(departures, OptionalLong.empty());
    }

    /** Who holds {@code identifier}; empty when it was never observed. */
    public Optional<Customer> holder(Identifier identifier) {
        return first(HOLDER, Tuple.of(identifier.namespace(), identifier.value()));
    }

    /** The evidence for what {@code customer} holds: what joins first, then by time; at most a thousand links. */
    public List<KnownLink> links(Customer customer) {
        var links = new ArrayList<KnownLink>();
        var rows = database.run(
                LINKS_OF,
                Tuple.of(
                        customer.identifiers().stream().map(Identifier::namespace).toArray(String[]::new),
                        customer.identifiers().stream().map(Identifier::value).toArray(String[]::new),
                        LINKS));
        for (Row row : rows) {
            links.add(new KnownLink(
                    Link.between(
                            new Identifier(row.getString(0), row.getString(1)),
                            new Identifier(row.getString(2), row.getString(3))),
                    new Sighting(row.getString(4), row.getOffsetDateTime(5).toInstant()),
                    row.getBoolean(6)));
        }
        return links;
    }

    private Optional<Customer> first(String sql, Tuple arguments) {
        var rows = database.run(sql, arguments).iterator();
        return rows.hasNext() ? Optional.of(customer(rows.next())) : Optional.empty();
    }

    private static Customer customer(Row row) {
        var held = identifiers(row, 3);
        var gone = departures(row);
        return new Customer(
                row.getUUID(0),
                row.getLong(1),
                row.getBoolean(9),
                Optional.ofNullable(row.getUUID(2)),
                held.stream().limit(Customer.MOST).toList(),
                gone.stream().limit(Customer.MOST).toList(),
                new Customer.More(held.size() > Customer.MOST, gone.size() > Customer.MOST));
    }

    private static List<Departure> departures(Row row) {
        var namespaces = row.getArrayOfStrings(5);
        var values = row.getArrayOfStrings(6);
        var holders = row.getArrayOfUUIDs(7);
        var keys = row.getArrayOfLongs(8);
        return keys == null
                ? List.of()
                : IntStream.range(0, keys.length)
                        .mapToObj(i -> departure(keys[i], namespaces[i], values[i], holders[i]))
                        .toList();
    }

    private static Departure departure(long key, String namespace, String value, UUID holder) {
        return holder == null
                ? new Departure.Erased(key)
                : new Departure.Moved(key, new Identifier(namespace, value), holder);
    }

    private static List<Identifier> identifiers(Row row, int column) {
        var namespaces = row.getArrayOfStrings(column);
        var values = row.getArrayOfStrings(column + 1);
        return namespaces == null
                ? List.of()
                : IntStream.range(0, namespaces.length)
                        .mapToObj(i -> new Identifier(namespaces[i], values[i]))
                        .toList();
    }
}
