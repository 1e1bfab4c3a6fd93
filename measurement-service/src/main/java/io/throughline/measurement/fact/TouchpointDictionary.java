package io.throughline.measurement.fact;

import io.throughline.kit.database.Database;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The small numbers that stand for touchpoints in facts. A number once given stays. */
@ApplicationScoped
public class TouchpointDictionary {

    private static final String ADD = """
            insert into touchpoint (name)
            select name from unnest($1::text[]) as t(name)
            on conflict do nothing
            """;

    private static final String LOOK_UP = "select name, id from touchpoint where name = any($1::text[])";

    private final Database database;

    /** Holds committed numbers only. */
    private final Map<String, Integer> known = new ConcurrentHashMap<>();

    @Inject
    public TouchpointDictionary(Database database) {
        this.database = database;
    }

    /**
     * Gives a number to each of {@code names} that has none. Runs by itself, so that a transaction that is rolled back later
     * never takes a number with it that was already handed out.
     */
    public void learn(Collection<String> names) {
        var unknown = names.stream()
                .filter(name -> !known.containsKey(name))
                .distinct()
                .sorted()
                .toArray(String[]::new);
        if (unknown.length == 0) {
            return;
        }
        database.run(ADD, Tuple.of((Object) unknown));
        for (Row row : database.run(LOOK_UP, Tuple.of((Object) unknown))) {
            known.put(row.getString(0), row.getInteger(1));
        }
    }

    /** {@code steps} as PostgreSQL writes an array of their numbers; each was learnt before. */
    String encode(List<String> steps) {
        var text = new StringBuilder("{");
        for (var step : steps) {
            if (text.length() > 1) {
                text.append(',');
            }
            text.append(known.get(step).intValue());
        }
        return text.append('}').toString();
    }
}
