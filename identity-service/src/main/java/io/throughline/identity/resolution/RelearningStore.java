package io.throughline.identity.resolution;

import io.throughline.identity.graph.Evidence;
import io.throughline.identity.graph.Link;
import io.throughline.identity.graph.Sighting;
import io.throughline.identity.identifier.Identifier;
import io.throughline.identity.identifier.Namespaces;
import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What erasures have left to be looked at. Each method is one statement. */
final class RelearningStore {

    private static final String NEXT_DOUBT = """
            select d.id, i.id, i.namespace, i.value, i.customer, i.held_back
            from doubted_value d
            left join identifier i on i.id = d.identifier_id
            order by d.id
            limit 1
            """;

    private static final String STILL = "select customer, held_back from identifier where id = $1";

    private static final String SETTLE = "delete from doubted_value where id = $1";

    // Link by link, until there are enough: "offset 0" keeps each look a look by key. One person's is held back only when it is blocked.
    private static final String SEEN_WITH = """
            select i.namespace, i.value
            from (
                select right_id as id from link where left_id = $1
                union all
                select left_id from link where right_id = $1
            ) l
            cross join lateral (
                select namespace, value from identifier i where i.id = l.id and i.namespace = any($2) and not i.held_back offset 0
            ) i
            limit $3
            """;

    // Of the oldest customers first: in a merge the older id stays, so that nobody who has grown is moved again.
    private static final String TAKE_OUT = """
            with taken as (
                delete from link l
                using (
                    select left_id, right_id, right_id as other_id from link where left_id = $1
                    union all
                    select left_id, right_id, left_id from link where right_id = $1
                    limit $2
                ) t
                where l.left_id = t.left_id and l.right_id = t.right_id
                returning l.left_id, l.right_id, l.source, l.first_observed_at, t.other_id
            )
            insert into unlearnt_link (left_id, right_id, source, first_observed_at)
            select t.left_id, t.right_id, t.source, t.first_observed_at
            from taken t
            left join identifier i on i.id = t.other_id
            order by i.customer
            """;

    private static final String FREE = "update identifier set held_back = false where id = $1";

    private static final String NEXT_LINKS = """
            select u.id, u.source, u.first_observed_at,
                l.id, l.namespace, l.value, l.customer, l.held_back,
                r.id, r.namespace, r.value, r.customer, r.held_back
            from (select * from unlearnt_link order by id limit $1) u
            left join identifier l on l.id = u.left_id
            left join identifier r on r.id = u.right_id
            """;

    private static final String FORGET = "delete from unlearnt_link where id = any($1)";

    private RelearningStore() {}

    /**
     * A value that may be shared no more.
     *
     * @param id of this doubt
     * @param row empty when the value was erased
     */
    record DoubtedValue(long id, Optional<Identifier> value, Optional<StoredIdentifier> row) {

        boolean joinsNobody() {
            return row.filter(StoredIdentifier::heldBack).isPresent();
        }
    }

    /**
     * Links to be learnt again.
     *
     * @param ids under which they wait
     * @param evidence those of them whose ends are both known; others name what was erased meanwhile
     * @param known its identifiers
     */
    record Unlearnt(List<Long> ids, Evidence evidence, Known known) {}

    static Optional<DoubtedValue> nextDoubt(Transaction transaction) {
        for (Row row : transaction.run(NEXT_DOUBT, Tuple.tuple())) {
            return Optional.of(new DoubtedValue(row.getLong(0), identifier(row, 1), stored(row, 1)));
        }
        return Optional.empty();
    }

    /** Whether the row of {@code value} is still as it was read. */
    static boolean isStill(Transaction transaction, StoredIdentifier value) {
        var rows = transaction.run(STILL, Tuple.of(value.id())).iterator();
        if (!rows.hasNext()) {
            return false;
        }
        var row = rows.next();
        return row.getUUID(0).equals(value.customer()) && row.getBoolean(1) == value.heldBack();
    }

    /**
     * The links of {@code value} with what is one person's: all, or so many that two are of one namespace. A value seen with
     * thousands of people has no more than some of its links read.
     */
    static Set<Link> seenWith(Transaction transaction, Identifier value, long id, Namespaces namespaces) {
        var unique = namespaces.uniqueNames();
        var links = new HashSet<Link>();
        for (Row row : transaction.run(SEEN_WITH, Tuple.of(id, unique, unique.length + 1))) {
            links.add(Link.between(value, new Identifier(row.getString(0), row.getString(1))));
        }
        return links;
    }

    /** Takes at most {@code most} links of the value with this {@code id} out, to be learnt again; says how many. */
    static int takeOut(Transaction transaction, long id, int most) {
        return transaction.run(TAKE_OUT, Tuple.of(id, most)).rowCount();
    }

    /** From now on the value with this {@code id}, which has no links, joins whom it is seen with. */
    static void free(Transaction transaction, long id) {
        transaction.run(FREE, Tuple.of(id));
    }

    static void settle(Transaction transaction, DoubtedValue doubted) {
        transaction.run(SETTLE, Tuple.of(doubted.id()));
    }

    /** The next {@code most} links to be learnt again. */
    static Unlearnt next(Transaction transaction, int most) {
        var ids = new ArrayList<Long>();
        var evidence = new Evidence(new HashSet<>(), new HashMap<>());
        var known = new HashMap<Identifier, StoredIdentifier>();
        for (Row row : transaction.run(NEXT_LINKS, Tuple.of(most))) {
            ids.add(row.getLong(0));
            var left = identifier(row, 3);
            var right = identifier(row, 8);
            if (left.isPresent() && right.isPresent()) {
                known.put(left.get(), stored(row, 3).orElseThrow());
                known.put(right.get(), stored(row, 8).orElseThrow());
                evidence.links()
                        .merge(
                                Link.between(left.get(), right.get()),
                                new Sighting(row.getString(1), row.getOffsetDateTime(2).toInstant()),
                                Sighting::orBefore);
            }
        }
        evidence.identifiers().addAll(known.keySet());
        return new Unlearnt(ids, evidence, new Known(known, Map.of(), Map.of()));
    }

    static void forget(Transaction transaction, Unlearnt links) {
        transaction.run(FORGET, Tuple.of((Object) links.ids().toArray(Long[]::new)));
    }

    private static Optional<Identifier> identifier(Row row, int column) {
        return Optional.ofNullable(row.getString(column + 1))
                .map(namespace -> new Identifier(namespace, row.getString(column + 2)));
    }

    private static Optional<StoredIdentifier> stored(Row row, int column) {
        return Optional.ofNullable(row.getLong(column))
                .map(id -> new StoredIdentifier(id, row.getUUID(column + 3), row.getBoolean(column + 4)));
    }
}
