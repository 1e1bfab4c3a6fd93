package io.throughline.identity.resolution;

import io.throughline.identity.identifier.Namespaces;
import io.throughline.kit.database.Transaction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What erasing asks of the tables of evidence. The number of statements does not depend on how much is erased. */
final class ErasureStore {

    private static final String HOLDER_OF_FOUNDER = """
            select f.customer from customer c left join identifier f on f.id = c.founder where c.id = $1
            """;

    private static final String HELD = "select id from identifier where customer = $1";

    // The ids given out for what is erased, and who once held it; each with whom it leads to.
    private static final String TOLD = """
            select c.id, coalesce(f.customer, c.id)
            from (
                select id from customer where founder = any($1)
                union
                select customer from departure where identifier_id = any($1)
            ) t
            join customer c on c.id = t.id
            left join identifier f on f.id = c.founder
            """;

    // Only what is one person's makes a value shared.
    private static final String DOUBT = """
            insert into doubted_value (identifier_id)
            select i.id
            from (
                select l.right_id as id
                from link l join identifier u on u.id = l.left_id
                where l.left_id = any($1) and u.namespace = any($2)
                union
                select l.left_id
                from link l join identifier u on u.id = l.right_id
                where l.right_id = any($1) and u.namespace = any($2)
            ) l
            join identifier i on i.id = l.id
            where i.held_back and not i.id = any($1)
            """;

    private static final String DELETE_LINKS = "delete from link where left_id = any($1) or right_id = any($1)";

    private static final String DELETE_IDENTIFIERS = "delete from identifier where id = any($1)";

    private ErasureStore() {}

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
    static Traces traces(Transaction transaction, UUID customer) {
        var held = new ArrayList<Long>();
        for (Row row : transaction.run(HELD, Tuple.of(customer))) {
            held.add(row.getLong(0));
        }
        var told = new HashSet<UUID>();
        var leading = new HashSet<UUID>();
        for (Row row : transaction.run(TOLD, ids(held))) {
            told.add(row.getUUID(0));
            leading.add(row.getUUID(1));
        }
        return new Traces(customer, held, told, leading);
    }

    /** Keeps that values which join nobody are to be looked at, where they were seen with one of {@code identifiers}. */
    static void doubt(Transaction transaction, List<Long> identifiers, Namespaces namespaces) {
        if (!identifiers.isEmpty()) {
            transaction.run(DOUBT, ids(identifiers).addValue(namespaces.uniqueNames()));
        }
    }

    /** Forgets {@code identifiers}, all links that name one and all that is said of them. */
    static void delete(Transaction transaction, List<Long> identifiers) {
        AttributeStore.forgetAll(transaction, identifiers);
        transaction.run(DELETE_LINKS, ids(identifiers));
        transaction.run(DELETE_IDENTIFIERS, ids(identifiers));
    }

    private static Tuple ids(Collection<Long> ids) {
        return Tuple.tuple().addValue(ids.toArray(Long[]::new));
    }
}
