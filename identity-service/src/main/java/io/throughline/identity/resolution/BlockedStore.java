package io.throughline.identity.resolution;

import io.throughline.identity.identifier.Identifier;
import io.throughline.kit.database.Database;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** What was blocked, and the values that it was about. */
final class BlockedStore {

    private static final String WRITTEN = "select blocked from namespace where name = $1 and blocked is not null";

    private static final String WRITE = "update namespace set blocked = $2 where name = $1";

    private static final String PAGE = """
            select id, customer, held_back, value from identifier
            where namespace = $1 and value > $2
            order by value
            limit $3
            """;

    private static final String FIND = "select id, customer, held_back from identifier where id = any($1)";

    private static final String DOUBT = "insert into doubted_value (identifier_id) values ($1)";

    private BlockedStore() {}

    /** The patterns that the values of {@code namespace} have been held against. */
    static List<String> written(Database database, String namespace) {
        var rows = database.run(WRITTEN, Tuple.of(namespace)).iterator();
        return rows.hasNext() ? List.of(rows.next().getArrayOfStrings(0)) : List.of();
    }

    static void write(Database database, String namespace, List<String> patterns) {
        database.run(WRITE, Tuple.of(namespace, patterns.toArray(String[]::new)));
    }

    /** The next {@code most} values of {@code namespace} beyond {@code after}, in order. */
    static SequencedMap<Identifier, StoredIdentifier> page(Database database, String namespace, String after, int most) {
        var page = new LinkedHashMap<Identifier, StoredIdentifier>();
        for (Row row : database.run(PAGE, Tuple.of(namespace, after, most))) {
            page.put(new Identifier(namespace, row.getString(3)), stored(row));
        }
        return page;
    }

    static List<StoredIdentifier> find(Database database, List<Long> ids) {
        var found = new ArrayList<StoredIdentifier>();
        for (Row row : database.run(FIND, Tuple.of((Object) ids.toArray(Long[]::new)))) {
            found.add(stored(row));
        }
        return found;
    }

    /** Has looked at whether the value with this {@code id} has to join nobody still. */
    static void doubt(Database database, long id) {
        database.run(DOUBT, Tuple.of(id));
    }

    private static StoredIdentifier stored(Row row) {
        return new StoredIdentifier(row.getLong(0), row.getUUID(1), row.getBoolean(2));
    }
}
