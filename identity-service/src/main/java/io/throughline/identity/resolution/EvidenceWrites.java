package io.throughline.identity.resolution;

import io.throughline.identity.graph.Link;
import io.throughline.identity.graph.Sighting;
import io.throughline.identity.identifier.Identifier;
import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What is written into the tables of evidence. Each method is one statement, or none when there is nothing to write. */
final class EvidenceWrites {

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

    private EvidenceWrites() {}

    /**
     * Adds {@code identifiers} under their {@code holders} and gives their row ids.
     *
     * @throws OvertakenException when another call has added one of them meanwhile
     */
    static Map<Identifier, Long> addIdentifiers(
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

    static void addCustomers(
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
    static void addLinks(Transaction transaction, Map<Link, Sighting> links, Map<Identifier, Long> ids) {
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

    static void holdBack(Transaction transaction, Collection<Long> identifiers) {
        if (!identifiers.isEmpty()) {
            transaction.run(HOLD_BACK, ids(identifiers));
        }
    }

    static void move(Transaction transaction, List<Move> moves) {
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
    static Map<Long, UUID> merge(Transaction transaction, Map<UUID, UUID> merged) {
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
    static Map<UUID, Long> raiseRevisions(Transaction transaction, Collection<UUID> customers) {
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
