package io.throughline.identity.resolution;

import io.throughline.identity.graph.Evidence;
import io.throughline.identity.graph.Link;
import io.throughline.identity.graph.SharedValues;
import io.throughline.identity.graph.Sighting;
import io.throughline.identity.graph.Touched;
import io.throughline.identity.graph.Touched.Opened;
import io.throughline.identity.identifier.Identifier;
import io.throughline.identity.identifier.Namespace;
import io.throughline.identity.identifier.Namespaces;
import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What erasing asks of the tables of evidence. The number of statements does not depend on how much is erased. */
final class ErasureStore {

    private static final String HOLDER_OF_FOUNDER = """
            select f.customer from customer c left join identifier f on f.id = c.founder where c.id = $1
            """;

    private static final String HELD = "select id, namespace from identifier where customer = $1";

    // The ids given out for what is erased, and who once held it; each with whom it leads to.
    private static final String TOLD = """
            select c.id, f.customer
            from (
                select id from customer where founder = any($1)
                union
                select customer from departure where identifier_id = any($1)
            ) t
            join customer c on c.id = t.id
            left join identifier f on f.id = c.founder
            """;

    private static final String DOUBTED = """
            select i.id, i.namespace, i.value, i.customer
            from (
                select right_id as id from link where left_id = any($1)
                union
                select left_id from link where right_id = any($1)
            ) l
            join identifier i on i.id = l.id
            where i.held_back and i.customer <> $2
            """;

    // Two values of one namespace are enough to hold back, so no more are read.
    private static final String SEEN_WITH = """
            select w.place, i.namespace, i.value
            from unnest($1::bigint[]) with ordinality as w(id, place)
            cross join unnest($2::text[]) as u(namespace)
            cross join lateral (
                select i.namespace, i.value
                from (
                    select right_id as id from link where left_id = w.id
                    union all
                    select left_id from link where right_id = w.id
                ) l
                join identifier i on i.id = l.id
                where i.namespace = u.namespace and i.customer <> $3
                limit 2
            ) i
            """;

    private static final String LINKS = """
            select w.place, i.namespace, i.value, i.customer, i.held_back, l.source, l.first_observed_at
            from unnest($1::bigint[]) with ordinality as w(id, place)
            cross join lateral (
                select right_id as id, source, first_observed_at from link where left_id = w.id
                union all
                select left_id, source, first_observed_at from link where right_id = w.id
            ) l
            join identifier i on i.id = l.id
            where i.customer <> $2
            """;

    private static final String DELETE_LINKS = "delete from link where left_id = any($1) or right_id = any($1)";

    private static final String DELETE_IDENTIFIERS = "delete from identifier where id = any($1)";

    private static final String FREE = "update identifier set held_back = false where id = any($1)";

    private final Namespaces namespaces;
    private final String[] uniqueNamespaces;

    ErasureStore(Namespaces namespaces) {
        this.namespaces = namespaces;
        this.uniqueNamespaces = namespaces.all().stream()
                .filter(namespace -> namespace.kind() == Namespace.Kind.UNIQUE)
                .map(Namespace::name)
                .toArray(String[]::new);
    }

    /** @param customer empty when the identifier was erased, and its founder's id with it */
    record Founder(Optional<UUID> customer) {}

    /** Who holds the identifier that {@code id} was given out for; empty when it was never given out. */
    static Optional<Founder> holderOfFounder(Transaction transaction, UUID id) {
        var rows = transaction.run(HOLDER_OF_FOUNDER, Tuple.of(id)).iterator();
        return rows.hasNext()
                ? Optional.of(new Founder(Optional.ofNullable(rows.next().getUUID(0))))
                : Optional.empty();
    }

