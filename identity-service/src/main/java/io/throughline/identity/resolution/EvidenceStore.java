package io.throughline.identity.resolution;

import io.throughline.identity.graph.Evidence;
import io.throughline.identity.graph.Link;
import io.throughline.identity.graph.Sighting;
import io.throughline.identity.graph.Touched;
import io.throughline.identity.identifier.Identifier;
import io.throughline.kit.database.Database;
import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The tables of evidence. Each method is one statement, or none when there is nothing to ask or to write. */
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

    private static final String ADD_IDENTIFIERS = """
            insert into identifier (namespace, value, customer, held_back)
            select namespace, value, customer, held_back
            from unnest($1::text[], $2::text[], $3::uuid[], $4::boolean[]) as n(namespace, value, customer, held_back)
            order by namespace collate "C", value collate "C"
            on conflict do nothing
            returning id, namespace, value
            """;

    private static final String ADD_CUSTOMERS = """
            insert into customer (id, founder)
            select id, founder from unnest($1::uuid[], $2::bigint[]) as n(id, founder)
            """;

    private static final String ADD_LINKS = """
            insert into link (left_id, right_id, source, first_observed_at)
            select left_id, right_id, source, first_observed_at
            from unnest($1::bigint[], $2::bigint[], $3::text[], $4::timestamptz[])
                as n(left_id, right_id, source, first_observed_at)
            on conflict (left_id, right_id) do update
            set source = excluded.source, first_observed_at = excluded.first_observed_at
            where (excluded.first_observed_at, excluded.source) < (link.first_observed_at, link.source)
            """;

    private static final String HOLD_BACK = "update identifier set held_back = true where id = any($1)";

    private static final String MOVE = """
            with moved as (
                update identifier i
                set customer = m.next
                from unnest($1::bigint[], $2::uuid[], $3::uuid[]) as m(id, previous, next)
                where i.id = m.id
                returning i.id, m.previous
            )
            insert into departure (customer, identifier_id)
            select previous, id from moved
            on conflict do nothing
            """;

    private static final String MERGE = """
            with moved as (
                update identifier i
                set customer = m.next
                from unnest($1::uuid[], $2::uuid[]) as m(previous, next)
                where i.customer = m.previous
                returning i.id, m.previous, m.next
            ), departed as (
                insert into departure (customer, identifier_id)
                select previous, id from moved
                on conflict do nothing
            )
            select id, next from moved
            """;

    private static final String RAISE_REVISIONS = """
            update customer set revision = revision + 1 where id = any($1) returning id, revision
            """;

    private final Database database;

    @Inject
    public EvidenceStore(Database database) {
        this.database = database;
    }

    /** What is known of {@code evidence}; two statements that read. */
    Known known(Evidence evidence) {
        var identifiers = findIdentifiers(List.copyOf(evidence.identifiers()));
        var links = findLinks(List.copyOf(evidence.links().keySet()), identifiers);
        return new Known(identifiers, links);
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

    /**
     * Adds {@code identifiers} under their {@code holders} and gives their row ids.
     *
     * @throws OvertakenException when another call has added one of them meanwhile
     */
    Map<Identifier, Long> addIdentifiers(
            Transaction transaction,
            Collection<Identifier> identifiers,
            Map<Identifier, UUID> holders,
            Set<Identifier> heldBack) {
        if (identifiers.isEmpty()) {
            return Map.of();
        }
        var added = List.copyOf(identifiers);
        var rows = transaction.run(
                ADD_IDENTIFIERS,
                Tuple.of(
                        added.stream().map(Identifier::namespace).toArray(String[]::new),
                        added.stream().map(Identifier::value).toArray(String[]::new),
                        added.stream().map(holders::get).toArray(UUID[]::new),
                        added.stream().map(heldBack::contains).toArray(Boolean[]::new)));
        if (rows.size() < added.size()) {
            throw new OvertakenException();
        }
        Map<Identifier, Long> ids = HashMap.newHashMap(added.size());
        for (Row row : rows) {
            ids.put(new Identifier(row.getString(1), row.getString(2)), row.getLong(0));
        }
        return ids;
    }

    void addCustomers(
            Transaction transaction,
            Map<UUID, Identifier> founded,
            Map<Identifier, Long> ids,
            Map<Identifier, Long> idsOfOpened) {
        if (founded.isEmpty()) {
            return;
        }
        var customers = List.copyOf(founded.keySet());
        transaction.run(
                ADD_CUSTOMERS,
                Tuple.of(
                        customers.toArray(UUID[]::new),
                        customers.stream()
                                .map(founded::get)
                                .map(founder -> ids.getOrDefault(founder, idsOfOpened.get(founder)))
                                .toArray(Long[]::new)));
    }

    /** Adds {@code links}; of one that is there already, the earlier sighting stays. */
    void addLinks(Transaction transaction, Map<Link, Sighting> links, Map<Identifier, Long> ids) {
        if (links.isEmpty()) {
            return;
        }
        var added = List.copyOf(links.keySet());
        var keys = LinkKeys.of(added, ids::get);
        var sightings = added.stream().map(links::get).toList();
        transaction.run(
                ADD_LINKS,
                Tuple.of(
                        keys.lefts(),
                        keys.rights(),
                        sightings.stream().map(Sighting::source).toArray(String[]::new),
                        sightings.stream()
                                .map(sighting -> sighting.at().atOffset(ZoneOffset.UTC))
                                .toArray(OffsetDateTime[]::new)));
    }

    void holdBack(Transaction transaction, Collection<Long> identifiers) {
        if (!identifiers.isEmpty()) {
            transaction.run(HOLD_BACK, ids(identifiers));
        }
    }

    void move(Transaction transaction, List<Move> moves) {
        if (!moves.isEmpty()) {
            transaction.run(
                    MOVE,
                    Tuple.of(
                            moves.stream().map(Move::identifier).toArray(Long[]::new),
                            moves.stream().map(Move::from).toArray(UUID[]::new),
                            moves.stream().map(Move::to).toArray(UUID[]::new)));
        }
    }

    /** Moves all that each key of {@code merged} holds to its value; says which row ids went to whom. */
    Map<Long, UUID> merge(Transaction transaction, Map<UUID, UUID> merged) {
        Map<Long, UUID> moved = new HashMap<>();
        if (!merged.isEmpty()) {
            var previous = List.copyOf(merged.keySet());
            var next = previous.stream().map(merged::get).toArray(UUID[]::new);
            for (Row row : transaction.run(MERGE, Tuple.of(previous.toArray(UUID[]::new), next))) {
                moved.put(row.getLong(0), row.getUUID(1));
            }
        }
        return moved;
    }

    /** Raises the revision of {@code customers} by one and gives the new ones. */
    Map<UUID, Long> raiseRevisions(Transaction transaction, Collection<UUID> customers) {
        Map<UUID, Long> revisions = new HashMap<>();
        if (!customers.isEmpty()) {
            RowSet<Row> rows =
                    transaction.run(RAISE_REVISIONS, Tuple.of((Object) customers.toArray(UUID[]::new)));
            for (Row row : rows) {
                revisions.put(row.getUUID(0), row.getLong(1));
            }
        }
        return revisions;
    }

    private static Tuple ids(Collection<Long> ids) {
        return Tuple.of((Object) ids.toArray(Long[]::new));
    }
}
