package io.throughline.identity.resolution;

import io.throughline.identity.graph.Evidence;
import io.throughline.identity.graph.Link;
import io.throughline.identity.graph.Sighting;
import io.throughline.identity.graph.Touched;
import io.throughline.identity.identifier.Identifier;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What the tables of evidence hold. Each method is one statement, or none when there is nothing to ask. */
@ApplicationScoped
public class EvidenceStore {

    private static final String FIND_IDENTIFIERS = """
            select w.place, i.id, i.customer, i.held_back
            from unnest($1::text[], $2::text[]) with ordinality as w(namespace, value, place)
            join identifier i on i.namespace = w.namespace and i.value = w.value
            """;

    private static final String FIND_LINKS = """
            select w.place, l.source, l.first_observed_at
            from unnest($1::bigint[], $2::bigint[]) with ordinality as w(left_id, right_id, place)
            join link l on l.left_id = w.left_id and l.right_id = w.right_id
            """;

    private static final String LOOK_AGAIN = "select id, customer, held_back from identifier where id = any($1)";

    private static final String LINKS_OF = """
            select one.namespace, one.value, other.namespace, other.value
            from (
                select left_id, right_id from link where left_id = any($1)
                union
                select left_id, right_id from link where right_id = any($1)
            ) l
            join identifier one on one.id = l.left_id
            join identifier other on other.id = l.right_id
            """;

    // What is one person's and linked with somebody who is not held back is held by the same customer. "offset 0" keeps each
    // look a look by key, however large the planner thinks the customer is.
    private static final String SEEN_WITH = """
            select w.place, i.namespace, i.value
            from unnest($1::bigint[], $2::uuid[], $3::text[]) with ordinality as w(id, customer, namespace, place)
            cross join lateral (
                select i.namespace, i.value
                from identifier i
                where i.customer = w.customer and i.namespace = w.namespace and exists (
                    select from link l
                    where l.left_id = least(w.id, i.id) and l.right_id = greatest(w.id, i.id)
                    offset 0
                )
                limit 1
            ) i
            """;

    private static final String MEMBERS = """
            select i.id, i.namespace, i.value, i.customer, f.id
            from identifier i
            left join customer f on f.founder = i.id
            where i.customer = any($1)
            """;

    private final Database database;

    @Inject
    public EvidenceStore(Database database) {
        this.database = database;
    }

    /** What is known of {@code evidence}; two statements that read, and a third when it holds anything that is said. */
    Known known(Evidence evidence) {
        var identifiers = findIdentifiers(List.copyOf(evidence.identifiers()));
        var links = findLinks(List.copyOf(evidence.links().keySet()), identifiers);
        return new Known(identifiers, links, AttributeStore.find(database, evidence.said(), identifiers));
    }

    private Map<Identifier, StoredIdentifier> findIdentifiers(List<Identifier> wanted) {
        var rows = database.run(
                FIND_IDENTIFIERS,
                Tuple.of(
                        wanted.stream().map(Identifier::namespace).toArray(String[]::new),
                        wanted.stream().map(Identifier::value).toArray(String[]::new)));
        Map<Identifier, StoredIdentifier> found = HashMap.newHashMap(wanted.size());
        for (Row row : rows) {
            found.put(
                    wanted.get(row.getInteger(0) - 1),
                    new StoredIdentifier(row.getLong(1), row.getUUID(2), row.getBoolean(3)));
        }
        return found;
    }

    private Map<Link, Sighting> findLinks(List<Link> links, Map<Identifier, StoredIdentifier> identifiers) {
        var wanted = links.stream()
                .filter(link -> identifiers.containsKey(link.left()) && identifiers.containsKey(link.right()))
                .toList();
        if (wanted.isEmpty()) {
            return Map.of();
        }
        var keys = LinkKeys.of(wanted, identifier -> identifiers.get(identifier).id());
        Map<Link, Sighting> found = HashMap.newHashMap(wanted.size());
        for (Row row : database.run(FIND_LINKS, Tuple.of(keys.lefts(), keys.rights()))) {
            found.put(
                    wanted.get(row.getInteger(0) - 1),
                    new Sighting(row.getString(1), row.getOffsetDateTime(2).toInstant()));
        }
        return found;
    }

    /** Those of {@code identifiers} that were {@code known}, as they are now. */
    Map<Identifier, StoredIdentifier> lookAgain(
            Transaction transaction, Collection<Identifier> identifiers, Known known) {
        Map<Long, Identifier> wanted = new HashMap<>();
        for (var identifier : identifiers) {
            var row = known.identifiers().get(identifier);
            if (row != null) {
                wanted.put(row.id(), identifier);
            }
        }
        Map<Identifier, StoredIdentifier> found = new HashMap<>();
        if (!wanted.isEmpty()) {
            for (Row row : transaction.run(LOOK_AGAIN, ids(wanted.keySet()))) {
                var stored = new StoredIdentifier(row.getLong(0), row.getUUID(1), row.getBoolean(2));
                found.put(wanted.get(stored.id()), stored);
            }
        }
        return found;
    }

    /** Every link of the identifiers with these row ids. */
    Set<Link> linksOf(Transaction transaction, Collection<Long> identifiers) {
        var links = new HashSet<Link>();
        if (!identifiers.isEmpty()) {
            for (Row row : transaction.run(LINKS_OF, ids(identifiers))) {
                links.add(Link.between(
                        new Identifier(row.getString(0), row.getString(1)),
                        new Identifier(row.getString(2), row.getString(3))));
            }
        }
        return links;
    }

    /**
     * The known links of {@code doubts}, which are locked. A device in a shop is linked with a hundred thousand cookies; but
     * while it is not held back it is linked with one value of a unique namespace at most, and only that one is read.
     */
    Set<Link> seenWith(Transaction transaction, Collection<Doubt> doubts) {
        var links = new HashSet<Link>();
        if (!doubts.isEmpty()) {
            var asked = List.copyOf(doubts);
            var rows = transaction.run(
                    SEEN_WITH,
                    Tuple.of(
                            asked.stream().map(doubt -> doubt.row().id()).toArray(Long[]::new),
                            asked.stream().map(doubt -> doubt.row().customer()).toArray(UUID[]::new),
                            asked.stream().map(Doubt::namespace).toArray(String[]::new)));
            for (Row row : rows) {
                links.add(Link.between(
                        asked.get(row.getInteger(0) - 1).identifier(),
                        new Identifier(row.getString(1), row.getString(2))));
            }
        }
        return links;
    }

    /** {@code customers} with everything that they consist of; two statements. */
    OpenedCustomers open(Transaction transaction, Set<UUID> customers) {
        if (customers.isEmpty()) {
            return OpenedCustomers.NONE;
        }
        Map<Identifier, UUID> members = new HashMap<>();
        Map<Identifier, UUID> founders = new HashMap<>();
        Map<Identifier, Long> ids = new HashMap<>();
        for (Row row : transaction.run(MEMBERS, Tuple.of((Object) customers.toArray(UUID[]::new)))) {
            var identifier = new Identifier(row.getString(1), row.getString(2));
            ids.put(identifier, row.getLong(0));
            members.put(identifier, row.getUUID(3));
            if (row.getUUID(4) != null) {
                founders.put(identifier, row.getUUID(4));
            }
        }
        var links = linksOf(transaction, ids.values());
        links.removeIf(link -> !members.containsKey(link.left()) || !members.containsKey(link.right()));
        return new OpenedCustomers(new Touched.Opened(members, links, founders), ids);
    }

    private static Tuple ids(Collection<Long> ids) {
        return Tuple.of((Object) ids.toArray(Long[]::new));
    }
}