    /** Finds all that erasing {@code customer} touches. Writes nothing. */
    Traces traces(Transaction transaction, UUID customer) {
        var held = new ArrayList<Long>();
        var unique = new ArrayList<Long>();
        for (Row row : transaction.run(HELD, Tuple.of(customer))) {
            held.add(row.getLong(0));
            if (List.of(uniqueNamespaces).contains(row.getString(1))) {
                unique.add(row.getLong(0));
            }
        }
        var told = new HashSet<UUID>();
        var leading = new HashSet<UUID>();
        for (Row row : transaction.run(TOLD, ids(held))) {
            told.add(row.getUUID(0));
            Optional.ofNullable(row.getUUID(1)).ifPresent(leading::add);
        }
        var doubted = doubted(transaction, unique, customer);
        var freed = freed(transaction, doubted, customer);
        var evidence = new Evidence(new HashSet<>(freed.keySet()), new HashMap<>());
        var holders = new HashMap<Identifier, UUID>();
        freed.forEach((identifier, row) -> holders.put(identifier, row.customer()));
        var heldBack = new HashSet<Identifier>();
        readLinks(transaction, freed, customer, evidence, holders, heldBack);
        heldBack.removeAll(freed.keySet());
        return new Traces(
                customer,
                held,
                told,
                leading,
                holders(doubted.values()),
                freed.values().stream().map(StoredIdentifier::id).toList(),
                evidence,
                new Touched(holders, heldBack, Opened.NONE));
    }

    /** What joins nobody and was seen with one of {@code unique}, of {@code customer}. */
    private static Map<Identifier, StoredIdentifier> doubted(Transaction transaction, List<Long> unique, UUID customer) {
        var doubted = new HashMap<Identifier, StoredIdentifier>();
        if (!unique.isEmpty()) {
            for (Row row : transaction.run(DOUBTED, ids(unique).addUUID(customer))) {
                doubted.put(
                        new Identifier(row.getString(1), row.getString(2)),
                        new StoredIdentifier(row.getLong(0), row.getUUID(3), true));
            }
        }
        return doubted;
    }

    /** Those of {@code doubted} that are not shared when nothing is seen with {@code customer}. */
    private Map<Identifier, StoredIdentifier> freed(
            Transaction transaction, Map<Identifier, StoredIdentifier> doubted, UUID customer) {
        if (doubted.isEmpty()) {
            return Map.of();
        }
        var asked = List.copyOf(doubted.keySet());
        var rows = asked.stream().map(identifier -> doubted.get(identifier).id()).toArray(Long[]::new);
        var links = new HashSet<Link>();
        for (Row row : transaction.run(SEEN_WITH, Tuple.of(rows, uniqueNamespaces, customer))) {
            links.add(Link.between(asked.get(row.getInteger(0) - 1), new Identifier(row.getString(1), row.getString(2))));
        }
        var freed = new HashMap<>(doubted);
        freed.keySet().removeAll(SharedValues.among(links, namespaces));
        return freed;
    }

    private static void readLinks(
            Transaction transaction,
            Map<Identifier, StoredIdentifier> freed,
            UUID customer,
            Evidence evidence,
            Map<Identifier, UUID> holders,
            Set<Identifier> heldBack) {
        if (freed.isEmpty()) {
            return;
        }
        var asked = List.copyOf(freed.keySet());
        var rows = asked.stream().map(identifier -> freed.get(identifier).id()).toArray(Long[]::new);
        for (Row row : transaction.run(LINKS, Tuple.of(rows, customer))) {
            var other = new Identifier(row.getString(1), row.getString(2));
            evidence.identifiers().add(other);
            evidence.links()
                    .put(
                            Link.between(asked.get(row.getInteger(0) - 1), other),
                            new Sighting(row.getString(5), row.getOffsetDateTime(6).toInstant()));
            holders.put(other, row.getUUID(3));
            if (row.getBoolean(4)) {
                heldBack.add(other);
            }
        }
    }

    private static Set<UUID> holders(Collection<StoredIdentifier> identifiers) {
        var holders = new HashSet<UUID>();
        identifiers.forEach(identifier -> holders.add(identifier.customer()));
        return holders;
    }

    /** Forgets {@code identifiers}, all links that name one and all that is said of them. */
    static void delete(Transaction transaction, List<Long> identifiers) {
        AttributeStore.forgetAll(transaction, identifiers);
        transaction.run(DELETE_LINKS, ids(identifiers));
        transaction.run(DELETE_IDENTIFIERS, ids(identifiers));
    }

    /** From now on {@code identifiers} join whom they are linked with. */
    static void free(Transaction transaction, List<Long> identifiers) {
        if (!identifiers.isEmpty()) {
            transaction.run(FREE, ids(identifiers));
        }
    }

    private static Tuple ids(Collection<Long> ids) {
        return Tuple.tuple().addValue(ids.toArray(Long[]::new));
    }
}
